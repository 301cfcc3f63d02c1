/*
 * signer.c - the relay's side of the key process: a key for GnuTLS that lives
 * in another process.
 * Runs in the relay.
 */
#include "tls/keyproc.h"

#include <string.h>
#include <unistd.h>

/* DigestInfo of SHA-256 (RFC 8017 9.2): GnuTLS puts it before the hash. */
static const unsigned char digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09,
	0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
	0x20 };

void
signer_end(struct signer *s)
{
	if (s->socket >= 0)
		(void)close(s->socket);
	s->socket = -1;
}

static int
ask(struct signer *s, uint32_t form, const unsigned char *p, size_t n,
    gnutls_datum_t *signature)
{
	static struct key_request req;
	static struct key_answer answer;

	if (n > sizeof(req.text))
		return GNUTLS_E_INVALID_REQUEST;
	req = (struct key_request){ .form = form, .n = (uint32_t)n };
	memcpy(req.text, p, n);
	if (write(s->socket, &req, sizeof(req)) != (ssize_t)sizeof(req) ||
	    read(s->socket, &answer, sizeof(answer)) !=
		(ssize_t)sizeof(answer) ||
	    answer.n == 0 || answer.n > sizeof(answer.signature))
		return GNUTLS_E_PK_SIGN_FAILED;
	signature->data = gnutls_malloc(answer.n);
	if (signature->data == NULL)
		return GNUTLS_E_MEMORY_ERROR;
	memcpy(signature->data, answer.signature, answer.n);
	signature->size = answer.n;
	return 0;
}

static int
sign_text(gnutls_privkey_t key, gnutls_sign_algorithm_t how, void *arg,
    unsigned flags, const gnutls_datum_t *text, gnutls_datum_t *signature)
{
	(void)key;
	(void)how;
	(void)flags;
	return ask(arg, KEY_SCHEME, text->data, text->size, signature);
}

static int
sign_hash(gnutls_privkey_t key, gnutls_sign_algorithm_t how, void *arg,
    unsigned flags, const gnutls_datum_t *hash, gnutls_datum_t *signature)
{
	const unsigned char *p = hash->data;
	size_t n = hash->size;
	bool pkcs1 =
	    how == GNUTLS_SIGN_RSA_RAW || how == GNUTLS_SIGN_RSA_SHA256;

	(void)key;
	(void)flags;
	if (pkcs1 && n > sizeof(digest_info) &&
	    memcmp(p, digest_info, sizeof(digest_info)) == 0) {
		p += sizeof(digest_info);
		n -= sizeof(digest_info);
	}
	return ask(arg, pkcs1 ? KEY_PKCS1 : KEY_SCHEME, p, n, signature);
}

/* True if the key signs HOW. */
static bool
signs(const struct key_hello *key, gnutls_sign_algorithm_t how)
{
	switch (how) {
	case GNUTLS_SIGN_ECDSA_SHA256:
	case GNUTLS_SIGN_ECDSA_SECP256R1_SHA256:
		return key->pk == GNUTLS_PK_ECDSA && key->bits == 256;
	case GNUTLS_SIGN_ECDSA_SHA384:
	case GNUTLS_SIGN_ECDSA_SECP384R1_SHA384:
		return key->pk == GNUTLS_PK_ECDSA && key->bits == 384;
	case GNUTLS_SIGN_ECDSA_SHA512:
	case GNUTLS_SIGN_ECDSA_SECP521R1_SHA512:
		return key->pk == GNUTLS_PK_ECDSA && key->bits == PAIR_P521;
	case GNUTLS_SIGN_RSA_SHA256:
	case GNUTLS_SIGN_RSA_PSS_RSAE_SHA256:
		return key->pk == GNUTLS_PK_RSA;
	case GNUTLS_SIGN_EDDSA_ED25519:
		return key->pk == GNUTLS_PK_EDDSA_ED25519;
	default:
		return false;
	}
}

static int
info(gnutls_privkey_t key, unsigned flags, void *arg)
{
	const struct signer *s = arg;

	(void)key;
	if ((flags & GNUTLS_PRIVKEY_INFO_PK_ALGO) != 0)
		return (int)s->hello.pk;
	if ((flags & GNUTLS_PRIVKEY_INFO_PK_ALGO_BITS) != 0)
		return (int)s->hello.bits;
	if ((flags & GNUTLS_PRIVKEY_INFO_HAVE_SIGN_ALGO) != 0)
		return signs(&s->hello, GNUTLS_FLAGS_TO_SIGN_ALGO(flags));
	return (flags & GNUTLS_PRIVKEY_INFO_SIGN_ALGO) != 0 ? 0 : -1;
}

int
signer_key(struct signer *s, gnutls_privkey_t key)
{
	return gnutls_privkey_import_ext4(
	    key, s, sign_text, sign_hash, NULL, NULL, info, 0);
}
