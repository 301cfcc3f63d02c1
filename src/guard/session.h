/*
 * session.h - what the guard knows of its session. Private to src/guard.
 */
#ifndef GUARD_SESSION_H
#define GUARD_SESSION_H

#include "guard/guard.h"
#include "store/deliver.h"
#include "vault/users.h"

/* Each request is allowed in a set of these. */
enum guard_state {
	AT_START = 1, /* no HELLO */
	AT_REST = 2,  /* greeted, no transaction */
	AT_MAIL = 4,  /* a sender, no recipient */
	AT_RCPT = 8,  /* at least one recipient */
	AT_BODY = 16, /* the wire has the file */
	AT_END = 32   /* BYE */
};

struct guard {
	const struct start *start;
	int socket;
	enum guard_state state;
	struct users users;
	struct tree tree;
	struct report report;

	/* the greeting */
	char hello[LIM_DOMAIN];
	uint8_t hello_n;
	bool esmtp;

	/* the transaction */
	struct addr from;
	struct addr only;     /* the recipient, as it was asked for */
	uint64_t asked;       /* RCPTs accepted */
	struct recipient *to; /* mailboxes */
	size_t to_n, to_cap;
	struct message message;
	char id[GUARD_ID];
	struct timespec time;       /* of the message */
	uint64_t head_n, head_size; /* stored, and with CRLF */

	/* for the summary */
	uint64_t messages, octets;
	struct guard_request bye;
	int64_t began;
};

/* A handler fills in REPLY and the descriptor to send along (-1: none).
 * False: the request was one that an honest wire does not make. */
typedef bool guard_handler(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd);

guard_handler guard_hello, guard_mail, guard_rcpt, guard_body, guard_commit,
    guard_reset;

/* Forgets the transaction; the only place that does. */
void guard_forget(struct guard *g);

/* Sends one reply, with a descriptor unless FD is -1. */
void guard_answer(int socket, const struct guard_reply *reply, int fd);
/* Serves requests until the wire has gone; false: it broke a rule. */
bool guard_serve(struct guard *g, pid_t wire, int64_t deadline);

#endif
