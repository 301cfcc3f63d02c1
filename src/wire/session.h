/*
 * session.h - a session, as the wires of both servers see it: lines come in,
 * verbs run, replies go out, until one side has enough.
 */
#ifndef WIRE_SESSION_H
#define WIRE_SESSION_H

#include "conn/conn.h"
#include "conn/layers.h"
#include "guard/guard.h"
#include "proto/cmdline.h"
#include "proto/sasl.h"
#include "wire/ask.h"
#include "wire/reply.h"

struct session;

/* Runs a verb, and returns what to say. */
typedef enum reply verb_fn(struct session *s, struct bytes arg);

/* A verb stands in a table and nowhere else. */
struct verb {
	const char *name;
	uint8_t when;        /* states; in others it is out of order */
	uint8_t least, most; /* arguments, with one blank between two */
	uint8_t flags;
	enum reply answer : 8; /* of a verb that does nothing else ... */
	verb_fn *run;          /* ... and has NULL here */
};

#define VERB_REST 255 /* most: all that follows the verb is one argument */
#define VERB_EARLY 1  /* flags: served before a required handshake, or TLS */
#define VERB_WORK 2   /* is not counted as an idle command */
#define VERB_RAW 4    /* its argument keeps the blanks at its end */
#define VERB_MAIL 8   /* moves mail */
#define VERB_TLS 16   /* begins TLS: served where that is required or offered */

/* A protocol, as far as a session has to know it. */
struct protocol {
	const char *transcript; /* begins what the handshake is bound to */
	size_t line;            /* the longest, with its end */
	unsigned idle_commands; /* allowed between two mails; 0: any number */
	unsigned first_state;   /* of a session */
	bool unsolicited;       /* may send a reply that no command asked for */
	const struct verb *verbs; /* end with a NULL name */
	/* Says R, and counts it if it is an error. WORDS, if not NULL, replace
	 * the text of its row. */
	void (*say)(struct session *s, enum reply r, const struct bytes *words);
	/* Returns the reply to LINE, which is refused with R and does not run.
	 * NULL: R is the reply. */
	enum reply (*refuse)(
	    struct session *s, enum reply r, struct bytes line);
	/* Says the answer to RCKEY but for its last line, which it returns. */
	enum reply (*list)(
	    struct session *s, const struct bytes *line, size_t n);
	/* Begins TLS before the banner. */
	enum reply (*implicit)(struct session *s);
	/* Returns the reply to a login that has succeeded. NULL:
	 * RE_LOGGED_IN. */
	enum reply (*enter)(struct session *s);
};

/* The servers have it at the front of a struct of their own. */
struct session {
	const struct protocol *protocol;
	struct start *start;
	struct conn *conn;
	int guard;
	unsigned state;
	const struct verb *extra_verbs; /* looked up first; or NULL */
	struct cmdline line;

	bool handshake;   /* may be offered */
	bool late;        /* there was a mail or a login: none is offered */
	bool secure;      /* a handshake has been made, or TLS */
	bool key_listed;  /* ... with a key that a user has listed */
	bool logged_in;   /* as USER */
	struct addr user; /* the user that the peer is, if any */
	struct sasl sasl;
	struct layers layers;
	int relay; /* the other end of TLS, between its two steps */

	/* Takes the next line in place of the verbs; NULL: the line is a
	 * command. */
	enum reply (*next_line)(struct session *s, struct bytes line);
	/* Goes on with a command that has said something and is not done. The
	 * loop calls it before it takes a line, until it is NULL. */
	enum reply (*rest)(struct session *s);

	uint32_t commands, errors;
	uint64_t sent;          /* octets of messages */
	unsigned idle_commands; /* since the last mail */
	bool enough;            /* no other login is taken */
	bool closing;
	bool silent;        /* nothing more may be said */
	enum guard_end end; /* how it ends; meaningful with CLOSING */
	bool mail;          /* the reply is one to a message */
	enum guard_outcome outcome;
	struct bytes words; /* of the next reply, in BUF; P is NULL: none */
	char buf[LIM_REPLY];
};

/* session.c: begins S, the only session of the process, on standard input and
 * output; says BANNER, and serves lines until S is closing; ends S. */
void session_open(struct session *s, const struct protocol *protocol,
    struct start *start, int guard, bool handshake);
void session_run(struct session *s, enum reply banner);
void session_close(struct session *s);
/* The channel is sealed: what was said before does not count. */
void session_anew(struct session *s);

/* A verb, or the function that takes a line in its place, returns the reply.
 * The loop says and counts it, so there is one reply to a command. These return
 * a reply as well: */
/* Returns R, with WORDS in place of the text of its row. */
enum reply reply_words(struct session *s, enum reply r, struct bytes words);
/* Returns R, after which the session ends; nothing if it was ending already. */
enum reply reply_and_close(struct session *s, enum reply r, enum guard_end end);
/* Ends the session since the channel gave no input, for the reason RC (not
 * CONN_OK). Returns the last reply, or RE_NONE if the peer may not hear it: it
 * is gone, its octets were forged, or it was silent where the protocol says
 * nothing unasked. */
enum reply reply_no_input(struct session *s, enum conn_rc rc);
/* Returns nothing, and ends the session. */
enum reply break_off(struct session *s, enum guard_end end);

/* Notes what became of a message. The worst of them counts. */
void note_outcome(struct session *s, enum guard_outcome outcome);
/* True if STARTNOISE would not be out of order. */
bool handshake_offered(const struct session *s);

/* login.c: true if the peer may log in now, by a password or by its key. */
bool password_offered(const struct session *s);
bool key_offered(const struct session *s);
/* Takes what follows AUTH, and begins the dialogue. */
enum reply login_auth(struct session *s, struct bytes arg);
/* Hands s->sasl to the guard, which decides, and wipes it. */
enum reply login_ask(struct session *s);

/* noise.c: */
verb_fn verb_rckey, verb_startnoise;
/* Notes that a MAIL or an AUTH was accepted: no handshake is possible any more,
 * and the transcript is wiped. */
void handshake_over(struct session *s);

/* proxy.c: takes the header of a proxy. False: there is none. */
bool proxy_first(struct session *s);

/* tls.c: */
verb_fn verb_starttls;
/* True if it would not be out of order. */
bool tls_offered(const struct session *s);
/* Before the banner: TLS, or the end of the session. */
enum reply tls_first(struct session *s);

#endif
