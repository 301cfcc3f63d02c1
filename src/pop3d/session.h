/*
 * session.h - what POP3 makes of a session. Private to src/pop3d.
 */
#ifndef POP3D_SESSION_H
#define POP3D_SESSION_H

#include "wire/session.h"

enum pop3_state {
	POP3_LOGIN = 1, /* AUTHORIZATION */
	POP3_MBOX = 2   /* TRANSACTION */
};

/* A message: the octets that RETR sends, and marks for QUIT. */
#define POP3_DELETED ((uint64_t)1 << 63)
#define POP3_SENT ((uint64_t)1 << 62)
#define POP3_UNREAD ((uint64_t)1 << 61) /* it lies in new/ */
#define POP3_SIZE (POP3_UNREAD - 1)

/* A message's file, as the guard has answered. */
struct opened {
	uint32_t message;
	enum guard_verdict verdict; /* GUARD_YES: FD is open */
	int fd;
	struct guard_opened sizes;
};

/* A session of POP3. */
struct pop3 {
	struct session session;
	uint32_t pass;     /* the number of the command that may be PASS */
	uint32_t failures; /* logins that the guard was not asked about */
	uint32_t total;    /* messages */
	uint64_t message[LIM_MESSAGES];
	struct {
		struct opened file[LIM_AHEAD]; /* from AT to N: not used yet */
		unsigned n, at;
	} ahead;
};

static inline struct pop3 *
pop3_of(const struct session *s)
{
	return (struct pop3 *)(uintptr_t)s;
}

extern const struct verb pop3_verbs[];

/* A session with EXTRA_VERBS, which come before those, or NULL. */
void pop3d_serve(struct start *start, int guard, bool handshake,
    const struct verb *extra_verbs);

/* say.c: says R, with WORDS behind it unless they are NULL, and counts an
 * error. */
void say_row(struct session *s, enum reply r, const struct bytes *words);
/* Says a line of a reply of several lines. RE_END is returned as its end. */
void say_line(struct session *s, struct bytes text);
/* Ends the connection in the middle of an answer, so that a part of a message
 * is not taken for the whole. */
enum reply cut_short(struct session *s);

/* Takes the number of a message off *ARG: plain digits, up to the next space.
 * Returns RE_OK, or the reply if there is no such message. */
enum reply take_message(struct session *s, struct bytes *arg, uint32_t *i);
/* True for a number of 1 to 10 digits without a leading zero. */
bool pop3_number(struct bytes b, uint64_t *out);

verb_fn verb_capa, verb_user, verb_pass;                       /* login.c */
verb_fn verb_stat, verb_list, verb_uidl, verb_dele, verb_rset; /* list.c */
verb_fn verb_retr, verb_top;                                   /* retr.c */
verb_fn verb_quit;                                             /* quit.c */

/* list.c: gets the listing from the guard. False: it cannot be had. */
bool load_messages(struct session *s);
/* ahead.c: the file of message I, which is the caller's to close; those of
 * RETRs that have come in behind it are opened with it. */
void ahead_open(struct session *s, uint32_t i, struct opened *out);
/* Closes files that were opened ahead and not used. */
void ahead_end(struct session *s);
/* retr.c: sends message I behind its +OK, which says the octets, or
 * (NUMBERED) first which message it is. Returns the end of it. */
enum reply retr_send(struct session *s, uint32_t i, bool numbered);

#endif
