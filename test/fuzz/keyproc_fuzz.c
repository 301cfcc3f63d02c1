/*
 * keyproc_fuzz.c - what the key process is asked to sign: nothing but what a
 * handshake of TLS signs with a key of that type.
 *
 * The input: the type of key and its size (an octet), then the request.
 */
#include "fuzz.h"
#include "sandbox/sandbox.h"
#include "tls/keyproc.h"

#include <string.h>

static const struct {
	uint32_t pk, bits;
	size_t hash;
} keys[] = {
	{ GNUTLS_PK_ECDSA, 256, 32 },
	{ GNUTLS_PK_ECDSA, 384, 48 },
	{ GNUTLS_PK_ECDSA, PAIR_P521, 64 },
	{ GNUTLS_PK_RSA, 2048, 32 },
	{ GNUTLS_PK_RSA, 4096, 32 },
	{ GNUTLS_PK_EDDSA_ED25519, 256, 0 },
	{ GNUTLS_PK_ECDSA, 192, 0 },
	{ GNUTLS_PK_DSA, 2048, 0 },
	{ 0, 0, 0 },
};

/* RFC 8446 4.4.3, written anew: the text of TLS 1.3. */
static bool
is_tls13(const unsigned char *p, size_t n)
{
	char want[64 + 34];

	memset(want, ' ', 64);
	memcpy(want + 64, "TLS 1.3, server CertificateVerify", 34);
	return (n == sizeof(want) + 32 || n == sizeof(want) + 48) &&
	       memcmp(p, want, sizeof(want)) == 0;
}

/* RFC 8422 5.4: two random values, then named_curve and a point that ends the
 * text. */
static bool
is_tls12(const unsigned char *p, size_t n)
{
	return n >= 64 + 5 && p[64] == 3 && 64 + 4 + (size_t)p[67] == n;
}

/* No process is started here. */
bool
sandbox_key(int socket)
{
	return socket < 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct key_request req = { 0 };
	size_t k = n > 0 ? p[0] % (sizeof(keys) / sizeof(keys[0])) : 0;
	bool may;

	if (n < 1 || n - 1 > sizeof(req))
		return 0;
	memcpy(&req, p + 1, n - 1);
	may = key_may_sign(keys[k].pk, keys[k].bits, &req);
	if (!may)
		return 0;
	MUST(req.n <= KEY_TEXT);
	MUST(req.form == KEY_SCHEME ||
	     (req.form == KEY_PKCS1 && keys[k].pk == GNUTLS_PK_RSA));
	if (keys[k].pk == GNUTLS_PK_EDDSA_ED25519)
		MUST(is_tls13(req.text, req.n) || is_tls12(req.text, req.n));
	else
		MUST(keys[k].hash > 0 && req.n == keys[k].hash);
	return 0;
}
