/* expand_test.c - many targets: what they are, what they cost. */
#include "table.h"

/* a0 -> a1 -> ... -> aN -> bob, and more targets than there may be. */
static void
test_limits(void)
{
	static char text[LIM_ALIAS_TARGETS * 40];
	size_t n = 0;

	for (int i = 0; i < 20; i++)
		n += (size_t)snprintf(
		    text + n, sizeof(text) - n, "a%d: a%d\n", i, i + 1);
	n += (size_t)snprintf(text + n, sizeof(text) - n, "a20: bob\n");
	table_open(BYTES("bob@c\n"), (struct bytes){ text, n });
	CHECK(goes("a11@c", "bob@c"));
	CHECK(goes("a10@c", "550"));
	CHECK(goes("a0@c", "550"));
	for (int over = 0; over < 2; over++) {
		n = (size_t)snprintf(text, sizeof(text), "all: bob");
		for (int i = 1; i < LIM_ALIAS_TARGETS + over; i++)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%s x%d", i % 50 == 0 ? ",\n" : ",", i);
		table_open(BYTES("bob@c\n"), (struct bytes){ text, n });
		CHECK(goes("all@c", over > 0 ? "451" : "bob@c"));
	}
}

/* Opens an alias `all` of N names: nobody's but for bob, or each an alias of
 * his if CHAIN. The size of both files. */
static uint64_t
open_wide(int n, bool chain)
{
	static char text[LIM_ALIAS_TARGETS * 60];
	struct text t = TEXT(text);

	text_str(&t, "all: bob");
	for (int i = 1; i < n; i++)
		t.n += (size_t)snprintf(text + t.n, sizeof(text) - t.n,
		    "%s x%d", i % 50 == 0 ? ",\n" : ",", i);
	text_char(&t, '\n');
	for (int i = 1; chain && i < n; i++)
		t.n += (size_t)snprintf(
		    text + t.n, sizeof(text) - t.n, "x%d: y%d, bob\n", i, i);
	table_open(BYTES("ann@c\nbob@c\n"), (struct bytes){ text, t.n });
	return t.n + strlen("ann@c\nbob@c\n");
}

/* Each target that is an alias costs its place in the file. */
static void
test_work(void)
{
	uint64_t size = open_wide(LIM_ALIAS_TARGETS, false);

	ABOUT("A8: what is read grows with the levels of aliases");
	CHECK(goes("all@c", "bob@c"));
	CHECK(table.read > size && table.read < 6 * size);
	size = open_wide(500, true);
	CHECK(goes("all@c", "bob@c"));
	CHECK(table.read < 10 * size + 500 * (LIM_TEXT_LINE + 2));
	/* Names with tags are many, and their alias is one. */
	table_open(BYTES("bob@c\n@d\n"),
	    BYTES("all: x+1, x+2, x+1@d, x+2@d, X+1, y@d, bob+1\nx: bob\n"));
	CHECK(goes("all@c", "@d bob@c bob@c @d"));
}

static void
test_enough(void)
{
	uint64_t size = open_wide(10, false);

	ABOUT("A8: a session reads as much as it may, and tells it once");
	table.most = 20 * size;
	for (int i = 0; table.read <= table.most && i < 100; i++)
		CHECK(goes("all@c", "bob@c"));
	CHECK(table.read > table.most && table_report.count == 0);
	CHECK(goes("all@c", "451") && goes("bob@c", "451"));
	CHECK(goes("x@elsewhere.example", "451"));
	CHECK(table_report.count == 1);
	table.most = 0;
	CHECK(goes("all@c", "bob@c"));
}

int
main(void)
{
	test_limits();
	test_work();
	test_enough();
	return unit_done();
}
