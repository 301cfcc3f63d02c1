/*
 * layers.h - the layers of a connection that may make a handshake, as
 * conn/conn.h wants them: first a transcript, then a seal.
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
};

/* The layer for the clear; it is there from the first octet of both sides. */
struct conn_layer layers_transcript(struct layers *t);
/* Notes the prologue as of now, before a STARTNOISE line is taken. */
void layers_mark(struct layers *t, const char *label);
/* Wipes the transcript, which may end in a password, when no handshake can
 * come any more. Returns the layer for a clear without one. */
struct conn_layer layers_forget(struct layers *t);
/* The layer that seals, from the next octet on. */
struct conn_layer layers_seal(struct layers *t, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY]);

#endif
