/* proxy_fuzz.c - the header of a proxy, as a wire reads it. */
#include "proto/proxy.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The octets behind the header mean nothing to it, and no piece of it means
 * what the whole does not. */
static void
same(struct bytes whole, enum proxy_rc rc, const struct ip *ip)
{
	struct ip again = { { 0 } };
	char longer[PROXY_MOST + 8];
	size_t need;

	memset(longer, 'x', sizeof(longer));
	memcpy(longer, whole.p, whole.n);
	if (proxy_take((struct bytes){ longer, whole.n + 8 }, &need, &again) !=
		rc ||
	    (rc == PROXY_TELLS && memcmp(&again, ip, sizeof(again)) != 0))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes in = { (const char *)data, 0 };
	struct ip ip = { { 0 } };
	enum proxy_rc rc;
	size_t need = 0;

	while ((rc = proxy_take(in, &need, &ip)) == PROXY_MORE) {
		if (need == 0 || in.n + need > PROXY_MOST)
			abort();
		if (in.n == n)
			return 0;
		in.n += need < n - in.n ? need : n - in.n;
	}
	if (rc > PROXY_BROKEN)
		same(in, rc, &ip);
	return 0;
}
