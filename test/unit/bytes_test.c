/* bytes_test.c - counted bytes, bounded text, numbers, addresses. */
#include "base/addr.h"
#include "unit.h"

static void
test_numbers(void)
{
	uint64_t v = 7;

	CHECK(num_parse(BYTES("0"), 9, &v) && v == 0);
	CHECK(num_parse(BYTES("18446744073709551615"), UINT64_MAX, &v));
	CHECK(v == UINT64_MAX);
	CHECK(!num_parse(BYTES("18446744073709551616"), UINT64_MAX, &v));
	CHECK(!num_parse(BYTES("99999999999999999999999"), UINT64_MAX, &v));
	CHECK(!num_parse(BYTES(""), 9, &v) && !num_parse(BYTES("+1"), 9, &v));
	CHECK(!num_parse(BYTES("1 "), 9, &v) && !num_parse(BYTES("10"), 9, &v));
}

static void
test_text(void)
{
	char buf[8];
	struct text t = TEXT(buf);

	text_str(&t, "abc");
	text_num(&t, 1234);
	CHECK(text_end(&t) && strcmp(buf, "abc1234") == 0);
	text_str(&t, "de");
	CHECK(t.over && t.n == 7 && !text_end(&t));
	t = (struct text)TEXT(buf);
	text_pad(&t, 7, 3);
	CHECK_BYTES(t.p, t.n, "007");
}

static void
test_quoted(void)
{
	char buf[16];
	struct text t = TEXT(buf);

	text_quoted(&t, BYTES("\n"), 9);
	CHECK_BYTES(t.p, t.n, "\"\\x0a\"");
	t = (struct text)TEXT(buf);
	text_quoted(&t, BYTES("abc"), 2);
	CHECK_BYTES(t.p, t.n, "\"ab...\"");
	/* Text that does not fit is cut, and so is what is made of it. */
	t = (struct text)TEXT(buf);
	text_quoted(&t, BYTES("\1\2\3\4"), 9);
	CHECK_BYTES(t.p, t.n, "\"\\x01\\x02...\"");
	CHECK(!t.over);
	t = (struct text)TEXT(buf);
	text_quoted(&t, BYTES("abcdefghijklmnopq"), 99);
	CHECK_BYTES(t.p, t.n, "\"abcdefgh...\"");
	CHECK(!t.over);
}

static void
test_word(void)
{
	char buf[16];
	struct text t = TEXT(buf);

	text_word(&t, "/a.b@c-d");
	CHECK_BYTES(t.p, t.n, "/a.b@c-d");
	t = (struct text)TEXT(buf);
	text_word(&t, "a b");
	CHECK_BYTES(t.p, t.n, "'a b'");
	t = (struct text)TEXT(buf);
	text_word(&t, "it's");
	CHECK_BYTES(t.p, t.n, "'it'\\''s'");
	t = (struct text)TEXT(buf);
	text_word(&t, "a b c d e f g h i");
	CHECK(t.over);
}

static void
test_cut(void)
{
	struct bytes rest = BYTES("a=b=c"), head;

	CHECK(bytes_cut(&rest, '=', &head));
	CHECK_BYTES(head.p, head.n, "a");
	CHECK_BYTES(rest.p, rest.n, "b=c");
	CHECK(!bytes_cut(&rest, ':', &head) && rest.n == 3);
	CHECK(bytes_trim(BYTES(" \t ")).n == 0);
	CHECK(bytes_ieq(BYTES("RcPt"), BYTES("rCpT")));
	CHECK(!bytes_ieq(BYTES("@"), BYTES("`")));
}

static void
test_utf8(void)
{
	CHECK(utf8_valid(BYTES("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80")));
	CHECK(!utf8_valid(BYTES("\xc0\x80")) && !utf8_valid(BYTES("\xc3")));
	CHECK(!utf8_valid(BYTES("\xe0\x80\x80")));
	CHECK(!utf8_valid(BYTES("\xed\xa0\x80")));
	CHECK(!utf8_valid(BYTES("\xf4\x90\x80\x80")));
	CHECK(!utf8_valid(BYTES("\x80")) && !utf8_valid(BYTES("\xff")));
	CHECK(!utf8_valid(BYTES("\xc3(")));
}

static void
test_addr(void)
{
	const char *why;
	struct addr a, b;

	CHECK(addr_plain(BYTES("Bob@Example.org"), &a, &why));
	CHECK(addr_plain(BYTES("bOB@example.ORG"), &b, &why));
	CHECK(addr_ieq(&a, &b) && addr_sane(&a) && !addr_is_null(&a));
	CHECK(addr_plain(BYTES("@example.org"), &a, &why) && a.local_n == 0);
	CHECK(!addr_plain(BYTES("bob"), &a, &why));
	CHECK(!addr_plain(BYTES("bob@"), &a, &why));
	CHECK(!addr_plain(BYTES(".bob@example.org"), &a, &why));
	CHECK(!addr_plain(BYTES("bob@.example.org"), &a, &why));
	CHECK(!addr_plain(BYTES("b/b@example.org"), &a, &why));
	CHECK(!addr_plain(BYTES("b b@example.org"), &a, &why));
	CHECK(!addr_plain(BYTES("b\001b@example.org"), &a, &why));
	CHECK(!addr_plain(BYTES("b\x80"
				"b@example.org"),
	    &a, &why));
	CHECK(addr_set(&a, BYTES("a\nb"), BYTES("c")) && !addr_sane(&a));
	CHECK(addr_set(&a, BYTES(""), BYTES("c")) && !addr_sane(&a));
	a.local_n = LIM_LOCAL + 1;
	CHECK(!addr_sane(&a));
}

/* What is put is read again as the same address, and is no comment. */
static void
test_addr_put_plain(void)
{
	static const char *const locals[] = { "bob", "", "a@b", "a\"b", "\"a\"",
		"a\\b", "#a", "a#", "\"", "@@", "\\@" };
	static const char *const texts[] = { "bob@c", "@c", "\"a@b\"@c",
		"a\"b@c", "\"\\\"a\\\"\"@c", "a\\b@c", "\"#a\"@c", "a#@c",
		"\"\\\"\"@c", "\"@@\"@c", "\"\\\\@\"@c" };
	char buf[LIM_PLAIN];
	const char *why;
	struct addr a, b;

	for (size_t i = 0; i < sizeof(locals) / sizeof(locals[0]); i++) {
		struct text t = TEXT(buf);

		CHECK(addr_set(&a, bytes_str(locals[i]), BYTES("c")));
		addr_put_plain(&t, &a);
		CHECK(bytes_eq(text_bytes(&t), bytes_str(texts[i])));
		CHECK(addr_plain(text_bytes(&t), &b, &why) && addr_ieq(&a, &b));
	}
}

static void
test_longest_plain(void)
{
	char buf[LIM_PLAIN];
	struct text t = TEXT(buf);
	struct addr a = { LIM_LOCAL, LIM_DOMAIN, { 0 }, { 0 } }, b;
	const char *why;

	memset(a.local, '"', sizeof(a.local));
	memset(a.domain, 'd', sizeof(a.domain));
	addr_put_plain(&t, &a);
	CHECK(!t.over && t.n == LIM_PLAIN);
	CHECK(addr_plain(text_bytes(&t), &b, &why) && addr_ieq(&a, &b));
}

int
main(void)
{
	test_numbers();
	test_text();
	test_quoted();
	test_word();
	test_cut();
	test_utf8();
	test_addr();
	test_addr_put_plain();
	test_longest_plain();
	return unit_done();
}
