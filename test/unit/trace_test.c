/* trace_test.c - dates, the trace header, Maildir names. */
#include "proto/trace.h"
#include "store/filename.h"
#include "unit.h"

#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static bool
is(const struct text *t, const char *s)
{
	if (!t->over && t->n == strlen(s) && memcmp(t->p, s, t->n) == 0)
		return true;
	unit_show("got", t->p, t->n);
	return false;
}

static void
test_dates(void)
{
	static const struct {
		int64_t when;
		const char *want;
	} rows[] = {
		{ 0, "Thu, 01 Jan 1970 00:00:00 +0000" },
		{ -1, "Thu, 01 Jan 1970 00:00:00 +0000" },
		{ 86399, "Thu, 01 Jan 1970 23:59:59 +0000" },
		{ 951782400, "Tue, 29 Feb 2000 00:00:00 +0000" },
		{ 951868800, "Wed, 01 Mar 2000 00:00:00 +0000" },
		{ 1709251199, "Thu, 29 Feb 2024 23:59:59 +0000" },
		{ 2147483648, "Tue, 19 Jan 2038 03:14:08 +0000" },
		{ 4107542400, "Mon, 01 Mar 2100 00:00:00 +0000" },
		{ 253402300799, "Fri, 31 Dec 9999 23:59:59 +0000" },
		{ 253402300800, "Fri, 31 Dec 9999 23:59:59 +0000" },
		{ INT64_MAX, "Fri, 31 Dec 9999 23:59:59 +0000" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buf[64];
		struct text t = TEXT(buf);

		trace_date(&t, (time_t)rows[i].when);
		CHECK(is(&t, rows[i].want));
	}
}

/* Every day of eight thousand years, against the C library. */
static void
test_calendar(void)
{
	unsigned wrong = 0;

	for (int64_t day = 0; day < 253402300800 / 86400; day++) {
		time_t when = (time_t)(day * 86400 + day % 86400);
		char buf[64], want[64];
		struct text t = TEXT(buf);
		struct tm tm;

		trace_date(&t, when);
		strftime(want, sizeof(want), "%a, %d %b %Y %H:%M:%S +0000",
		    gmtime_r(&when, &tm));
		wrong += t.n != strlen(want) || memcmp(buf, want, t.n) != 0;
	}
	CHECK(wrong == 0);
}

static struct addr
address(const char *local, const char *domain)
{
	struct addr a;

	CHECK(addr_set(&a, bytes_str(local), bytes_str(domain)));
	return a;
}

static void
test_header(void)
{
	struct addr from = address("a b", "c.example");
	struct addr rcpt = address("d", "e.example");
	struct trace tr = { .from = &from,
		.helo = BYTES("client.example"),
		.ip = BYTES("192.0.2.1"),
		.hostname = BYTES("mx.example"),
		.protocol = BYTES("ESMTP"),
		.id = BYTES("0123456789abcdef"),
		.rcpt = &rcpt,
		.when = 1700000000 };
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);

	trace_put(&t, &tr);
	CHECK(is(&t, "Return-Path: <\"a b\"@c.example>\n"
		     "Received: from client.example ([192.0.2.1])\n"
		     "\tby mx.example with ESMTP\n"
		     "\tid 0123456789abcdef\n"
		     "\tfor <d@e.example>;\n"
		     "\tTue, 14 Nov 2023 22:13:20 +0000\n"));
	from = address("", "");
	tr.comment = BYTES("Noise_XK_25519 (x)\\");
	tr.rcpt = NULL;
	tr.ip = BYTES("fe80::1%eth0");
	t = (struct text)TEXT(buf);
	trace_put(&t, &tr);
	CHECK(is(&t, "Return-Path: <>\n"
		     "Received: from client.example ([IPv6:fe80::1])\n"
		     "\tby mx.example with ESMTP (Noise_XK_25519 ?x?"
		     "?)\n"
		     "\tid 0123456789abcdef;\n"
		     "\tTue, 14 Nov 2023 22:13:20 +0000\n"));
	tr.ip = BYTES("local");
	tr.helo = tr.comment = BYTES("");
	tr.protocol = BYTES("SMTP");
	t = (struct text)TEXT(buf);
	trace_put(&t, &tr);
	CHECK(is(&t, "Return-Path: <>\n"
		     "Received: from unknown (local)\n"
		     "\tby mx.example with SMTP\n"
		     "\tid 0123456789abcdef;\n"
		     "\tTue, 14 Nov 2023 22:13:20 +0000\n"));
}

/* All parts are as long as they can be and full of C. The header must fit, in
 * lines that every mail program takes, and hold no control octet. */
static void
worst(int c)
{
	char big[LIM_TRACE], buf[LIM_TRACE];
	struct text t = TEXT(buf);
	struct bytes all = { big, sizeof(big) };
	struct addr a;
	struct trace tr = { &a, all, all, all, BYTES("ESMTPA"), all,
		BYTES("0123456789abcdef"), &a, INT64_MAX };
	size_t line = 0, longest = 0, lines = 0, controls = 0;

	memset(big, c, sizeof(big));
	addr_set(&a, (struct bytes){ big, LIM_LOCAL },
	    (struct bytes){ big, LIM_DOMAIN });
	trace_put(&t, &tr);
	CHECK(!t.over && t.n > 1500);
	for (size_t i = 0; i < t.n; i++) {
		controls += (unsigned char)buf[i] < ' ' || buf[i] == 0x7f;
		line = buf[i] == '\n' ? 0 : line + 1;
		longest = line > longest ? line : longest;
		lines += buf[i] == '\n';
	}
	CHECK(lines == 6 && controls == lines + 4 && longest <= 998);
}

static void
test_name(void)
{
	struct filename n = { { 1700000000, 7000 }, 42,
		BYTES("0123456789abcdef"), BYTES("a/b:c"), 10, 11, true };
	char buf[256];
	struct text t = TEXT(buf);

	filename_put(&t, &n);
	CHECK(is(&t,
	    "1700000000.M000007P42R0123456789abcdef.a\\057b\\072c,S=10,W=11"));
	n.ended = false;
	t = (struct text)TEXT(buf);
	filename_put(&t, &n);
	CHECK(is(&t,
	    "1700000000.M000007P42R0123456789abcdef.a\\057b\\072c,S=10,W=011"));
	n.ended = true;
	/* Of a long host 64 octets, and never a part of an escape. */
	n.hostname = BYTES(X64 "y");
	t = (struct text)TEXT(buf);
	filename_put(&t, &n);
	CHECK(
	    is(&t, "1700000000.M000007P42R0123456789abcdef." X64 ",S=10,W=11"));
	n.hostname = BYTES("x/////////////////////////");
	t = (struct text)TEXT(buf);
	filename_put(&t, &n);
	CHECK(is(&t,
	    "1700000000.M000007P42R0123456789abcdef.x\\057\\057\\057\\057\\057"
	    "\\057\\057\\057\\057\\057\\057\\057\\057\\057\\057,S=10,W=11"));
	n.when = (struct timespec){ INT64_MAX, 999999999 };
	n.pid = n.size = n.crlf_size = UINT64_MAX;
	t = (struct text)TEXT(buf);
	filename_put(&t, &n);
	CHECK(!t.over && t.n < 200);
}

int
main(void)
{
	test_dates();
	test_calendar();
	test_header();
	for (int c = 0; c < 256; c++)
		worst(c);
	test_name();
	return unit_done();
}
