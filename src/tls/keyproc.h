/*
 * keyproc.h - the key process: it has the private key, and signs for a
 * handshake what a handshake needs signed.
 */
#ifndef TLS_KEYPROC_H
#define TLS_KEYPROC_H

#include "base/tls_talk.h"
#include "tls/pair.h"

#include <gnutls/abstract.h>

#define KEY_TEXT 512       /* of a request: a hash, or the text of Ed25519 */
#define KEY_SIGNATURE 1024 /* RSA of 8,192 bits */
#define KEY_REQUESTS 3     /* that are answered */

/* The forms of a signature. A key has one scheme, by its type; one of RSA signs
 * PKCS #1 as well, for older senders, which have TLS 1.2 without PSS. */
enum key_form { KEY_SCHEME, KEY_PKCS1, KEY_FORMS };

struct key_request {
	uint32_t form; /* enum key_form */
	uint32_t n;
	unsigned char text[KEY_TEXT];
};

struct key_answer {
	uint32_t n; /* 0: no */
	unsigned char signature[KEY_SIGNATURE];
};

/* The first message: what the key is, or why there is none. */
struct key_hello {
	uint32_t pk, bits; /* gnutls_pk_algorithm_t; 0: no key */
	unsigned char id[PAIR_ID];
	char why[TLS_TEXT];
};

/* The relay's side of it. */
struct signer {
	int socket;
	struct key_hello hello;
};

/* Starts the key process for the key file PATH. False: there is none, and
 * HELLO.why says why. */
bool signer_start(struct signer *s, const char *path);
/* Ends the key process. */
void signer_end(struct signer *s);
/* Makes KEY one of GnuTLS whose signatures come from the key process. S must
 * outlive it. Returns 0, or an error of GnuTLS. */
int signer_key(struct signer *s, gnutls_privkey_t key);

/* True if a key of this kind, of BITS, may be asked to sign this request. */
bool key_may_sign(uint32_t pk, uint32_t bits, const struct key_request *req);

#endif
