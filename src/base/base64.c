/*
 * base64.c - RFC 4648 section 4, taken strictly.
 * Runs in every process; IN is the peer's, or a secret of ours, so nothing
 * branches on its characters or looks them up.
 */
#include "base/base64.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(struct text *t, const void *p, size_t n)
{
	const uint8_t *at = p;

	for (; n > 0; at += 3) {
		size_t take = n < 3 ? n : 3;
		uint32_t v = (uint32_t)at[0] << 16;
		char four[4];

		if (take > 1)
			v |= (uint32_t)at[1] << 8;
		if (take > 2)
			v |= at[2];
		for (unsigned i = 0; i < 4; i++)
			four[i] =
			    i <= take ? alphabet[v >> (18 - 6 * i) & 63] : '=';
		text_put(t, (struct bytes){ four, 4 });
		n -= take;
	}
}

/* All ones if C is from LO to HI, else 0. */
static uint32_t
within(uint32_t c, uint32_t lo, uint32_t hi)
{
	return (((c - lo) | (hi - c)) >> 31) - 1;
}

/* The value of a character plus one; 0 if it is none of the alphabet. */
static uint32_t
value(char character)
{
	uint32_t c = (uint8_t)character;

	return (within(c, 'A', 'Z') & (c - 'A' + 1)) |
	       (within(c, 'a', 'z') & (c - 'a' + 27)) |
	       (within(c, '0', '9') & (c - '0' + 53)) |
	       (within(c, '+', '+') & 63) | (within(c, '/', '/') & 64);
}

bool
base64_get(struct bytes in, void *out, size_t cap, size_t *n)
{
	uint8_t *to = out;
	size_t pad = 0, len, done = 0;
	uint32_t v = 0, bad = 0;

	if (in.n % 4 != 0)
		return false;
	while (pad < 2 && pad < in.n && in.p[in.n - 1 - pad] == '=')
		pad++;
	len = in.n - pad;
	if (in.n / 4 * 3 - pad > cap)
		return false;
	for (size_t i = 0; i < len; i++) {
		uint32_t six = value(in.p[i]);

		bad |= six == 0;
		v = v << 6 | ((six - 1) & 63);
		if (i % 4 != 0)
			to[done++] = (uint8_t)(v >> (6 - i % 4 * 2));
	}
	if (pad > 0)
		bad |= v & ((1U << pad * 2) - 1);
	*n = done;
	return bad == 0;
}

bool
base64_exact(struct bytes in, void *out, size_t n)
{
	size_t got = 0;

	return in.n == BASE64_LEN(n) && base64_get(in, out, n, &got) &&
	       got == n;
}
