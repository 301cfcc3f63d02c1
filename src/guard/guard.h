/*
 * guard.h - the trust boundary: what the wire may ask for, and the answers.
 *
 * The wire (child) parses what the peer sends and may be taken over by it.
 * The guard (parent) holds users, mail and log, and believes nothing the
 * wire says: each request is of fixed size with explicit lengths, allowed
 * in the states its row in smtp.c or pop3.c names, and checked again there. A
 * message that is not one to GUARD_BATCH of them, an unknown request, a wrong
 * state, a length out of range, a descriptor sent along: the session ends.
 */
#ifndef GUARD_GUARD_H
#define GUARD_GUARD_H

#include "base/addr.h"
#include "base/ip.h"
#include "base/noise_sizes.h"
#include "base/startup.h"
#include "proto/sasl.h"

#define GUARD_ID 16   /* hex digits of a message's id */
#define GUARD_KEYS 3  /* of the server, at most */
#define GUARD_UIDL 71 /* a unique id and a NUL */
#define GUARD_PAGE 2016
#define GUARD_BATCH 3 /* requests in one message */
#define GUARD_MARKS 64

enum guard_op {
	GUARD_PEER = 1, /* what a proxy tells of the peer */
	GUARD_HELLO,    /* the peer's name for itself; ends a transaction */
	GUARD_MAIL,     /* begins a transaction */
	GUARD_RCPT,     /* one more recipient */
	GUARD_BODY,     /* the message file, in the reply */
	GUARD_FAILED,   /* the file cannot be written, which voids it */
	GUARD_COMMIT,   /* the file is written and closed: keep it */
	GUARD_RESET,    /* forget the transaction and its file */
	GUARD_LOGIN,    /* a name with a password, or with the channel's key */
	GUARD_RCKEY,    /* the public keys of this server */
	GUARD_NOISE1,   /* message 1 of the handshake; the reply has 2 */
	GUARD_NOISE3,   /* message 3; the reply has the two keys */
	GUARD_TLS,      /* the process for TLS; the reply has its socket */
	GUARD_SEALED,   /* the wire is on that socket: the handshake */
	GUARD_SIZES,    /* a page of the listing, by sizes ... */
	GUARD_IDS,      /* ... and by unique ids */
	GUARD_READ,     /* one message; the reply carries its file */
	GUARD_MARK,     /* messages to be deleted, and to be moved to cur/ */
	GUARD_UPDATE,   /* do that, durably */
	GUARD_WATCH,    /* teaching: look for mail that comes ... */
	GUARD_NEXT,     /* ... the reply comes with the next one */
	GUARD_UNWATCH,  /* no more; a reply to GUARD_NEXT may come before */
	GUARD_BYE,      /* what happened, for the log; no reply */
	GUARD_OPS
};

enum guard_end {
	GUARD_END_QUIT,
	GUARD_END_LOST,   /* end of input */
	GUARD_END_SILENT, /* idle-timeout, session-timeout, min-rate */
	GUARD_END_ERRORS, /* too many errors, a flood, a wrong protocol */
	GUARD_END_TERM,   /* SIGTERM */
	GUARD_END_FORGED, /* Noise, or what came behind STARTTLS */
	GUARD_END_SEAL,   /* TLS was begun, and not made */
	GUARD_END_PROXY,  /* no header of a proxy, where one is due */
	GUARD_ENDS
};

/* The outcome of a session: that of its worst message. */
enum guard_outcome {
	GUARD_ALL_WELL,
	GUARD_REFUSED,  /* one got a 5xx, or was cut off */
	GUARD_DEFERRED, /* one got a 4xx */
	GUARD_OUTCOMES
};

struct guard_request {
	uint32_t op;
	uint32_t posted; /* cannot be refused: there is no reply */
	union {
		struct guard_told {
			uint8_t where; /* 1: at PEER; 0: it is not known */
			struct ip peer;
		} told;
		struct {
			uint8_t esmtp, n;
			char name[LIM_DOMAIN];
		} hello;
		struct addr mail, rcpt;
		uint32_t failed; /* errno; for the log */
		struct {
			uint64_t size; /* of the body, line ends as two */
			uint8_t ended; /* the last line has an end */
		} commit;
		struct {
			uint32_t mech; /* enum sasl_mech */
			struct sasl_login as;
		} login;
		struct {
			uint8_t server[NOISE_KEY], msg[NOISE_MSG1];
			uint8_t prologue[NOISE_PROLOGUE];
		} noise1;
		uint8_t noise3[NOISE_MSG3];
		uint32_t first, message; /* from 0 */
		struct guard_mark {
			uint32_t first; /* of the 8 * GUARD_MARKS in here */
			uint8_t deleted[GUARD_MARKS], sent[GUARD_MARKS];
		} mark;
		struct guard_end_words {
			uint32_t end;     /* enum guard_end */
			uint32_t outcome; /* enum guard_outcome */
			uint32_t commands, errors;
			uint64_t octets; /* of messages, sent */
		} bye;
	} u;
};

enum guard_verdict {
	GUARD_YES = 1,
	GUARD_NO_USER,    /* no such user in a domain of ours */
	GUARD_NOT_OURS,   /* the domain, or the key, is not ours */
	GUARD_TOO_MANY,   /* recipients */
	GUARD_LATER,      /* a file or disk error; the log knows which */
	GUARD_NO_SPACE,   /* ENOSPC */
	GUARD_NO_QUOTA,   /* EDQUOT */
	GUARD_TOO_LARGE,  /* EFBIG, or over max-size */
	GUARD_NOT_YOURS,  /* the sender is not an address of the login */
	GUARD_WRONG,      /* name or password */
	GUARD_NOT_LISTED, /* the key is listed for no user */
	GUARD_FORGED,     /* no step of a handshake */
	GUARD_GONE,       /* the message is not there, or not what it was */
	GUARD_LIMIT,      /* teaching: too many sign-ups */
	GUARD_BAD_NAME,   /* no name for an account */
	GUARD_PROTECTED,  /* the account has a password, or is not to be had */
	GUARD_NOT_DOMAIN, /* the sender is not in the domain of HELO */
	GUARD_MAIL_CAME,  /* the reply to GUARD_NEXT */
	GUARD_VERDICTS
};

struct guard_reply {
	uint32_t verdict;
	union {
		struct {
			uint8_t code; /* not EX_OK: no session, and why */
			uint8_t handshake, tls; /* may be offered */
		} ready; /* the first reply, to no request */
		char id[GUARD_ID];
		struct guard_keys {
			uint8_t n, slot[GUARD_KEYS];
			uint8_t key[GUARD_KEYS][NOISE_KEY];
		} keys;
		uint8_t msg2[NOISE_MSG2];
		struct guard_channel {
			uint8_t to_server[NOISE_KEY], to_client[NOISE_KEY];
			uint8_t listed; /* the client's key, for somebody */
		} channel;
		struct addr account; /* who the peer is now */
		uint8_t last;        /* a login failed, and no other is taken */
		struct guard_opened {
			uint64_t size, crlf_size; /* with CRLF, as sent */
		} opened;
	} u;
};

/* The answer to GUARD_SIZES and GUARD_IDS. A size has GUARD_UNREAD in it if
 * the message lies in new/. */
#define GUARD_UNREAD ((uint64_t)1 << 63)
struct guard_page {
	uint32_t verdict, total, n; /* messages in all, and in here */
	union {
		uint64_t size[GUARD_PAGE];
		char id[GUARD_PAGE / 9][GUARD_UIDL];
	} u;
};

struct guard_service;
extern const struct guard_service guard_smtp, guard_pop3;
/* Runs in the child, confined, with the socket to the guard; is told whether a
 * handshake may be offered, and ends by returning. */
typedef void guard_wire(struct start *s, int guard, bool handshake);
/* The two halves of a server, in one dialect. */
struct dialect {
	const struct guard_service *service;
	guard_wire *wire;
};
/* Splits the process. Returns in the parent, when the session is over, with the
 * exit code. */
int guard_split(struct start *s, const struct dialect *d);

#endif
