/*
 * session.h - what the guard knows of its session. Private to src/guard.
 */
#ifndef GUARD_SESSION_H
#define GUARD_SESSION_H

#include "guard/guard.h"
#include "base/counters.h"
#include "base/ip.h"
#include "base/tls_talk.h"
#include "store/deliver.h"
#include "store/listing.h"
#include "vault/authkeys.h"
#include "vault/noise.h"
#include "users/users.h"

#define GUARD_FEW 2 /* mailboxes */

/* Each request is allowed in a set of these. */
enum guard_state {
	AT_START = 1,    /* SMTP: no HELLO */
	AT_GREETED = 2,  /* greeted; no transaction */
	AT_MAIL = 4,     /* a sender, no recipient */
	AT_RCPT = 8,     /* at least one recipient */
	AT_BODY = 16,    /* the wire has the file */
	AT_LOGIN = 32,   /* POP3: nobody has logged in */
	AT_MBOX = 64,    /* a user has logged in */
	AT_NOISE = 128,  /* message 2 is out, 3 must come */
	AT_END = 256,    /* BYE */
	AT_NEWS = 512,   /* in place of one of these, which is kept meanwhile */
	AT_PROXY = 1024, /* the header of a proxy is due */
	AT_SMTP = AT_START | AT_GREETED | AT_MAIL | AT_RCPT | AT_BODY,
	AT_POP3 = AT_LOGIN | AT_MBOX
};

struct guard {
	struct start *start;
	int socket;
	const struct guard_service *service;
	enum guard_state state;
	struct users users;
	struct tree tree;
	struct report report;

	/* who the peer is */
	bool handshake; /* may be offered */
	bool mailed;    /* there was a MAIL: none is made any more */
	/* The handshake or TLS that was made; false if neither was. */
	enum { SEALED_NOT, SEALED_NOISE, SEALED_TLS } sealed;
	bool logged_in; /* as: */
	struct addr user;
	unsigned failures;
	struct authkeys authkeys;
	struct noise noise;        /* between messages 1 and 3 */
	uint8_t client[NOISE_KEY]; /* the key that the channel has proved */
	int starter;               /* of TLS; -1: there is none */
	int relay;                 /* the wire's socket to it; -1: not now */
	struct tls_message seal;   /* of the channel: its words */

	/* the greeting */
	char hello[LIM_DOMAIN];
	uint8_t hello_n;
	bool esmtp;

	/* the transaction */
	struct addr from;
	struct addr only_rcpt; /* the recipient, as it was asked for */
	uint64_t accepted;     /* RCPTs */
	struct recipient *to;  /* mailboxes; FEW, or more than that */
	size_t to_n, to_cap;
	/* Most messages have no more, and the heap costs four pages. */
	struct recipient few[GUARD_FEW];
	struct message message;
	char id[GUARD_ID];
	struct timespec time; /* of the message */

	/* the mailbox of POP3 */
	struct listing listing;

	/* what the hooks of the service keep; theirs alone */
	struct extra *extra;
	bool news;   /* the wire waits for them, and may ask nothing else */
	int news_fd; /* news can be read there; -1: not now */

	/* for the summary */
	struct guard_end_words bye;
};
_Static_assert(sizeof(struct guard) <= 2 * LIM_PAGE, "each page costs");

/* A request, and what its handler fills in: the reply, and a descriptor to go
 * with it (-1: none). */
struct exchange {
	const struct guard_request *req;
	struct guard_reply reply;
	int fd;
};
/* False: an honest wire does not ask that. */
typedef bool guard_handler(struct guard *g, struct exchange *x);

/* A request that is allowed once leaves its state for good: AT_NOISE is entered
 * before the channel is sealed, and AT_END is never left. */
struct guard_row {
	unsigned when : 16; /* states in which it is allowed */
	enum { NEVER, ALWAYS, UNLESS_POSTED } answered : 8;
	/* The guard does this once the answer is sent. */
	enum { AFTER_CLOSE_FD = 1, AFTER_FORGET } after : 8;
	guard_handler *handler;
};
struct guard_service {
	enum counters_server server;
	enum guard_state first_state;
	struct guard_row requests[GUARD_OPS];
	/* The service whose rows hold for requests that have none here. */
	const struct guard_service *strict;
	/* Called after a login, which counts only if this returns GUARD_YES. */
	enum guard_verdict (*after_login)(struct guard *g);

	/* Hooks of another dialect; NULL in the strict one. */
	/* Before anything is opened. */
	void (*begin)(struct guard *g);
	/* Returns a function that says of a domain without users whether it is
	 * ours. NULL, or a result of NULL: a users file must have a user. */
	users_vacant_fn *(*without_users)(const struct guard *g);
	/* Returns six folders, each of which may be "": if accounts are made
	 * here, those of the users file, which is changed, and those of
	 * authorized_keys and aliases, which are looked into anew. Each file
	 * has two: that of its name, and that which a link leads into. */
	const char *const *(*users_folders)(const struct guard *g);
	/* After HELO or EHLO; the reply names who the peer is now. */
	enum guard_verdict (*hello)(struct guard *g, struct guard_reply *reply);
	/* Completes a sender, and may refuse it. */
	enum guard_verdict (*sender)(struct guard *g, struct addr *from);
	/* Called in place of guard_resolve; completes the recipient. */
	enum resolve_rc (*recipient)(struct guard *g, struct addr *to);
	/* Called before a password is checked. GUARD_NO_USER: check it. Else
	 * this is the verdict; with GUARD_YES, g->user is set. */
	enum guard_verdict (*password)(
	    struct guard *g, struct bytes name, struct bytes password);
	/* Called after a handshake: what was said in the clear does not
	 * count. */
	void (*forget)(struct guard *g);
	/* Called when g->news_fd can be read. */
	void (*news)(struct guard *g);
};

guard_handler guard_peer;                                       /* proxy.c */
guard_handler guard_bye;                                        /* serve.c */
guard_handler guard_hello, guard_mail, guard_rcpt, guard_reset; /* mail.c */
guard_handler guard_body, guard_failed, guard_commit;           /* message.c */
guard_handler guard_login;                                      /* login.c */
guard_handler guard_rckey, guard_noise1, guard_noise3;          /* noise.c */
guard_handler guard_tls, guard_sealed;                          /* tls.c */

guard_handler guard_sizes, guard_ids, guard_read, guard_mark,
    guard_update; /* mailbox.c */

/* tls.c: asks the starter to become the process for TLS, unless it is that
 * already. True: it is, and its pair is good. */
bool tls_prepare(struct guard *g);
/* starter.c: forks what may become that process, before the guard confines
 * itself. S says then if TLS may be had, and *STARTER, if it may, is a socket
 * to it. False: it cannot be forked, which was logged. */
bool starter_fork(struct start *s, int *starter);

/* failures.c: adds one to the failures of the source of PEER, of which those
 * count that are ten minutes old at most. Returns how many there are, up to
 * FAILURES_MOST; 0: nobody knows. */
#define FAILURES_MOST 6
unsigned failures_add(const char *run, const struct ip *peer);

/* Opens the mailbox of the user who logged in. */
enum guard_verdict guard_mailbox(struct guard *g);
/* GUARD_YES if g->user may send as FROM. */
enum guard_verdict guard_may_send(struct guard *g, const struct addr *from);
void guard_log_login(const struct guard *g, struct bytes user, const char *how,
    const char *result);
/* Adds the mailboxes of TO to the message. The second one adds BOX, unless it
 * is among them; false: there is no memory. */
enum resolve_rc guard_resolve(struct guard *g, const struct addr *to);
bool guard_add_mailbox(void *guard, const struct addr *box);

/* Takes the file of the message away, if there is one. */
void guard_void_file(struct guard *g);
/* Forgets what was said before a handshake. */
void guard_anew(struct guard *g);
/* Forgets the transaction. Nothing else does. */
void guard_forget(struct guard *g);

/* Sends a reply or a page, with a descriptor unless FD is -1. False: it was not
 * sent; with a descriptor, it could be sent without. */
bool guard_send(int socket, const void *p, size_t n, int fd);
/* Opens all that the session needs, and confines the guard. False: the session
 * cannot be served, and the log has the reason. */
bool guard_open(struct guard *g, pid_t wire);
/* Counts a session that is over, and logs its line, with the exit status of its
 * wire. */
void guard_summary(struct guard *g, int status);
/* Adds what was counted to the counters of all; there need be no session. */
void guard_count(const struct guard *g);
extern const uint8_t guard_counted[GUARD_OPS][GUARD_VERDICTS];
/* The exit code of a session that came to its end. */
int guard_exit_code(const struct guard *g);
/* Serves requests until the wire has gone; false: it broke a rule. */
bool guard_serve(struct guard *g, pid_t wire, int64_t deadline);

#endif
