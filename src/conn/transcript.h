/*
 * transcript.h - what both sides have said in the clear, as two running
 * hashes; the handshake is bound to it by its prologue.
 */
#ifndef CONN_TRANSCRIPT_H
#define CONN_TRANSCRIPT_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

#include <sodium/crypto_hash_sha256.h>

/* The first 19 octets of the prologue, by protocol. */
#define TRANSCRIPT_SMTP "smtpd-lite noise 1\n"
#define TRANSCRIPT_POP3 "pop3d-lite noise 1\n"

struct transcript {
	crypto_hash_sha256_state server, client;
};

void transcript_init(struct transcript *t);
/* Adds octets that the server, or the client, has sent, as they were on the
 * wire. A layer of a connection calls them (conn.h): what one side hears the
 * other one says. */
void transcript_server(void *transcript, struct bytes said);
void transcript_client(void *transcript, struct bytes said);
/* The prologue as of now; the hashes run on. */
void transcript_prologue(
    const struct transcript *t, const char *label, uint8_t out[NOISE_PROLOGUE]);

#endif
