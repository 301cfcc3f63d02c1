/* startnoise_fuzz.c - the lines of the handshake, from either side. */
#include "proto/startnoise.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A line that was taken is the same when it is put again. */
static void
same(struct bytes args, const struct startnoise *s)
{
	struct startnoise again;
	char buf[256];
	struct text t = TEXT(buf);
	struct bytes put;

	startnoise_put(&t, s);
	put = bytes_skip((struct bytes){ buf, t.n }, strlen("STARTNOISE "));
	if (t.over || !bytes_eq(put, args) ||
	    startnoise_take(put, &again) != STARTNOISE_OK ||
	    memcmp(s, &again, sizeof(again)) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes in = { (const char *)data, n }, word;
	struct startnoise s;
	uint8_t key[NOISE_KEY];
	char buf[256];
	struct text t = TEXT(buf);

	if (startnoise_take(in, &s) == STARTNOISE_OK)
		same(in, &s);
	if (rckey_take(in, key, &word)) {
		rckey_put(&t, key, "");
		if (t.over || !bytes_istarts(in, (struct bytes){ buf, t.n }) ||
		    word.n == 0)
			abort();
	}
	return 0;
}
