/*
 * proof.h - how a server proves to a client that it is the one: by a pin of its
 * key alone, or by a CA and its name.
 */
#ifndef TLS_PROOF_H
#define TLS_PROOF_H

#include "base/tls_talk.h"

#include <gnutls/gnutls.h>

struct proof {
	/* Name or address that the certificate must have. */
	const char *name;
	/* `sha256//BASE64` of the server's public key, several with a `;`
	 * between them; empty: CA and name decide. */
	const char *pins;
	enum tls_word word; /* why it failed; 0: it did not */
	char text[TLS_TEXT];
};

/* Makes the handshake of SESSION, a client's, fail unless the server proves
 * itself. CRED has the CAs. */
void proof_demand(struct proof *p, gnutls_session_t session,
    gnutls_certificate_credentials_t cred);

#endif
