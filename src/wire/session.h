/*
 * session.h - a session, as the wires of both servers see it: lines come in,
 * verbs run, replies go out, until one side has enough.
 */
#ifndef WIRE_SESSION_H
#define WIRE_SESSION_H

#include "conn/conn.h"
#include "guard/guard.h"
#include "proto/sasl.h"
#include "conn/layers.h"
#include "proto/cmdline.h"
#include "wire/ask.h"
#include "wire/reply.h"

struct session;

/* A verb stands in a table and nowhere else. */
struct verb {
	const char *name;
	unsigned when;       /* states; in others it is out of order */
	uint8_t least, most; /* arguments, with one blank between two */
	uint8_t is;
	/* NULL: known, and not offered. */
	enum reply (*run)(struct session *s, struct bytes arg);
};

#define VERB_REST 255 /* most: all that is behind the verb is one argument */
#define VERB_EARLY 1  /* is: served before a required handshake */
#define VERB_WORK 2   /* no chatter */
#define VERB_RAW 4    /* its argument keeps the blanks at its end */
#define VERB_MAIL 8   /* moves mail */

/* What makes a server of it. */
struct protocol {
	const char *transcript; /* begins what the handshake is bound to */
	size_t line;            /* the longest, with its end */
	unsigned chatter;       /* commands that move no mail; 0: any number */
	unsigned outset;        /* the state that a session begins in */
	bool unasked; /* a farewell may be said to who asked nothing */
	const struct verb *verbs; /* end with a NULL name */
	/* Says R, with WORDS if they are not NULL in place of the text of its
	 * row, and counts it if it is an error. */
	void (*say)(struct session *s, enum reply r, const struct bytes *words);
	/* What there is to say to a line that was to get R, and of which
	 * nothing may run; NULL: R. */
	enum reply (*refuse)(
	    struct session *s, enum reply r, struct bytes line);
	/* The answer to RCKEY; returns the end of it. */
	enum reply (*list)(
	    struct session *s, const struct bytes *line, size_t n);
	/* Somebody has logged in; what to say to that. */
	enum reply (*enter)(struct session *s);
};

struct session {
	const struct protocol *protocol;
	const struct start *start;
	struct conn *conn;
	int guard;
	unsigned state;
	const struct verb *first; /* the verbs that are looked at first */
	struct cmdline line;
	struct own *own; /* what one server adds, in its own session.h */

	bool handshake; /* may be offered */
	bool late;      /* ... no more: there was a mail or a login */
	bool secure;    /* in the channel */
	bool listed;    /* ... whose key is somebody's */
	bool known;     /* logged in */
	struct addr me; /* who the peer is, if anybody */
	struct sasl sasl;
	struct layers layers;
	/* Takes the next line in place of the verbs. */
	enum reply (*answer)(struct session *s, struct bytes line);
	/* Goes on with a command that has said something and is not done; runs
	 * until it sets itself to NULL. */
	enum reply (*rest)(struct session *s);

	uint32_t commands, errors;
	uint64_t sent;    /* octets of messages */
	unsigned chatter; /* since the last mail */
	bool enough;      /* no other login is looked at */
	bool closing;
	bool mute;          /* nothing more may be said */
	enum guard_end end; /* how it ends; meaningful with CLOSING */
	bool mail;          /* what is said now is said to a message */
	enum guard_outcome outcome;
	struct bytes words; /* for the next reply, in BUF; P is NULL: none */
	char buf[LIM_REPLY];
};

/* session.c: begins one on standard input and output, the only one of the
 * process; lines until it is closing; ends it. */
struct session *session_open(const struct protocol *protocol,
    const struct start *start, int guard, bool handshake);
void session_run(struct session *s, enum reply banner);
void session_close(struct session *s);

/* A verb, and whatever stands in for one, returns what there is to say; the
 * loop says and counts it. These are returned as well: */
/* R, with WORDS in place of the text of its row. */
enum reply reply_words(struct session *s, enum reply r, struct bytes words);
/* R, behind which the session ends; nothing, if it has ended before. */
enum reply reply_and_close(struct session *s, enum reply r, enum guard_end end);
/* Nothing, and the session ends. */
enum reply break_off(struct session *s, enum guard_end end);
/* Why the channel gave no input, if the peer may still hear it. */
enum reply reply_silence(struct session *s, enum conn_rc rc);

/* A message came to this. */
void note_outcome(struct session *s, enum guard_outcome outcome);

/* login.c: may the peer log in now, by a password or by its key? */
bool password_offered(const struct session *s);
bool key_offered(const struct session *s);
/* What stands behind AUTH; the dialogue goes on from there. */
enum reply login_auth(struct session *s, struct bytes arg);
/* The guard decides on what is in s->sasl, which is wiped. */
enum reply login_ask(struct session *s);

/* channel.c: */
enum reply verb_rckey(struct session *s, struct bytes arg);
enum reply verb_startnoise(struct session *s, struct bytes arg);
/* A MAIL or an AUTH has been accepted: from here on no handshake can come, and
 * nothing more of what is said is hashed for one. */
void handshake_over(struct session *s);
/* True if STARTNOISE would not be out of order. */
bool handshake_offered(const struct session *s);

#endif
