/*
 * stuff_test.c - messages on their way out against a reference that any
 * reader can check: all strings of up to eight symbols.
 */
#include "stuff_reference.h"
#include "unit.h"

enum { SYMBOLS = 8 };

static const char alphabet[] = "\r\n.x";

static bool
agree(const char *in, size_t n, bool some, uint64_t lines, size_t piece)
{
	char want[2 * SYMBOLS + 2], got[2 * SYMBOLS + 2];
	size_t wire;
	size_t w = stuff_reference(in, n, some, lines, want, &wire);
	size_t g = stuff_machine(in, n, some, lines, piece, piece, got);

	return w == g && memcmp(want, got, w) == 0;
}

static void
test_exhaustive(void)
{
	unsigned long total = 0, wrong = 0;

	for (size_t n = 0; n <= SYMBOLS; n++)
		for (unsigned long v = 0; v < 1UL << (2 * n); v++) {
			char in[SYMBOLS];
			bool ok = true;

			for (size_t i = 0; i < n; i++)
				in[i] = alphabet[v >> (2 * i) & 3];
			for (uint64_t top = 0; top < 4; top++)
				ok = ok && agree(in, n, top > 0, top - 1, n) &&
				     agree(in, n, top > 0, top - 1, 1) &&
				     agree(in, n, top > 0, top - 1, 3);
			if (!ok && wrong++ == 0)
				unit_show("wrong for", in, n);
			total++;
		}
	CHECK(wrong == 0);
	CHECK(total == 87381);
}

/* Nothing more comes out when all that was asked for is out. */
static void
test_full(void)
{
	struct stuff s;
	char out[64];

	stuff_top(&s, 1);
	CHECK_BYTES(out, stuff_feed(&s, "A: b\n\none\ntwo\n", 14, out),
	    "A: b\r\n\r\none\r\n");
	CHECK(s.full);
	CHECK(stuff_feed(&s, "three\n", 6, out) == 0);
	CHECK(stuff_last(&s, out) == 0);
}

int
main(void)
{
	test_exhaustive();
	test_full();
	return unit_done();
}
