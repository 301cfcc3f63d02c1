/* headers_test.c - header fields, and the addresses in them. */
#include "smtp/headers.h"
#include "proto/path.h"
#include "unit.h"

static bool
add(void *arg, const struct addr *a, const char *behind)
{
	struct text *t = arg;

	(void)behind;
	text_char(t, '<');
	path_put(t, a);
	text_char(t, '>');
	return true;
}

/* True if these are the addresses of LIST; with NULL, if its syntax is bad. */
static int
gives(const char *list, const char *want)
{
	char buf[1024];
	struct text t = TEXT(buf);
	struct bytes where;
	bool ok = header_addresses(bytes_str(list), add, &t, &where);

	if (want == NULL || !ok)
		return want == NULL && !ok;
	if (bytes_eq((struct bytes){ t.p, t.n }, bytes_str(want)))
		return 1;
	printf("%s: %.*s\n", list, (int)t.n, t.p);
	return 0;
}

static void
test_addresses(void)
{
	CHECK(gives("a@b.example", "<a@b.example>"));
	CHECK(gives(" <a@b.example> \r\n", "<a@b.example>"));
	CHECK(gives("Ann <a@b.example>, Bob <c@d>", "<a@b.example><c@d>"));
	CHECK(gives("A. N. Other <a@b>", "<a@b>"));
	CHECK(gives("\"Other, A\" <a@b>, c@d", "<a@b><c@d>"));
	CHECK(gives("\"a \\\" <x@y>\" <a@b>", "<a@b>"));
	CHECK(gives("a@b (one, (two) \\) three), c@d", "<a@b><c@d>"));
	CHECK(gives("(x) a (y) @ (z) b . (w) example", "<a@b.example>"));
	CHECK(gives("a@b,\r\n\tc@d,\n e@f", "<a@b><c@d><e@f>"));
	CHECK(gives("a@b,, ,c@d,", "<a@b><c@d>"));
	CHECK(gives("root", "<root>"));
	CHECK(gives("root, Ann <ann>", "<root><ann>"));
	CHECK(gives("\"a b\"@c", "<\"a b\"@c>"));
	CHECK(gives("\"a@b\"@c", "<\"a@b\"@c>"));
	CHECK(gives("a@[192.0.2.1]", "<a@[192.0.2.1]>"));
	CHECK(gives("J\303\266rg <j\303\266@b>", "<j\303\266@b>"));
	CHECK(gives("<@x,@y:a@b>", "<a@b>"));
	CHECK(gives("=?UTF-8?Q?J=C3=B6rg?= <a@b>", "<a@b>"));
	CHECK(gives("", "") && gives(" \r\n", "") && gives("(nobody)", ""));
}

static void
test_groups(void)
{
	CHECK(gives("undisclosed-recipients:;", ""));
	CHECK(gives("us: a@b, Bob <c@d>;", "<a@b><c@d>"));
	CHECK(gives("us: a@b;, them: c@d; , e@f", "<a@b><c@d><e@f>"));
	CHECK(gives("\"a: b\": a@b;", "<a@b>"));
	CHECK(gives("us: a@b", NULL) && gives("a@b;", NULL));
	CHECK(gives("us: them: a@b;;", NULL) && gives("us: a@b; c@d", NULL));
}

static void
test_bad_addresses(void)
{
	static const char *const bad[] = { "a@", "@b", "a@b c@d", "a b@c",
		"a..b@c", ".a@b", "a.@b", "a@b..c", "a@.b", "<a@b", "a@b>",
		"<>", "< >", "<a@b>c", "\"a", "\"a@b", "(a", "a@[1", "a@b)",
		"a@b@c", "a\\b@c", "a@b<c>", "two words", "<a b@c>", "<@x a@b>",
		"<@x:@y:a@b>", "a@\"b>c\"", "a@\"b c\"", "a@[x> y]", "a\001@b",
		"\"a\nb\001\"@c", "a@b\001", "a@b\377", "a@b\nRCPT TO:<c@d>" };
	char deep[513];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(gives(bad[i], NULL)))
			printf("%s\n", bad[i]);
	memset(deep, '(', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	CHECK(gives(deep, NULL));
	/* The longest parts, and one octet more. */
	memset(deep, 'a', sizeof(deep) - 1);
	deep[64] = '@';
	deep[65 + 255] = '\0';
	CHECK(!gives(deep, NULL));
	deep[65 + 255] = 'a';
	deep[65 + 256] = '\0';
	CHECK(gives(deep, NULL));
	CHECK(gives("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		    "aaaaaaa@b",
	    NULL));
}

static void
test_fields(void)
{
	struct bytes rest = BYTES("To: a@b,\r\n c@d\r\nX :\n\ty\nBody");
	struct bytes none = BYTES("\nTo: a");
	struct bytes folded = BYTES(" To: a\n");
	struct field f;

	CHECK(header_next(&rest, &f));
	CHECK_BYTES(f.name.p, f.name.n, "To");
	CHECK_BYTES(f.body.p, f.body.n, " a@b,\r\n c@d\r\n");
	CHECK(header_next(&rest, &f));
	CHECK_BYTES(f.name.p, f.name.n, "X");
	CHECK_BYTES(f.body.p, f.body.n, "\n\ty\n");
	CHECK(!header_next(&rest, &f));
	CHECK_BYTES(rest.p, rest.n, "Body");
	CHECK(!header_next(&none, &f) && !header_next(&folded, &f));
	rest = BYTES("a:");
	CHECK(header_next(&rest, &f) && f.body.n == 0 && rest.n == 0);
	rest = BYTES("");
	CHECK(!header_next(&rest, &f));
}

int
main(void)
{
	test_addresses();
	test_groups();
	test_bad_addresses();
	test_fields();
	return unit_done();
}
