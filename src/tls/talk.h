/*
 * talk.h - what tlsd-lite and tlsc-lite share beside the relay: the ciphers and
 * signatures that they offer, and their messages.
 */
#ifndef TLS_TALK_H
#define TLS_TALK_H

#include "base/bytes.h"
#include "base/tls_talk.h"

#include <gnutls/gnutls.h>
#include <stdbool.h>

/* TLS 1.2 and 1.3, without key exchange by RSA, and with authenticated ciphers
 * only. */
#define TALK_PRIORITY \
	"NONE:+VERS-TLS1.3:+VERS-TLS1.2:+COMP-NULL:+CTYPE-SRV-X509:" \
	"+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:+AEAD:" \
	"+ECDHE-ECDSA:+ECDHE-RSA:" \
	"+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:+GROUP-SECP521R1:" \
	"+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SECP256R1-SHA256:" \
	"+SIGN-ECDSA-SHA384:+SIGN-ECDSA-SECP384R1-SHA384:" \
	"+SIGN-ECDSA-SHA512:+SIGN-ECDSA-SECP521R1-SHA512:" \
	"+SIGN-EDDSA-ED25519:+SIGN-RSA-PSS-RSAE-SHA256:+SIGN-RSA-SHA256:"

/* Sends one message on TLS_SOCKET, with a descriptor unless FD is -1. TEXT is
 * cut to fit. False with errno: it was not sent. */
bool talk_tell(enum tls_word word, const char *text, int fd);
/* Appends why a handshake of SESSION has ended with RC: by the name of an
 * alert, if that came. */
void talk_reason(struct text *t, gnutls_session_t session, int rc);
/* Sends TLS_SEALED with the version and the cipher suite of SESSION. False as
 * talk_tell has it. */
bool talk_sealed(gnutls_session_t session);

#endif
