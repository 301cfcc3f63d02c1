/*
 * dot_test.c - the body machine against a reference that any reader can
 * check: all strings of up to ten symbols, all cuts of longer ones.
 */
#include "dot_reference.h"
#include "unit.h"

enum { MOST = 320, SYMBOLS = 10 };

/* The machine, fed with FIRST octets and then PIECE at a time. */
static void
machine(struct dot_result *r, const char *in, size_t n, size_t first,
    size_t piece, bool dots, bool local, bool in_place)
{
	char buf[MOST];
	struct dot d;
	size_t want = first;

	memset(r, 0, offsetof(struct dot_result, out));
	memcpy(buf, in, n);
	dot_init(&d, dots, local);
	for (size_t at = 0; at < n && !d.done; want = piece) {
		size_t now = want < n - at ? want : n - at;

		at += dot_piece(r, &d, buf + at, now, in_place);
	}
}

static bool
agree(
    const char *in, size_t n, size_t first, size_t piece, bool dots, bool local)
{
	static struct dot_result want, got;

	dot_reference(&want, in, n, dots, local);
	machine(&got, in, n, first, piece, dots, local, false);
	if (!dot_same(&want, &got))
		return false;
	machine(&got, in, n, first, piece, dots, local, true);
	return dot_same(&want, &got);
}

/* All modes, whole and octet by octet. */
static bool
agree_all(const char *in, size_t n)
{
	for (int mode = 0; mode < 4; mode++)
		if (!agree(in, n, n, n, mode & 1, mode & 2) ||
		    !agree(in, n, 1, 1, mode & 1, mode & 2))
			return false;
	return true;
}

static const char alphabet[] = "\r\n.x";

static void
test_exhaustive(void)
{
	unsigned long total = 0, wrong = 0;

	for (size_t n = 0; n <= SYMBOLS && wrong == 0; n++)
		for (unsigned long v = 0; v < 1UL << 2 * n; v++) {
			char in[SYMBOLS];

			for (size_t i = 0; i < n; i++)
				in[i] = alphabet[v >> 2 * i & 3];
			total++;
			if (!agree_all(in, n) && ++wrong == 1)
				unit_show("disagrees", in, n);
		}
	CHECK(total == 1398101 && wrong == 0);
}

/* Text, mostly, so that lines grow long enough for the fast path. */
static size_t
random_text(char *in, uint32_t *seed)
{
	static const char *const words[] = { "x", "hello, world", ".", "..",
		"\r\n", "\r\n", "\r\n.", "\n", "\r", "\r\n.\r\n" };
	size_t n = 0, tame = *seed >> 9 & 1 ? 3 : 0;

	for (int i = 0; i < 24; i++) {
		const char *w;

		*seed = *seed * 1664525 + 1013904223;
		w = words[(*seed >> 16) % (10 - tame)];
		memcpy(in + n, w, strlen(w));
		n += strlen(w);
	}
	return n;
}

static void
test_cuts(void)
{
	uint32_t seed = 2022;
	unsigned wrong = 0;
	char in[MOST];

	for (int round = 0; round < 500; round++) {
		size_t n = random_text(in, &seed);

		for (size_t cut = 1; cut <= n; cut++)
			for (int mode = 0; mode < 4; mode++)
				if (!agree(in, n, cut, n, mode & 1, mode & 2) &&
				    ++wrong == 1)
					unit_show("disagrees", in, n);
	}
	CHECK(wrong == 0);
}

/* The end leaves what follows it alone, and octets of any value pass. */
static void
test_octets(void)
{
	char in[260], out[260];
	size_t n = 0, put;
	struct dot d;

	for (int c = 0; c < 256; c++)
		if (c != '\r' && c != '\n')
			in[n++] = (char)c;
	memcpy(in + n, "\r\n.\r\n", 5);
	n += 5;
	dot_init(&d, true, false);
	CHECK(dot_feed(&d, in, n, out, &put) == n && d.done && !d.bare);
	CHECK(put == 255 && memcmp(in, out, 254) == 0 && out[254] == '\n');
	CHECK(d.size == 256 && d.lines == 1);
	dot_init(&d, true, false);
	CHECK(dot_feed(&d, ".\r\nQUIT\r\n", 9, out, &put) == 3 && put == 0);
}

/* Each octet at each place of the words in which a line is moved. */
static void
test_places(void)
{
	unsigned wrong = 0;
	char in[24];

	for (size_t at = 0; at < 17; at++)
		for (int c = 0; c < 256; c++) {
			memset(in, 'x', sizeof(in));
			in[at] = (char)c;
			memcpy(in + 18, "\r\n.\r\n", 5);
			if (!agree_all(in, 23) && ++wrong == 1)
				unit_show("disagrees", in, 23);
		}
	CHECK(wrong == 0);
}

static void
test_last(void)
{
	static const struct {
		struct bytes in;
		bool bare;
	} rows[] = {
		{ BYTES(""), false },
		{ BYTES("x"), false },
		{ BYTES("x\r\n"), false },
		{ BYTES("x\r"), true },
		{ BYTES("\r"), true },
		{ BYTES(".\r"), true },
	};
	char out[8];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dot d;
		size_t put;

		dot_init(&d, false, false);
		dot_feed(&d, rows[i].in.p, rows[i].in.n, out, &put);
		dot_last(&d);
		if (!CHECK(d.bare == rows[i].bare))
			unit_show("of", rows[i].in.p, rows[i].in.n);
	}
}

static void
test_hops(void)
{
	static const struct {
		struct bytes in;
		unsigned want;
	} rows[] = {
		{ BYTES(""), 0 },
		{ BYTES("Received: a\nRECEIVED:\n\tb\nreceived:c\n"), 3 },
		{ BYTES("Received: a\n\nReceived: b\n"), 1 },
		{ BYTES("\nReceived: b\n"), 0 },
		{ BYTES("Received"), 0 },
		{ BYTES("Received:"), 1 },
		{ BYTES("Receive\nd: a\n"), 0 },
		{ BYTES("X-Received: a\n Received: b\nReceived : c\n"), 0 },
		{ BYTES("ReReceived: a\nR\nReceived: b\n"), 1 },
		{ BYTES("\0Received: a\nReceived\0: b\nReceived: c\n"), 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t cut = 0; cut <= rows[i].in.n; cut++) {
			struct bytes tail = bytes_skip(rows[i].in, cut);
			struct hops h = { 0 };

			hops_feed(&h, rows[i].in.p, cut);
			hops_feed(&h, tail.p, tail.n);
			if (!CHECK(h.received == rows[i].want))
				unit_show("of", rows[i].in.p, rows[i].in.n);
		}
}

int
main(void)
{
	test_octets();
	test_places();
	test_last();
	test_hops();
	test_cuts();
	test_exhaustive();
	return unit_done();
}
