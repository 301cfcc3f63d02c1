/*
 * startnoise.h - the lines of the handshake: STARTNOISE, and what RCKEY
 * lists.
 */
#ifndef PROTO_STARTNOISE_H
#define PROTO_STARTNOISE_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

struct startnoise {
	uint8_t server[NOISE_KEY]; /* the key that the client wants */
	uint8_t msg1[NOISE_MSG1];
};

enum startnoise_rc {
	STARTNOISE_OK,
	STARTNOISE_SYNTAX,  /* 501 5.5.4 */
	STARTNOISE_PROTOCOL /* 504 5.7.6: it is not Noise as we have it */
};

/* Parses ARGS, the line behind the verb and one space, without its end. */
enum startnoise_rc startnoise_take(struct bytes args, struct startnoise *out);
/* The whole line, without its end. */
void startnoise_put(struct text *t, const struct startnoise *s);

/* Puts a key as RCKEY lists it: `x25519 <key> <word>`, without code and line
 * end. WORD is current, next or old. */
void rckey_put(struct text *t, const uint8_t key[NOISE_KEY], const char *word);
/* Parses such a line. False: we cannot use it, and it is to be ignored. */
bool rckey_take(struct bytes line, uint8_t key[NOISE_KEY], struct bytes *word);

#endif
