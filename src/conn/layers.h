/*
 * layers.h - what the handshake puts between a channel and its peer, as
 * conn/conn.h wants it: first a witness, then a seal.
 */
#ifndef CONN_LAYERS_H
#define CONN_LAYERS_H

#include "conn/conn.h"
#include "conn/record.h"
#include "conn/transcript.h"

struct layers {
	struct transcript transcript;
	uint8_t prologue[NOISE_PROLOGUE]; /* as of layers_mark */
	struct record in, out;
	const char *broken; /* why the seal is broken, for the log */
};

/* The clear: from the first octet on both sides. */
struct conn_layer layers_transcript(struct layers *t);
/* Takes down the prologue as of now, before a STARTNOISE line is taken. */
void layers_mark(struct layers *t, const char *label);
/* No handshake can come any more: wipes the two hashes, which may have a
 * password in them. Returns the layer of a clear that nobody listens to. */
struct conn_layer layers_forget(struct layers *t);
/* The seal, from the next octet on. */
struct conn_layer layers_seal(struct layers *t, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY]);

#endif
