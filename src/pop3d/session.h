/*
 * session.h - one POP3 session, as the wire sees it. Private to src/pop3d.
 */
#ifndef POP3D_SESSION_H
#define POP3D_SESSION_H

#include "base/chan.h"
#include "guard/guard.h"
#include "pop3d/reply.h"
#include "proto/wireline.h"

enum pop3_state {
	POP3_LOGIN = 1, /* AUTHORIZATION */
	POP3_MBOX = 2   /* TRANSACTION */
};

/* A message: what RETR sends of it, and what becomes of it at QUIT. */
#define POP3_GONE ((uint64_t)1 << 63)
#define POP3_SEEN ((uint64_t)1 << 62)
#define POP3_UNREAD ((uint64_t)1 << 61) /* it lies in new/ */
#define POP3_SIZE (POP3_UNREAD - 1)

/* Files that wait for their turn in the socket to the guard. */
#define POP3_AHEAD 16

struct session {
	const struct start *start;
	struct chan *chan;
	int guard;
	enum pop3_state state;
	const struct verb *first; /* the verbs that are looked at first */
	struct wireline line;

	bool handshake, secure, listed;
	struct sasl sasl; /* with USER: the name that has come */
	bool named;       /* ... and PASS may be next */
	struct tunnel tunnel;
	/* Takes the next line in place of the verbs. */
	void (*answer)(struct session *s, struct bytes line);

	uint32_t total; /* messages */
	uint64_t *message;
	/* Those that the guard was asked for, and those it has given us. */
	struct {
		uint32_t message[POP3_AHEAD];
		unsigned n, at;
	} ahead;

	uint32_t commands, errors, failures;
	bool closing;
	bool mute; /* nothing more may be said */
	enum guard_end end;
};

/* A verb stands in a table and nowhere else. */
struct verb {
	const char *name;
	unsigned when;       /* states */
	uint8_t least, most; /* arguments; 255: the rest of the line is one */
	bool early;          /* served before a required handshake */
	void (*run)(struct session *s, struct bytes arg);
};

#define POP3_REST 255

extern const struct verb pop3_verbs[]; /* ends with a NULL name */
extern const struct verb pop3_verbs_teaching[];

/* Says reply R, and counts it if it is an error. */
void say(struct session *s, enum reply r);
/* +OK and a text of our own. */
void say_ok(struct session *s, struct bytes text);
/* A line of a list, as it is; and the dot that ends it. */
void say_line(struct session *s, struct bytes text);
void say_dot(struct session *s);
void say_and_close(struct session *s, enum reply r, enum guard_end end);

/* Takes a number of a message that is there off *ARG: plain digits, up to
 * the next space. Says what is wrong. */
bool take_message(struct session *s, struct bytes *arg, uint32_t *i);
/* The connection ends in the middle of an answer: nothing may look like the
 * whole of it. */
void break_off(struct session *s);
/* A number of 1 to 10 digits without a leading zero. */
bool pop3_number(struct bytes b, uint64_t *out);

/* login.c: */
void verb_capa(struct session *s, struct bytes arg);
void verb_user(struct session *s, struct bytes arg);
void verb_pass(struct session *s, struct bytes arg);
void verb_auth(struct session *s, struct bytes arg);
/* channel.c: */
void verb_rckey(struct session *s, struct bytes arg);
void verb_startnoise(struct session *s, struct bytes arg);
/* list.c: */
void verb_stat(struct session *s, struct bytes arg);
void verb_list(struct session *s, struct bytes arg);
void verb_uidl(struct session *s, struct bytes arg);
void verb_dele(struct session *s, struct bytes arg);
void verb_rset(struct session *s, struct bytes arg);
void verb_noop(struct session *s, struct bytes arg);
/* Gets the listing from the guard. */
bool load_messages(struct session *s);
/* ahead.c: */
/* The file of message I; other RETRs that have come in may be asked for with
 * it. */
enum guard_verdict ahead_open(
    struct session *s, uint32_t i, struct guard_reply *reply, int *fd);
/* What was asked for is not wanted. */
void ahead_end(struct session *s);
/* retr.c: */
void verb_retr(struct session *s, struct bytes arg);
void verb_top(struct session *s, struct bytes arg);
/* Message I behind its +OK, which says the octets, or (NUMBERED) first which
 * message it is; false: not all of it was sent. */
bool retr_send(struct session *s, uint32_t i, bool numbered);
/* quit.c: */
void verb_quit(struct session *s, struct bytes arg);

#endif
