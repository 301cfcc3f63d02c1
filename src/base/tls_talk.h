/*
 * tls_talk.h - what the processes that do TLS and those that started them say
 * to each other: messages of one size, on a socket that keeps their borders.
 */
#ifndef BASE_TLS_TALK_H
#define BASE_TLS_TALK_H

#include <stdint.h>

#define TLS_TEXT 240
/* Descriptors of the starter, tlsd-lite and tlsc-lite: the socket to the guard,
 * or to the client; and the client's dialogue in the clear. */
#define TLS_SOCKET 3
#define TLS_PLAIN 4

enum tls_word {
	TLS_PREPARE = 1, /* to the starter: become tlsd-lite */
	TLS_READY,       /* the pair can be used; the wire's descriptor */
	TLS_BEGIN,       /* to the relay: the handshake */
	TLS_SEALED,      /* TEXT: version and cipher suite */
	TLS_FAILED,      /* TEXT: why */

	/* Of tlsc-lite: why there is no TLS with the server. */
	TLS_ABSENT,   /* it could not be started; TEXT: why */
	TLS_BAD_CA,   /* TEXT: the file, and what is wrong with it */
	TLS_SILENT,   /* no answer in time */
	TLS_GONE,     /* the connection was lost */
	TLS_STRANGER, /* no CA vouches for the server; TEXT: its pin */
	TLS_NO_PIN,   /* its key is none of the pinned ones; TEXT: its pin */
	TLS_MISNAMED, /* TEXT: a name that it has, or nothing */
	TLS_EXPIRED,
	TLS_EARLY,    /* its certificate is not valid yet */
	TLS_UNPROVED, /* TEXT: what else is wrong with the certificate */
	/* ... and how TLS ended. */
	TLS_OVER, /* in order; of tlsd-lite: the server has let go before */
	TLS_LOST  /* the server is gone, without an end */
};

struct tls_message {
	uint32_t word;
	char text[TLS_TEXT]; /* ends with a NUL */
};

#endif
