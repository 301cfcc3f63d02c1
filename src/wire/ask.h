/*
 * ask.h - what the wire asks of the guard: one function a request.
 * Each function decides whether to wait for a reply, and wipes secrets in
 * request and reply. guard.h explains the verdicts.
 */
#ifndef WIRE_ASK_H
#define WIRE_ASK_H

#include "conn/conn.h"
#include "guard/guard.h"
#include "proto/startnoise.h"

struct session;

/* Tells where the peer is, as a proxy says; NULL: it does not say. */
void ask_peer(struct session *s, const struct ip *where);
/* Tells the peer's name for itself, whose syntax was checked. Without a login,
 * s->user is then the user that the guard takes the peer for, if there is
 * one. */
enum guard_verdict ask_hello(
    struct session *s, struct bytes name, bool extended);

/* A transaction: its sender, and its recipients. */
enum guard_verdict ask_sender(struct session *s, const struct addr *from);
enum guard_verdict ask_rcpt(struct session *s, const struct addr *to);
/* Gets the message file, open for writing. */
enum guard_verdict ask_body(struct session *s, int *fd);
/* Tells that the file could not be written, for this errno. There is no
 * reply. */
void ask_failed(struct session *s, int error);
/* Asks to keep the message, whose file is written and closed; ID is the id that
 * it gets. SIZE counts line ends as two. ENDED: the last line has an end. The
 * guard has forgotten the transaction, whatever it answers. */
enum guard_verdict ask_commit(
    struct session *s, uint64_t size, bool ended, char id[GUARD_ID]);
/* Forgets the transaction. */
void ask_reset(struct session *s);

/* Logs in with s->sasl, which is wiped. With GUARD_YES, s->user is the user;
 * else *LAST says that no other login is taken. */
enum guard_verdict ask_login(struct session *s, bool *last);

/* Gets the public keys of this server. */
enum guard_verdict ask_keys(struct session *s, struct guard_keys *keys);
/* Hands over message 1 of a handshake on the marked transcript; MSG2 is the
 * answer. */
enum guard_verdict ask_noise1(
    struct session *s, const struct startnoise *line, uint8_t msg2[NOISE_MSG2]);
/* Hands over message 3. *CHANNEL has the keys, which the caller wipes. */
enum guard_verdict ask_noise3(struct session *s, const uint8_t msg3[NOISE_MSG3],
    struct guard_channel *channel);

/* Gets the socket to the process for TLS. */
enum guard_verdict ask_tls(struct session *s, int *fd);
/* Lets the guard make the handshake, in the time that the peer has for a line.
 * The session ends unless the result is CONN_OK. */
enum conn_rc ask_sealed(struct session *s);

/* Gets a page of the listing, from message FIRST on. */
enum guard_verdict ask_sizes(
    struct session *s, uint32_t first, struct guard_page *page);
enum guard_verdict ask_ids(
    struct session *s, uint32_t first, struct guard_page *page);
/* Asks for the file of a message; ask_opened takes the answers, in order. */
void ask_read(struct session *s, uint32_t message);
enum guard_verdict ask_opened(
    struct session *s, struct guard_opened *opened, int *fd);
/* Marks messages to be deleted or moved; and does that to the mailbox. */
enum guard_verdict ask_mark(struct session *s, const struct guard_mark *mark);
enum guard_verdict ask_update(struct session *s);

/* Tells the end of the session, for the log. There is no reply. */
void ask_bye(struct session *s);

#endif
