/*
 * session.h - one SMTP session, as the wire sees it. Private to src/smtpd.
 */
#ifndef SMTPD_SESSION_H
#define SMTPD_SESSION_H

#include "base/chan.h"
#include "guard/guard.h"
#include "proto/dot.h"
#include "proto/sasl.h"
#include "proto/tunnel.h"
#include "proto/wireline.h"
#include "smtpd/reply.h"

/* Where the dialogue stands. */
enum smtp_state {
	SMTP_START = 1,  /* not greeted */
	SMTP_REST = 2,   /* greeted */
	SMTP_MAIL = 4,   /* a sender */
	SMTP_RCPT = 8,   /* at least one recipient */
	SMTP_CHUNKS = 16 /* BDAT has begun */
};

/* A message body on its way into the file that the guard gave us. */
struct body {
	int fd;    /* -1: none */
	int error; /* errno of the first write that failed */
	struct dot dot;
	struct hops hops;
};

struct session {
	const struct start *start;
	struct chan *chan;
	int guard;
	enum smtp_state state;
	bool extended;            /* EHLO, not HELO */
	bool utf8;                /* the transaction has SMTPUTF8 */
	const struct verb *first; /* the verbs that are looked at first */
	struct wireline line;
	struct body body;

	bool handshake; /* may be offered */
	bool secure;    /* in the channel */
	bool listed;    /* ... whose key is somebody's */
	bool known;     /* logged in */
	struct addr me; /* who the peer is, if anybody */
	struct sasl sasl;
	struct tunnel tunnel;
	/* Takes the next line in place of the verbs. */
	void (*answer)(struct session *s, struct bytes line);

	uint32_t commands, errors;
	unsigned chatter; /* commands that move no mail, since the last mail */
	bool closing;
	bool mute;          /* nothing more may be said */
	enum guard_end end; /* how it ends; meaningful with CLOSING */
};

/* A verb stands in a table and nowhere else. */
struct verb {
	const char *name;
	unsigned when; /* states; others get 503 */
	enum { NONE, SOME, MAYBE } argument;
	bool mail;  /* moves mail: does not count as chatter */
	bool early; /* served before a required handshake */
	void (*run)(struct session *s, struct bytes arg);
};

extern const struct verb smtp_verbs[]; /* ends with a NULL name */
extern const struct verb smtp_verbs_teaching[];

/* Says reply R and counts it. */
void say(struct session *s, enum reply r);
/* The same with a text of our own in place of the table's. */
void say_text(struct session *s, enum reply r, struct bytes text);
/* A line of several before the last: text only. */
void say_more(struct session *s, enum reply r, struct bytes text);
/* Says R (421, 554) and ends the session after this command. */
void say_and_close(struct session *s, enum reply r, enum guard_end end);
/* What the guard's verdict means to the peer. */
enum reply verdict_reply(enum guard_verdict v);
/* Why the channel gave no input, said to the peer if he may still hear it. */
void say_silence(struct session *s, enum chan_rc rc);

/* Forgets the transaction, here and in the guard: the only place. */
void session_reset(struct session *s);

/* The handlers, by file. hello.c: */
void verb_ehlo(struct session *s, struct bytes arg);
void verb_helo(struct session *s, struct bytes arg);
void verb_help(struct session *s, struct bytes arg);
void verb_noop(struct session *s, struct bytes arg);
void verb_quit(struct session *s, struct bytes arg);
void verb_rset(struct session *s, struct bytes arg);
void verb_vrfy(struct session *s, struct bytes arg);
/* Greets, with what the guard said of it. */
bool hello_greet(struct session *s, struct bytes name, bool extended,
    struct guard_reply *reply);
/* The EHLO list, with a first line of our own. */
void hello_list(struct session *s, struct bytes text);
/* mail.c: */
void verb_mail(struct session *s, struct bytes arg);
void verb_rcpt(struct session *s, struct bytes arg);
/* MAIL and RCPT from behind the path on. */
void mail_from(struct session *s, const struct addr *a, struct bytes params);
void mail_to(struct session *s, const struct addr *a, struct bytes params);
/* data.c, bdat.c: */
void verb_data(struct session *s, struct bytes arg);
void verb_bdat(struct session *s, struct bytes arg);

/* auth.c: */
void verb_auth(struct session *s, struct bytes arg);
bool password_offered(const struct session *s);
bool key_offered(const struct session *s);
/* channel.c: */
void verb_rckey(struct session *s, struct bytes arg);
void verb_startnoise(struct session *s, struct bytes arg);

/* body.c: the file of a message. body_open gets it from the guard (RE_OK) or
 * tells what to say; body_feed takes octets off the input and stores them;
 * body_fault is RE_OK as long as the message may be kept; body_end commits
 * or drops it, and says which. */
enum reply body_open(struct session *s, bool dots);
size_t body_feed(struct session *s, size_t most);
enum reply body_fault(const struct session *s);
void body_end(struct session *s);
void body_drop(struct session *s);
/* Has the peer been slower than min-rate since BEGAN, having sent N? */
bool body_too_slow(const struct session *s, int64_t began, uint64_t n);

#endif
