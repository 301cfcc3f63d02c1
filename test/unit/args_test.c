/* args_test.c - verbs, arguments, parameters, and those of MAIL. */
#include "proto/args.h"
#include "proto/mailargs.h"
#include "unit.h"

#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static bool
is(struct bytes b, const char *s)
{
	return bytes_eq(b, bytes_str(s));
}

static void
test_split(void)
{
	static const struct {
		const char *line, *verb, *arg; /* VERB NULL: refused */
	} rows[] = {
		{ "QUIT", "QUIT", "" },
		{ "QUIT   ", "QUIT", "" },
		{ "mail FROM:<a@b> X ", "mail", "FROM:<a@b> X" },
		{ "MAIL  FROM:<a@b>", "MAIL", " FROM:<a@b>" },
		{ "NOOP\t", "NOOP\t", "" },
		{ "", NULL, NULL },
		{ "  ", NULL, NULL },
		{ " NOOP", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes verb, arg;
		bool ok = args_split(bytes_str(rows[i].line), &verb, &arg);

		if (!CHECK(ok == (rows[i].verb != NULL)) ||
		    (ok && (!CHECK(is(verb, rows[i].verb)) ||
			       !CHECK(is(arg, rows[i].arg)))))
			unit_show("of", rows[i].line, strlen(rows[i].line));
	}
}

static void
test_param(void)
{
	static const struct {
		struct bytes in;
		enum args_rc rc;
		const char *key, *value, *rest;
	} rows[] = {
		{ BYTES(""), ARGS_END, NULL, NULL, NULL },
		{ BYTES(" A"), ARGS_OK, "A", "", "" },
		{ BYTES(" a-1=b B=c"), ARGS_OK, "a-1", "b", " B=c" },
		{ BYTES(" 8BIT B"), ARGS_OK, "8BIT", "", " B" },
		{ BYTES(" K=<>,\"~!"), ARGS_OK, "K", "<>,\"~!", "" },
		{ BYTES(" K=\303\251"), ARGS_OK, "K", "\303\251", "" },
		{ BYTES("A"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES("  A"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" "), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" =v"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K="), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K=a=b"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" -K=a"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K_=a"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K\303\251=a"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K=a\tb"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K=a\177"), ARGS_BAD, NULL, NULL, NULL },
		{ BYTES(" K=\303"), ARGS_BAD, NULL, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes rest = rows[i].in, key, value;
		enum args_rc rc = args_param(&rest, &key, &value);

		if (!CHECK(rc == rows[i].rc) ||
		    (rc == ARGS_OK && (!CHECK(is(key, rows[i].key)) ||
					  !CHECK(is(value, rows[i].value)) ||
					  !CHECK(is(rest, rows[i].rest)))))
			unit_show("of", rows[i].in.p, rows[i].in.n);
	}
}

static void
test_mailargs(void)
{
	static const struct {
		const char *in;
		enum args_rc rc;
	} rows[] = {
		{ "", ARGS_OK },
		{ " SIZE=1 BODY=8BITMIME SMTPUTF8 AUTH=<>", ARGS_OK },
		{ " size=1 body=7bit smtputf8 auth=a+2Bb", ARGS_OK },
		{ " SIZE", ARGS_BAD },
		{ " SIZE=", ARGS_BAD },
		{ " SIZE=x", ARGS_BAD },
		{ " SIZE=-1", ARGS_BAD },
		{ " SIZE=99999999999999999999", ARGS_OK },
		{ " SIZE=100000000000000000000", ARGS_BAD },
		{ " SIZE=1 SIZE=1", ARGS_BAD },
		{ " BODY=7BIT BODY=8BITMIME", ARGS_BAD },
		{ " SMTPUTF8 SMTPUTF8", ARGS_BAD },
		{ " BODY=7BIT SIZE=1 BODY=7BIT", ARGS_BAD },
		{ " AUTH=<> AUTH=<>", ARGS_BAD },
		{ " BODY", ARGS_BAD },
		{ " BODY=BINARYMIME", ARGS_UNKNOWN },
		{ " SMTPUTF8=1", ARGS_BAD },
		{ " AUTH", ARGS_BAD },
		{ " AUTH=a+b", ARGS_BAD },
		{ " RET=FULL", ARGS_UNKNOWN },
		{ " SIZES=1", ARGS_UNKNOWN },
		{ " SIZE=1  BODY=7BIT", ARGS_BAD },
		{ "SIZE=1", ARGS_BAD },
	};
	struct mailargs m;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!CHECK(mailargs_parse(bytes_str(rows[i].in), &m) ==
			   rows[i].rc))
			unit_show("of", rows[i].in, strlen(rows[i].in));
	CHECK(mailargs_parse(BYTES(" BODY=8bitMIME SIZE=007"), &m) == ARGS_OK);
	CHECK(!m.smtputf8 && m.has_size && m.size == 7);
	CHECK(mailargs_parse(BYTES(" SMTPUTF8 BODY=7BIT"), &m) == ARGS_OK);
	CHECK(m.smtputf8 && !m.has_size);
	CHECK(
	    mailargs_parse(BYTES(" SIZE=18446744073709551614"), &m) == ARGS_OK);
	CHECK(m.size == UINT64_MAX - 1);
	CHECK(
	    mailargs_parse(BYTES(" SIZE=18446744073709551616"), &m) == ARGS_OK);
	CHECK(m.size == UINT64_MAX);
}

static void
test_xtext(void)
{
	CHECK(xtext_valid(BYTES("<>")) && xtext_valid(BYTES("e+3Dmc2@x")));
	CHECK(xtext_valid(BYTES("+2B+00")) && xtext_valid(BYTES("!~*,")));
	CHECK(!xtext_valid(BYTES("")) && !xtext_valid(BYTES("+")));
	CHECK(!xtext_valid(BYTES("+2")) && !xtext_valid(BYTES("a+2")));
	CHECK(!xtext_valid(BYTES("+2b")) && !xtext_valid(BYTES("+G0")));
	CHECK(!xtext_valid(BYTES("a=b")) && !xtext_valid(BYTES("a b")));
	CHECK(!xtext_valid(BYTES("\303\251")) && !xtext_valid(BYTES("\177")));
	CHECK(!xtext_valid((struct bytes){ "+2B", 2 }));
	CHECK(!xtext_valid(BYTES("+++2B")) && !xtext_valid(BYTES("a\0")));
}

static void
test_helo(void)
{
	static const char good[] = "AZaz09.:_[]-";

	for (int c = 0; c < 256; c++) {
		char s[1] = { (char)c };
		bool inside = (c >= 'A' && c <= 'Z') ||
			      (c >= 'a' && c <= 'z') ||
			      (c >= '0' && c <= '9') ||
			      (c != 0 && strchr(good, c) != NULL);

		CHECK(helo_name_valid((struct bytes){ s, 1 }) == inside);
	}
	CHECK(!helo_name_valid(BYTES("")) && !helo_name_valid(BYTES("a b")));
	CHECK(helo_name_valid(BYTES(X64 X64 X64 X64)) == false);
	CHECK(helo_name_valid((struct bytes){ X64 X64 X64 X64, 255 }));
}

static void
test_bdat(void)
{
	static const struct {
		const char *in;
		bool ok, last;
		uint64_t size;
	} rows[] = {
		{ "0", true, false, 0 },
		{ "86 LAST", true, true, 86 },
		{ "86 last", true, true, 86 },
		{ "00000000000000000005", true, false, 5 },
		{ "000000000000000000005", false, false, 0 },
		{ "18446744073709551615", true, false, UINT64_MAX },
		{ "18446744073709551616", false, false, 0 },
		{ "", false, false, 0 },
		{ "x", false, false, 0 },
		{ "5x", false, false, 0 },
		{ "-5", false, false, 0 },
		{ "+5", false, false, 0 },
		{ "5 LATS", false, false, 0 },
		{ "5 LAS", false, false, 0 },
		{ "5 LASTS", false, false, 0 },
		{ "5  LAST", false, false, 0 },
		{ "5 LAST x", false, false, 0 },
		{ "5\tLAST", false, false, 0 },
		{ " 5", false, false, 0 },
		{ "LAST", false, false, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t size = 0;
		bool last, ok = bdat_parse(bytes_str(rows[i].in), &size, &last);

		if (!CHECK(ok == rows[i].ok) ||
		    (ok && (!CHECK(last == rows[i].last) ||
			       !CHECK(size == rows[i].size))))
			unit_show("of", rows[i].in, strlen(rows[i].in));
	}
}

static void
test_bdat_refused(void)
{
	static const struct {
		struct bytes in;
		bool ok;
		uint64_t size;
	} rows[] = {
		{ BYTES("BDAT 12"), true, 12 },
		{ BYTES(" bdat  12  last "), true, 12 },
		{ BYTES("BDAT\0"
			"12\nLAST\r"),
		    true, 12 },
		{ BYTES("BDAT"), true, UINT64_MAX },
		{ BYTES("BDAT x"), true, UINT64_MAX },
		{ BYTES("BDAT 1\0"
			"2"),
		    true, UINT64_MAX },
		{ BYTES("BDAT 12 LATS"), true, UINT64_MAX },
		{ BYTES("BDAT 12 LAST x"), true, UINT64_MAX },
		{ BYTES("BDAT 000000000000000000012"), true, UINT64_MAX },
		{ BYTES("BDAT 18446744073709551616"), true, UINT64_MAX },
		{ BYTES("BDATE 12"), false, 0 },
		{ BYTES("DATA 12"), false, 0 },
		{ BYTES(" \r\n"), false, 0 },
		{ BYTES(""), false, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t size = 0;

		if (!CHECK(bdat_refused(rows[i].in, &size) == rows[i].ok) ||
		    !CHECK(size == rows[i].size))
			unit_show("of", rows[i].in.p, rows[i].in.n);
	}
}

int
main(void)
{
	test_split();
	test_param();
	test_mailargs();
	test_xtext();
	test_helo();
	test_bdat();
	test_bdat_refused();
	return unit_done();
}
