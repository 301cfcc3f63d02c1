/*
 * tunnel.h - what the handshake puts between a channel and its peer, as
 * base/chan.h wants it: first a witness, then a seal.
 */
#ifndef PROTO_TUNNEL_H
#define PROTO_TUNNEL_H

#include "base/chan.h"
#include "proto/record.h"
#include "proto/transcript.h"

struct tunnel {
	struct transcript transcript;
	uint8_t prologue[NOISE_PROLOGUE]; /* as of tunnel_mark */
	struct record in, out;
	const char *broken; /* why the seal is broken, for the log */
};

/* The clear: from the first octet on both sides. */
struct chan_layer tunnel_witness(struct tunnel *t);
/* Takes down the prologue as of now, before a STARTNOISE line is taken. */
void tunnel_mark(struct tunnel *t, const char *label);
/* No handshake can come any more: wipes the two hashes, which may have a
 * password in them. Returns the layer of a clear that nobody listens to. */
struct chan_layer tunnel_forget(struct tunnel *t);
/* The seal, from the next octet on. */
struct chan_layer tunnel_seal(struct tunnel *t, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY]);

#endif
