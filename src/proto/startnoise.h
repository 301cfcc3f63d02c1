/*
 * startnoise.h - the lines of the handshake: STARTNOISE, and what RCKEY
 * lists.
 */
#ifndef PROTO_STARTNOISE_H
#define PROTO_STARTNOISE_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

/* The state of a session before the line is read. */
struct startnoise_state {
	bool key;    /* one is configured */
	bool late;   /* in the channel, or after a MAIL or an AUTH */
	bool behind; /* octets have come in behind the line */
};

struct startnoise {
	uint8_t server[NOISE_KEY]; /* the key that the client wants */
	uint8_t msg1[NOISE_MSG1];
};

/* In the order in which they are looked for; the guard looks for the others. */
enum startnoise_rc {
	STARTNOISE_OK,
	STARTNOISE_NO_KEY,   /* 502 5.5.1, stays */
	STARTNOISE_LATE,     /* 503 5.5.1, stays */
	STARTNOISE_BEHIND,   /* 503 5.5.1, close */
	STARTNOISE_SYNTAX,   /* 501 5.5.4, stays */
	STARTNOISE_PROTOCOL, /* 504 5.7.6, stays */
};

/* ARGS is the line behind the verb and one space, without its end. */
enum startnoise_rc startnoise_take(const struct startnoise_state *state,
    struct bytes args, struct startnoise *out);
/* The whole line, without its end. */
void startnoise_put(struct text *t, const struct startnoise *s);

/* Puts a key as RCKEY lists it: `x25519 <key> <word>`, without code and line
 * end. WORD is current, next or old. */
void rckey_put(struct text *t, const uint8_t key[NOISE_KEY], const char *word);
/* Parses such a line. False: we cannot use it, and it is to be ignored. */
bool rckey_take(struct bytes line, uint8_t key[NOISE_KEY], struct bytes *word);

#endif
