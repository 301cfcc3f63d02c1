/*
 * ask.h - what the wire asks of the guard: one function a request. Each
 * decides whether it has to wait for a reply, and wipes what was secret in
 * either. The verdicts are explained in guard.h.
 */
#ifndef WIRE_ASK_H
#define WIRE_ASK_H

#include "guard/guard.h"
#include "proto/startnoise.h"

struct session;

/* The peer's name for itself, which has been found valid. Without a login
 * s->user is then who the guard takes the peer for, if anybody. */
enum guard_verdict ask_hello(
    struct session *s, struct bytes name, bool extended);

/* A transaction: its sender, and its recipients. */
enum guard_verdict ask_sender(struct session *s, const struct addr *from);
enum guard_verdict ask_rcpt(struct session *s, const struct addr *to);
/* The message file, open for writing. */
enum guard_verdict ask_body(struct session *s, int *fd);
/* The file could not be written, for this errno. There is no reply. */
void ask_failed(struct session *s, int error);
/* Keeps the message, whose file is written and closed, under ID. SIZE counts
 * line ends as two; ENDED: the last line has an end. The guard has forgotten
 * the transaction, whatever it says. */
enum guard_verdict ask_commit(
    struct session *s, uint64_t size, bool ended, char id[GUARD_ID]);
/* Forgets the transaction. */
void ask_reset(struct session *s);

/* A login with what is in s->sasl, which is wiped. With GUARD_YES, s->user is
 * who the peer is; otherwise *LAST says that no other will be looked at. */
enum guard_verdict ask_login(struct session *s, bool *last);

/* The public keys of this server. */
enum guard_verdict ask_keys(struct session *s, struct guard_keys *keys);
/* Message 1 of a handshake on the marked transcript; MSG2 is the answer. */
enum guard_verdict ask_noise1(
    struct session *s, const struct startnoise *line, uint8_t msg2[NOISE_MSG2]);
/* Message 3; *CHANNEL has keys in it, which the caller wipes. */
enum guard_verdict ask_noise3(struct session *s, const uint8_t msg3[NOISE_MSG3],
    struct guard_channel *channel);

/* The socket to the process for TLS; and what became of the handshake. */
enum guard_verdict ask_tls(struct session *s, int *fd);
enum guard_verdict ask_sealed(struct session *s);

/* A page of the listing, from message FIRST on. */
enum guard_verdict ask_sizes(
    struct session *s, uint32_t first, struct guard_page *page);
enum guard_verdict ask_ids(
    struct session *s, uint32_t first, struct guard_page *page);
/* Asks for the file of a message; ask_opened takes the answers, in order. */
void ask_read(struct session *s, uint32_t message);
enum guard_verdict ask_opened(
    struct session *s, struct guard_opened *opened, int *fd);
/* What has become of some messages; and doing that to the mailbox. */
enum guard_verdict ask_mark(struct session *s, const struct guard_mark *mark);
enum guard_verdict ask_update(struct session *s);

/* The end of the session, for the log. There is no reply. */
void ask_bye(struct session *s);

#endif
