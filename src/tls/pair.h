/*
 * pair.h - the files of a certificate and its key.
 */
#ifndef TLS_PAIR_H
#define TLS_PAIR_H

#include "base/report.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define PAIR_ID 32     /* octets that name a public key */
#define PAIR_CHAIN 16U /* certificates of a chain, at most */
#define PAIR_P521 528U /* bits of P-521: GnuTLS counts whole octets */

/* Returns the size of the hash that a key of this kind signs; 0: it signs
 * none. */
unsigned pair_hash(uint32_t pk, uint32_t bits);
/* The key of PATH, if the file may be trusted: a regular one (links are
 * followed), root's or of this account, 0600, 0400, 0640 or 0440; and if the
 * key is of a kind that we use. NULL: R has the reason. */
gnutls_x509_privkey_t pair_key(const char *path, struct report *r);
/* Of its reasons, those that a command mends. */
extern const char pair_owner[], pair_mode[];

/* A chain, the leaf first. */
struct chain {
	gnutls_x509_crt_t crt[PAIR_CHAIN];
	unsigned n;
	unsigned char id[PAIR_ID]; /* of the key of the leaf */
};
/* False: R has the reason. */
bool pair_chain(const char *path, struct chain *c, struct report *r);
void pair_free(struct chain *c);

#endif
