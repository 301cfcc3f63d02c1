/* path_test.c - addresses, in and out. */
#include "proto/path.h"
#include "unit.h"

#define S16 "0123456789abcdef"
#define S60 S16 S16 S16 "0123456789ab"
#define S64 S16 S16 S16 S16

static bool
is(struct bytes b, const char *s)
{
	return bytes_eq(b, bytes_str(s));
}

/* Arguments that pass: the argument, its parts, the rest, and how it is
 * written. */
static const struct {
	const char *in, *local, *domain, *rest, *out;
} good[] = {
	{ "<a@b.example>", "a", "b.example", "", "a@b.example" },
	{ " <a@b.example>", "a", "b.example", "", "a@b.example" },
	{ "<a@b.example> SIZE=3", "a", "b.example", " SIZE=3", "a@b.example" },
	{ "<a@b>  ", "a", "b", "  ", "a@b" },
	{ "a@b.example SIZE=3", "a", "b.example", " SIZE=3", "a@b.example" },
	{ " a@b.example", "a", "b.example", "", "a@b.example" },
	{ "<>", "", "", "", "" },
	{ " <> BODY=7BIT", "", "", " BODY=7BIT", "" },
	{ "<postmaster>", "postmaster", "", "", "postmaster" },
	{ "<PostMaster> X", "PostMaster", "", " X", "PostMaster" },
	{ "postmaster", "postmaster", "", "", "postmaster" },
	{ "<@x.example:a@b>", "a", "b", "", "a@b" },
	{ "<@x,@[1.2.3.4],@y.z:a@b> K=V", "a", "b", " K=V", "a@b" },
	{ "<@x:postmaster>", "postmaster", "", "", "postmaster" },
	{ "<\"a b\"@c>", "a b", "c", "", "\"a b\"@c" },
	{ "<\"ab\"@c>", "ab", "c", "", "ab@c" },
	{ "<\"a\\\"\\\\\\b\"@c>", "a\"\\b", "c", "", "\"a\\\"\\\\b\"@c" },
	{ "<\"a>b@c\"@d>", "a>b@c", "d", "", "\"a>b@c\"@d" },
	{ "<\".a..\"@d>", ".a..", "d", "", "\".a..\"@d" },
	{ "\"a.b\"@c X", "a.b", "c", " X", "a.b@c" },
	{ "<a.b.c@d>", "a.b.c", "d", "", "a.b.c@d" },
	{ "<!#$%&'*+-/=?^_`{|}~@d>", "!#$%&'*+-/=?^_`{|}~", "d", "",
	    "!#$%&'*+-/=?^_`{|}~@d" },
	{ "<a@-b_c-.d>", "a", "-b_c-.d", "", "a@-b_c-.d" },
	{ "<a@[127.0.0.1]>", "a", "[127.0.0.1]", "", "a@[127.0.0.1]" },
	{ "<a@[IPv6:::1]>", "a", "[IPv6:::1]", "", "a@[IPv6:::1]" },
	{ "<\303\251@\303\274.example>", "\303\251", "\303\274.example", "",
	    "\303\251@\303\274.example" },
	{ "<\"\303\251 x\"@b>", "\303\251 x", "b", "", "\"\303\251 x\"@b" },
};

static void
test_good(void)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct bytes arg = bytes_str(good[i].in);
		char buf[LIM_TRACE];
		struct text t = TEXT(buf);
		struct addr a;

		if (!CHECK(path_take(&arg, false, &a))) {
			unit_show("refused", arg.p, arg.n);
			continue;
		}
		path_put(&t, &a);
		if (!CHECK(is(addr_local(&a), good[i].local)) ||
		    !CHECK(is(addr_domain(&a), good[i].domain)) ||
		    !CHECK(is(arg, good[i].rest)) ||
		    !CHECK(is((struct bytes){ t.p, t.n }, good[i].out)))
			unit_show("of", good[i].in, strlen(good[i].in));
	}
}

static const struct bytes bad[] = {
	BYTES(""),
	BYTES(" "),
	BYTES("  <a@b>"),
	BYTES("<"),
	BYTES("< >"),
	BYTES("<a@b"),
	BYTES("<a@b>x"),
	BYTES("<a@b>>"),
	BYTES("<<a@b>>"),
	BYTES("a@b>"),
	BYTES("<a@b >"),
	BYTES("< a@b>"),
	BYTES("<a b@c>"),
	BYTES("<a>"),
	BYTES("a"),
	BYTES("<postmaster@>"),
	BYTES("<postmasters>"),
	BYTES("<a@>"),
	BYTES("<@b>"),
	BYTES("<@>"),
	BYTES("@b"),
	BYTES("<a@b@c>"),
	BYTES("<.a@b>"),
	BYTES("<a.@b>"),
	BYTES("<a..b@c>"),
	BYTES("<.@b>"),
	BYTES("<\"\"@b>"),
	BYTES("<\"a@b>"),
	BYTES("<\"a\\\"@b>"),
	BYTES("<\"a\\"),
	BYTES("<\""),
	BYTES("<\"a\"b@c>"),
	BYTES("<a\"b\"@c>"),
	BYTES("<\"a\".b@c>"),
	BYTES("\"a b\"@c"),
	BYTES("<\"a\tb\"@c>"),
	BYTES("<\"a\\\tb\"@c>"),
	BYTES("<\"a\0b\"@c>"),
	BYTES("<\"a\177\"@c>"),
	BYTES("<\"\\\303\251\"@c>"),
	BYTES("<\"\303\"@c>"),
	BYTES("<a\0@b>"),
	BYTES("<a\001@b>"),
	BYTES("<a@b\0>"),
	BYTES("<a@.b>"),
	BYTES("<a@b.>"),
	BYTES("<a@b..c>"),
	BYTES("<a@b+c>"),
	BYTES("<a@b/c>"),
	BYTES("<a@b c>"),
	BYTES("<a@[]>"),
	BYTES("<a@[1.2.3.4>"),
	BYTES("<a@[1.2.3.4]x>"),
	BYTES("<a@[1 2]>"),
	BYTES("<a@["),
	BYTES("<a(c)@b>"),
	BYTES("<a,b@c>"),
	BYTES("<a\\b@c>"),
	BYTES("<\303@b>"),
	BYTES("<\300\200@b>"),
	BYTES("<a@\355\240\200>"),
	BYTES("<a@\303.b>"),
	BYTES("<@x>"),
	BYTES("<@x:>"),
	BYTES("<@x,:a@b>"),
	BYTES("<@x,y:a@b>"),
	BYTES("<@x;a@b>"),
	BYTES("<@:a@b>"),
	BYTES("<@x,"),
	BYTES("<@x"),
	BYTES("@x:a@b"),
	BYTES("<a@b>\tSIZE=1"),
	BYTES("<>x"),
};

static void
test_bad(void)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct bytes arg = bad[i];
		struct addr a;

		if (!CHECK(!path_take(&arg, false, &a)) ||
		    !CHECK(arg.p == bad[i].p && arg.n == bad[i].n))
			unit_show("took", bad[i].p, bad[i].n);
	}
}

static bool
takes(const char *s)
{
	struct bytes arg = bytes_str(s);
	struct addr a;

	return path_take(&arg, false, &a) && arg.n == 0;
}

/* Both sides of 64, 255 and 256. */
static void
test_limits(void)
{
	CHECK(takes("<" S64 "@b>") && !takes("<" S64 "x@b>"));
	CHECK(takes("<\"" S64 "\"@b>") && !takes("<\"" S64 "x\"@b>"));
	CHECK(takes("<\"" S60 "\\a\\b\\c\\d\"@b>"));
	CHECK(takes(S64 "@b") && !takes(S64 "x@b"));
	/* a@ and 254, 255 octets; LIM_PATH comes before LIM_DOMAIN */
	CHECK(takes("<a@" S64 S64 S64 S60 "56>"));
	CHECK(!takes("<a@" S64 S64 S64 S60 "567>"));
	CHECK(takes("a@" S64 S64 S64 S60 "56"));
	CHECK(!takes("a@" S64 S64 S64 S60 "567"));
	/* 64 + 1 + 191, and one more */
	CHECK(takes("<" S64 "@" S64 S64 S60 "123>"));
	CHECK(!takes("<" S64 "@" S64 S64 S60 "1234>"));
	/* a route counts: 1 + 252 + 1 + 3 is 257 */
	CHECK(takes("<@" S64 S64 S60 S60 "123:a@b>"));
	CHECK(!takes("<@" S64 S64 S60 S60 "1234:a@b>"));
	CHECK(!takes("<@" S64 S64 S64 S64 ":a@b>"));
}

static void
test_domainless(void)
{
	struct bytes arg = BYTES("<ann> X");
	struct addr a;

	CHECK(!path_take(&arg, false, &a));
	CHECK(path_take(&arg, true, &a) && is(addr_local(&a), "ann"));
	CHECK(a.domain_n == 0 && is(arg, " X"));
	arg = BYTES("ann");
	CHECK(path_take(&arg, true, &a) && is(addr_local(&a), "ann"));
	arg = BYTES("<ann@>");
	CHECK(!path_take(&arg, true, &a));
}

/* An address that no path can hold is harmless in a header. */
static void
test_hostile(void)
{
	static const struct {
		struct bytes local, domain;
		const char *out;
	} rows[] = {
		{ BYTES("a\r\nb"), BYTES("c\r\nd>"), "\"a??b\"@c??d?" },
		{ BYTES("a\0\177"), BYTES(""), "\"a??\"" },
		{ BYTES("\377"), BYTES("\377\303\251"), "\"?\"@???" },
		{ BYTES(""), BYTES("c"), "\"\"@c" },
		{ BYTES("\t\"\\"), BYTES("a b\\"), "\"?\\\"\\\\\"@a?b?" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buf[64];
		struct text t = TEXT(buf);
		struct addr a;

		CHECK(addr_set(&a, rows[i].local, rows[i].domain));
		path_put(&t, &a);
		if (!CHECK(is((struct bytes){ t.p, t.n }, rows[i].out)))
			unit_show("got", t.p, t.n);
	}
}

int
main(void)
{
	test_good();
	test_bad();
	test_limits();
	test_domainless();
	test_hostile();
	return unit_done();
}
