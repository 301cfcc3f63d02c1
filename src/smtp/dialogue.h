/*
 * dialogue.h - commands, replies, and what may go wrong between them.
 */
#ifndef SMTP_DIALOGUE_H
#define SMTP_DIALOGUE_H

#include "conn/conn.h"
#include "conn/layers.h"
#include "smtp/replies.h"

/* Functions that return int return an exit code (sysexits): 0, or another
 * after they have told the user why. */
struct dialogue {
	struct conn conn;
	struct layers layers;
	const char *server; /* host:port, for complaints */
	/* Sockets to the child that may become tlsc-lite: one to tell it so,
	 * one for the dialogue through it. -1: there is none. */
	int helper, plain;
	int64_t timeout; /* milliseconds */
	bool verbose;
	bool loopback; /* the server is this machine */
	enum { DIALOGUE_CLEAR, DIALOGUE_NOISE, DIALOGUE_TLS } channel;
	bool logged_in;
	bool dead; /* the server hears nothing any more */
	struct reply reply;
};

void dialogue_init(struct dialogue *d, int fd, uint64_t timeout_seconds);

/* Queues a command, given without its line end. */
void dialogue_put(struct dialogue *d, struct bytes line);
void dialogue_str(struct dialogue *d, const char *line);
/* Queues a secret, which -v does not show. */
void dialogue_hidden(struct dialogue *d, struct bytes line);
/* Sends a piece of a message, by DEADLINE. False: the server is gone. */
bool dialogue_send(struct dialogue *d, struct bytes piece, int64_t deadline);

/* Writes what is queued and reads the next reply into D->reply, by DEADLINE.
 * Returns NULL, or the complaint for the caller to make, with its exit code in
 * *CODE. */
const char *dialogue_wait(struct dialogue *d, int64_t deadline, int *code);
/* Waits for a reply so, until the timeout. Makes the complaint itself, which
 * names WHAT, and returns the exit code. */
int dialogue_reply(struct dialogue *d, const char *what);

/* Tells that the server refused WHAT. Returns 75 for a 4xx, PERMANENT for a
 * 5xx, 69 for any other code. */
int dialogue_refused(struct dialogue *d, const char *what, int permanent);

/* Writes what is queued, and seals everything after it. */
void dialogue_seal(struct dialogue *d, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY]);
/* Goes on through the socket FD to the process that does TLS; HOW names version
 * and cipher suite for -v. Forgets all that was heard and said before. */
void dialogue_tls(struct dialogue *d, int fd, struct bytes how);
/* Ends our direction; the server's can still be read. */
void dialogue_end(struct dialogue *d);
/* Says QUIT, unless the connection is dead. */
void dialogue_quit(struct dialogue *d);

#endif
