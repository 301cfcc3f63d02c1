/*
 * known.c - one line of known_hosts.
 * Runs in the client, before it connects. Pure: the line may be anything.
 */
#include "smtp/trust.h"
#include "base/base64.h"
#include "vault/key.h"

#include <string.h>

/* Takes the next word off *REST; false if there is none. */
static bool
word(struct bytes *rest, struct bytes *out)
{
	*rest = bytes_trim(*rest);
	out->p = rest->p;
	out->n = 0;
	while (
	    out->n < rest->n && out->p[out->n] != ' ' && out->p[out->n] != '\t')
		out->n++;
	*rest = bytes_skip(*rest, out->n);
	return out->n > 0;
}

enum known_line
known_parse(struct bytes line, struct known *out, const char **why)
{
	struct bytes type, key;

	if (!word(&line, &out->host) || out->host.p[0] == '#')
		return KNOWN_NONE;
	out->revoked = bytes_eq(out->host, BYTES("revoked"));
	if (out->revoked)
		(void)word(&line, &out->host);
	/* A word that was forgotten must not make the others mean something
	 * else: the line may be a revocation. */
	*why = "not of the form host:port x25519 KEY";
	if (!word(&line, &type) || !word(&line, &key) ||
	    (out->host.p[0] != '/' &&
		memchr(out->host.p, ':', out->host.n) == NULL) ||
	    base64_exact(type, out->key, NOISE_KEY))
		return KNOWN_BAD;
	if (!bytes_ieq(type, BYTES("x25519")))
		return KNOWN_OTHER;
	/* A misspelt type must not hide a revocation. */
	*why = "the type of key is spelt x25519";
	if (!bytes_eq(type, BYTES("x25519")))
		return KNOWN_BAD;
	*why = "not a key";
	if (!base64_exact(key, out->key, NOISE_KEY))
		return KNOWN_BAD;
	*why = "a key of low order";
	return key_low_order(out->key) ? KNOWN_BAD : KNOWN_ENTRY;
}
