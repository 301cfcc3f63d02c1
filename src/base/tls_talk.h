/*
 * tls_talk.h - what the guard and the process that does TLS say to each other:
 * messages of one size, on a socket that keeps their borders.
 */
#ifndef BASE_TLS_TALK_H
#define BASE_TLS_TALK_H

#include <stdint.h>

#define TLS_TEXT 240
#define TLS_SOCKET 3 /* to the guard, in the starter and in tlsd-lite */

enum tls_word {
	TLS_PREPARE = 1, /* to the starter: become tlsd-lite */
	TLS_READY,       /* the pair can be used; the wire's descriptor */
	TLS_BEGIN,       /* to the relay: the handshake */
	TLS_SEALED,      /* TEXT: version and cipher suite */
	TLS_FAILED       /* TEXT: why */
};

struct tls_message {
	uint32_t word;
	char text[TLS_TEXT]; /* ends with a NUL */
};

#endif
