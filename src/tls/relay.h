/*
 * relay.h - the pump between a TLS session and a plain socket: the same for a
 * server and for a client.
 */
#ifndef TLS_RELAY_H
#define TLS_RELAY_H

#include <gnutls/gnutls.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RELAY_ROOM 16384 /* a record */

/* Octets on their way; AT to END are still to be written. */
struct lane {
	size_t at, end;
	unsigned char octets[RELAY_ROOM];
};

struct relay {
	gnutls_session_t session;
	int in, out; /* the peer, sealed */
	int plain;   /* a socket: the side that speaks in the clear */
	struct lane to_peer, to_plain;
	bool halves;     /* PLAIN may end its direction and still listen */
	bool peer_over;  /* the peer has ended its direction ... */
	bool told;       /* ... and PLAIN knows */
	bool lost;       /* the peer is gone, without an end */
	bool plain_over; /* PLAIN has ended its direction ... */
	bool bye;        /* ... and the peer knows */
	bool gone;    /* the other end of PLAIN is closed; octets may be left */
	bool blocked; /* writing to the peer would have to wait */
	bool moved;   /* octets went to the peer */
};

/* Puts R between SESSION, on IN and OUT, and PLAIN. */
void relay_init(
    struct relay *r, gnutls_session_t session, int in, int out, int plain);
/* Makes the handshake, until DEADLINE. Returns 0 or an error of GnuTLS;
 * GNUTLS_E_TIMEDOUT if there is no time left, or nobody has PLAIN any more (R
 * says which). */
int relay_handshake(struct relay *r, int64_t deadline);
/* Carries octets until one side has enough, and ends both in order, as far as
 * the other side lets us. */
void relay_run(struct relay *r);
/* Tells the peer by an alert that RC is the end. */
void relay_refuse(struct relay *r, int rc);
/* Reads and drops what the peer still sends, for two seconds at most: if a
 * socket is closed with unread input, the last octets that we have sent may be
 * lost. It comes last, when those that wait for us know how it ended. */
void relay_drain(const struct relay *r);

#endif
