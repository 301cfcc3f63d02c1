/*
 * session.h - what the guard knows of its session. Private to src/guard.
 */
#ifndef GUARD_SESSION_H
#define GUARD_SESSION_H

#include "guard/guard.h"
#include "store/deliver.h"
#include "store/listing.h"
#include "vault/authkeys.h"
#include "vault/noise.h"
#include "users/users.h"

/* Each request is allowed in a set of these. */
enum guard_state {
	AT_START = 1,   /* SMTP: no HELLO */
	AT_GREETED = 2, /* greeted, no transaction */
	AT_MAIL = 4,    /* a sender, no recipient */
	AT_RCPT = 8,    /* at least one recipient */
	AT_BODY = 16,   /* the wire has the file */
	AT_LOGIN = 32,  /* POP3: nobody has logged in */
	AT_MBOX = 64,   /* somebody has */
	AT_NOISE = 128, /* message 2 is out, 3 must come */
	AT_END = 256,   /* BYE */
	AT_WATCH = 512  /* on top of one of these, which comes back */
};

struct guard {
	const struct start *start;
	int socket;
	const struct guard_service *service;
	enum guard_state state;
	struct users users;
	struct tree tree;
	struct report report;

	/* who the peer is */
	bool handshake;     /* may be offered */
	bool mailed;        /* ... no more: there was a MAIL */
	bool secure;        /* a handshake has been made */
	bool known;         /* logged in, as: */
	bool acting, guest; /* teaching: somebody without a password, as: */
	struct addr user;
	unsigned failures;
	struct authkeys authkeys;
	struct noise noise;        /* between messages 1 and 3 */
	uint8_t client[NOISE_KEY]; /* the key that the channel has proved */

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
	struct timespec time; /* of the message */

	/* the mailbox of POP3 */
	struct listing listing;

	/* teaching: a mailbox that is watched */
	struct {
		bool on, wanted; /* the wire waits for a mail */
		int events, folder;
		size_t at, end; /* of what has been read */
		_Alignas(8) char buf[1024];
	} watch;

	/* for the summary */
	uint64_t messages, octets;
	struct guard_request bye;
	int64_t began;
};

/* A handler fills in REPLY and the descriptor to send along (-1: none).
 * False: the request was one that an honest wire does not make. */
typedef bool guard_handler(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd);

/* What may happen once only has a state that it leaves for good: AT_NOISE
 * is entered before the channel is sealed, AT_END is never left. */
struct guard_row {
	unsigned when; /* states in which it is allowed */
	enum { NEVER, ALWAYS, UNLESS_POSTED } answered;
	guard_handler *handler;
};
struct guard_service {
	enum guard_state outset;
	struct guard_row requests[GUARD_OPS];
	/* After a login; it does not count unless this says GUARD_YES. */
	enum guard_verdict (*logged_in)(struct guard *g);
};

guard_handler guard_bye;                                        /* serve.c */
guard_handler guard_hello, guard_mail, guard_rcpt, guard_reset; /* mail.c */
guard_handler guard_body, guard_failed, guard_commit;           /* message.c */
guard_handler guard_login;                                      /* login.c */
guard_handler guard_rckey, guard_noise1, guard_noise3;          /* channel.c */

guard_handler guard_sizes, guard_ids, guard_read, guard_mark,
    guard_update; /* mailbox.c */

/* Opens the mailbox of the one who has logged in. */
enum guard_verdict guard_mailbox(struct guard *g);
/* May the one who is logged in (or nobody) send as FROM? */
enum guard_verdict guard_may_send(struct guard *g, const struct addr *from);

/* The file of a message with one recipient, before it is asked for; -1 if its
 * mailbox has to be made, or it cannot be had: then it is asked for. */
int guard_body_ahead(struct guard *g);
/* The file of a message is no good: takes it away, if there is one. */
void guard_void_file(struct guard *g);
/* Forgets the transaction; the only place that does. */
void guard_forget(struct guard *g);

/* Sends one reply, with a descriptor unless FD is -1. False: it was not sent,
 * but without a descriptor it might be. */
bool guard_answer(int socket, const struct guard_reply *reply, int fd);
void guard_send_page(int socket, const struct guard_page *page);
/* Serves requests until the wire has gone; false: it broke a rule. */
bool guard_serve(struct guard *g, pid_t wire, int64_t deadline);

#endif
