/*
 * dialogue.h - commands, replies, and what may go wrong between them.
 */
#ifndef SMTP_DIALOGUE_H
#define SMTP_DIALOGUE_H

#include "conn/conn.h"
#include "conn/layers.h"
#include "smtp/replies.h"

/* Functions that return int return an exit code (sysexits): 0, or the
 * program's, after the user has heard why. */
struct dialogue {
	struct conn conn;
	struct layers layers;
	const char *server; /* for what we say: host:port */
	int64_t timeout;    /* milliseconds */
	bool verbose;
	bool loopback; /* the server is this machine */
	bool sealed;   /* inside the channel */
	bool logged_in;
	bool dead; /* there is no use in saying anything more */
	struct reply reply;
};

void dialogue_init(struct dialogue *d, int fd, uint64_t timeout_seconds);

/* Queues a command, given without its line end. */
void dialogue_put(struct dialogue *d, struct bytes line);
void dialogue_str(struct dialogue *d, const char *line);
/* The same for what nobody may see: -v does not show it. */
void dialogue_hidden(struct dialogue *d, struct bytes line);
/* Sends a piece of a message, by DEADLINE. False: the server is gone. */
bool dialogue_send(struct dialogue *d, struct bytes piece, int64_t deadline);

/* The next reply, into D->reply, by DEADLINE: what is queued goes out, and
 * all lines come in. NULL, or what went wrong, with *CODE; nothing has been
 * said yet. */
const char *dialogue_wait(struct dialogue *d, int64_t deadline, int *code);
/* The next reply, by the timeout; WHAT is for the complaint. */
int dialogue_reply(struct dialogue *d, const char *what);

/* The server has said no to WHAT: says so and makes an exit code of it, 75
 * or PERMANENT. What is no refusal at all is garbage: 69. */
int dialogue_refused(struct dialogue *d, const char *what, int permanent);

/* From here on everything is sealed. */
void dialogue_seal(struct dialogue *d, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY]);
/* The end of what we say; what the server says can still be read. */
void dialogue_end(struct dialogue *d);
/* QUIT, unless the connection is dead. */
void dialogue_quit(struct dialogue *d);

#endif
