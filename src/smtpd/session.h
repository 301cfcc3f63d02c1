/*
 * session.h - what SMTP makes of a session. Private to src/smtpd.
 */
#ifndef SMTPD_SESSION_H
#define SMTPD_SESSION_H

#include "proto/dot.h"
#include "wire/session.h"

/* The states of the dialogue. */
enum smtp_state {
	SMTP_START = 1,  /* not greeted */
	SMTP_REST = 2,   /* greeted */
	SMTP_MAIL = 4,   /* a sender */
	SMTP_RCPT = 8,   /* at least one recipient */
	SMTP_CHUNKS = 16 /* BDAT has begun */
};

/* How fast octets have come. */
struct rate {
	int64_t began;
	uint64_t taken;
};

/* A message body on its way into the file that the guard gave us. */
struct body {
	int fd;           /* -1: none */
	int error;        /* errno of the first write that failed */
	struct rate rate; /* of the whole message */
	struct dot dot;
	struct hops hops;
};

/* A session of SMTP. */
struct smtp {
	struct session session;
	bool extended; /* EHLO, not HELO */
	bool utf8;     /* the transaction has SMTPUTF8 */
	struct body body;
};

static inline struct smtp *
smtp_of(const struct session *s)
{
	return (struct smtp *)(uintptr_t)s;
}

extern const struct verb smtp_verbs[];

/* A session with EXTRA_VERBS, which come before those, or NULL. */
void smtpd_serve(struct start *start, int guard, bool handshake,
    const struct verb *extra_verbs);

/* say.c: says R, with WORDS in place of its text unless they are NULL, and
 * counts an error. */
void say_row(struct session *s, enum reply r, const struct bytes *words);
/* Says TEXT as a line of the reply R. A verb returns the last line. */
void say_more(struct session *s, enum reply r, struct bytes text);
/* Returns the reply to a verdict of the guard; RE_OK for GUARD_YES. */
enum reply verdict_reply(enum guard_verdict v);

/* True between MAIL and the end of its message. */
static inline bool
in_transaction(const struct session *s)
{
	return (s->state & (SMTP_START | SMTP_REST)) == 0;
}

/* body.c: forgets the transaction, here and, while one is under way, in the
 * guard. Nothing else does. */
void session_reset(struct session *s);

verb_fn verb_auth;                                             /* auth.c */
verb_fn verb_ehlo, verb_helo, verb_http, verb_quit, verb_rset; /* hello.c */
verb_fn verb_mail, verb_rcpt;                                  /* mail.c */
verb_fn verb_data, verb_bdat;                                  /* data.c */

/* hello.c: takes a greeting. RE_OK, or the reply that refuses it. */
enum reply hello_greet(struct session *s, struct bytes name, bool extended);
/* Says the EHLO list with TEXT as its first line, and returns its last. */
enum reply hello_list(struct session *s, struct bytes text);
/* mail.c: run MAIL and RCPT, once the path has been taken. */
enum reply mail_from(
    struct session *s, const struct addr *a, struct bytes params);
enum reply mail_to(
    struct session *s, const struct addr *a, struct bytes params);
/* data.c: returns the reply to a line that is refused with R. A chunk that
 * follows it is read away. */
enum reply data_refuse(struct session *s, enum reply r, struct bytes line);

/* body.c: the file of a message. body_open gets it from the guard (RE_OK) or
 * returns the reply; body_feed takes octets off the input and stores them;
 * body_fault is RE_OK as long as the message may be kept; body_end commits
 * or drops it, and says which. */
enum reply body_open(struct session *s, bool dots);
size_t body_feed(struct session *s, size_t most);
enum reply body_fault(const struct session *s);
enum reply body_end(struct session *s);
void body_drop(struct session *s);
/* True if octets have come slower than min-rate allows. */
bool body_too_slow(const struct session *s, const struct rate *rate);

#endif
