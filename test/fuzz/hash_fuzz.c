/* hash_fuzz.c - the hash in a users file: what passes can be computed. */
#include "vault/hash.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *why = NULL;
	struct hash h;
	bool ok = hash_parse((struct bytes){ (const char *)data, n }, &h, &why);

	if (why == NULL)
		abort();
	if (!ok)
		return 0;
	if (h.m < 8 || h.m > 262144 || h.t < 1 || h.t > 10 || h.n < 16 ||
	    h.n > HASH_OUT || n > HASH_TEXT + 64)
		abort();
	/* A cheap one is computed, too: it must not be refused. */
	if (h.m <= 64 && hash_verify(&h, BYTES("x")) == HASH_LATER)
		abort();
	return 0;
}
