/* proxy_test.c - headers of a proxy, whole, in pieces, and broken. */
#include "proto/proxy.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#define SIG "\r\n\r\n\0\r\nQUIT\n"
#define V2(rest) BYTES(SIG "" rest)
#define FOUR "\xc0\0\2\1\xc6\x33\x64\2\x30\x39\0\x19"
#define SIX \
	" \1\r\270\0\0\0\0\0\0\0\0\0\0\0\1" \
	" \1\r\270\0\0\0\0\0\0\0\0\0\0\0\2\x30\x39\0\x19"

/* What IN is, read as a wire reads it: no octet more than is needed. All of IN
 * must be read, and what follows it must not. */
static enum proxy_rc
take(struct bytes in, char text[LIM_PEER])
{
	char *exact = malloc(in.n + 1);
	struct bytes have = { exact, 0 };
	enum proxy_rc rc = PROXY_MORE;
	struct ip ip = { { 0 } };
	size_t need = 0;

	while (exact != NULL &&
	       (rc = proxy_take(have, &need, &ip)) == PROXY_MORE) {
		CHECK(need > 0);
		if (have.n == in.n)
			break;
		need = need < in.n - have.n ? need : in.n - have.n;
		memcpy(exact + have.n, in.p + have.n, need);
		have.n += need;
	}
	if (rc > PROXY_BROKEN)
		CHECK(have.n == in.n);
	ip_put(text, &ip);
	free(exact);
	return rc;
}

static bool
tells(struct bytes in, const char *want)
{
	char text[LIM_PEER];
	bool ok = take(in, text) == PROXY_TELLS && strcmp(text, want) == 0;

	if (!ok)
		unit_show("in", in.p, in.n);
	return ok;
}

static bool
is(struct bytes in, enum proxy_rc want)
{
	char text[LIM_PEER];
	bool ok = take(in, text) == want;

	if (!ok)
		unit_show("in", in.p, in.n);
	return ok;
}

static void
test_line(void)
{
	static const char *const broken[] = { "EHLO me\r\n", "proxy TCP4 ",
		"PROXY\r\n", "PROXY \r\n           ", "PROXYTCP4 1.2.3.4 ",
		"PROXY TCP4\r\n      ", "PROXY TCP4 \r\n      ",
		"PROXY  TCP4 1.2.3.4 1.2.3.4 1 2\r\n", "PROXY TCP4 1.2.3.4\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 2 3\r\n",
		"PROXY TCP4 1.2.3.4  1.2.3.4 1 2\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 65536\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 -1 2\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4 1 02\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3.4  2\r\n",
		"PROXY TCP4 01.2.3.4 1.2.3.4 1 2\r\n",
		"PROXY TCP4 256.2.3.4 1.2.3.4 1 2\r\n",
		"PROXY TCP4 1.2.3.4 1.2.3 1 2\r\n",
		"PROXY TCP4 ::1 ::1 1 2\r\n",
		"PROXY TCP4 ::ffff:1.2.3.4 ::ffff:1.2.3.4 1 2\r\n",
		"PROXY TCP4 1.2.3.4 ::1 1 2\r\n",
		"PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n",
		"PROXY TCP6 ::1 1.2.3.4 1 2\r\n",
		"PROXY TCP6 ::1%lo ::1 1 2\r\n",
		"PROXY TCP6 [::1] [::1] 1 2\r\n",
		"PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n",
		"PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n",
		"PROXY tcp4 1.2.3.4 1.2.3.4 1 2\r\n", "PROXY UNKNOWNS\r\n",
		"PROXY unknown\r\n", "PROXY UNKNOWN\n   ", "\r\r\n",
		" PROXY UNKNOWN\r\n" };
	char longest[PROXY_LINE + 1] = "PROXY UNKNOWN ";

	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		CHECK(is(bytes_str(broken[i]), PROXY_BROKEN));
	CHECK(is(BYTES("PROXY TCP4 1.2.3.4 1.2.3.\0 1 2\r\n"), PROXY_BROKEN));
	CHECK(
	    tells(BYTES("PROXY TCP4 1.2.3.4 5.6.7.8 0 65535\r\n"), "1.2.3.4"));
	CHECK(tells(BYTES("PROXY TCP4 255.255.255.255 255.255.255.255 "
			  "65535 65535\r\n"),
	    "255.255.255.255"));
	CHECK(tells(
	    BYTES("PROXY TCP6 2001:DB8:0::1 ::1 1 2\r\n"), "2001:db8::1"));
	CHECK(tells(BYTES("PROXY TCP6 ::ffff:1.2.3.4 ::1 1 2\r\n"), "1.2.3.4"));
	CHECK(is(BYTES("PROXY UNKNOWN\r\n"), PROXY_NOBODY));
	CHECK(is(BYTES("PROXY UNKNOWN \r\n"), PROXY_NOBODY));
	CHECK(is(BYTES("PROXY UNKNOWN a\tb\rc ::1 1 2\r\n"), PROXY_NOBODY));
	memset(longest + strlen(longest), 'x', PROXY_LINE - strlen(longest));
	CHECK(is((struct bytes){ longest, PROXY_LINE }, PROXY_BROKEN));
	memcpy(longest + PROXY_LINE - 2, "\r\n", 2);
	CHECK(is((struct bytes){ longest, PROXY_LINE }, PROXY_NOBODY));
}

static void
test_binary(void)
{
	static char all[PROXY_MOST];
	struct bytes four = V2("\x21\x11\0\x0c" FOUR);

	CHECK(tells(four, "192.0.2.1"));
	CHECK(tells(V2("\x21\x21\0\x24" SIX), "2001:db8::1"));
	/* With what a proxy may add, whole or not. */
	CHECK(tells(V2("\x21\x11\0\x10" FOUR "\4\0\1x"), "192.0.2.1"));
	CHECK(tells(V2("\x21\x11\0\x0d" FOUR "\xff"), "192.0.2.1"));
	CHECK(tells(V2("\x21\x21\0\x28" SIX "\1\xff\xff\0"), "2001:db8::1"));
	CHECK(is(V2("\x20\0\0\0"), PROXY_NOBODY));
	CHECK(is(V2("\x20\x11\0\x0c" FOUR), PROXY_NOBODY));
	CHECK(is(V2("\x20\xff\0\3abc"), PROXY_NOBODY));
	CHECK(is(V2("\x21\0\0\0"), PROXY_NOBODY));
	CHECK(is(V2("\x21\0\0\3abc"), PROXY_NOBODY));
	CHECK(is(V2("\x21\x12\0\x0c" FOUR), PROXY_NOBODY));
	CHECK(is(V2("\x21\x22\0\x24" SIX), PROXY_NOBODY));
	CHECK(is(V2("\x21\x31\0\1x"), PROXY_NOBODY));
	CHECK(is(V2("\x21\x32\0\1x"), PROXY_NOBODY));
	/* Version, command, family, too short for its family. */
	CHECK(is(V2("\x11\x11\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x31\x11\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x22\x11\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x2f\x11\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x21\x13\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x21\x10\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x21\x41\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x21\x11\0\x0b"
		    "\xc0\0\2\1\xc6\x33\x64\2\x30\x39\0"),
	    PROXY_BROKEN));
	CHECK(is(V2("\x21\x21\0\x0c" FOUR), PROXY_BROKEN));
	CHECK(is(V2("\x21\x11\0\0"), PROXY_BROKEN));
	/* A signature with one octet wrong, which no line is, either. */
	for (size_t i = 0; i < 12; i++) {
		char bad[28];

		memcpy(bad, four.p, sizeof(bad));
		bad[i] ^= 1;
		CHECK(is((struct bytes){ bad, sizeof(bad) }, PROXY_BROKEN));
	}
	/* The largest of all. */
	memcpy(all, SIG "\x21\x11\xff\xff" FOUR, 28);
	CHECK(tells((struct bytes){ all, sizeof(all) }, "192.0.2.1"));
}

/* The rest of a header is waited for, at every length. */
static void
test_pieces(void)
{
	static const struct bytes whole[] = { V2("\x21\x11\0\x10" FOUR "TLVs"),
		V2("\x21\x21\0\x24" SIX), V2("\x20\0\0\2ab"),
		BYTES("PROXY TCP4 1.2.3.4 5.6.7.8 10 65535\r\n"),
		BYTES("PROXY UNKNOWN\r\n") };

	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		for (size_t n = 0; n < whole[i].n; n++)
			CHECK(is((struct bytes){ whole[i].p, n }, PROXY_MORE));
}

int
main(void)
{
	test_line();
	test_binary();
	test_pieces();
	return unit_done();
}
