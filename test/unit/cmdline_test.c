/* cmdline_test.c - command lines, however they come in. */
#include "proto/cmdline.h"
#include "base/limits.h"
#include "unit.h"

enum { MAX = 12 };

/* The results in a line: [text], B, L, F; then the octets that were left. */
struct log {
	struct text t;
	char buf[512];
};

static void
note(struct log *l, enum cmdline_rc rc, struct bytes line)
{
	switch (rc) {
	case CMDLINE_OK:
		text_char(&l->t, '[');
		text_put(&l->t, line);
		text_char(&l->t, ']');
		break;
	case CMDLINE_BAD:
		text_char(&l->t, 'B');
		break;
	case CMDLINE_LONG:
		text_char(&l->t, 'L');
		break;
	case CMDLINE_FLOOD:
		text_char(&l->t, 'F');
		break;
	case CMDLINE_MORE:
		break;
	}
}

/* IN arrives as CUT octets, then STEP at a time, in a buffer that moves. */
static void
play(struct log *l, struct bytes in, bool local, size_t cut, size_t step)
{
	static char store[2][64];
	struct cmdline w = { .local = local };
	struct bytes left = { store[0], 0 }, line;
	size_t at = 0, now = cut;
	enum cmdline_rc rc;

	l->t = (struct text)TEXT(l->buf);
	do {
		char *to = store[left.p < store[1]];

		now = now < in.n - at ? now : in.n - at;
		memmove(to, left.p, left.n);
		memcpy(to + left.n, in.p + at, now);
		left = (struct bytes){ to, left.n + now };
		at += now;
		now = step;
		while (rc = cmdline_take(&w, &left, MAX, &line),
		    rc != CMDLINE_MORE)
			note(l, rc, line);
		CHECK(left.n <= MAX);
	} while (at < in.n);
}

static void
test_lines(void)
{
	static const struct {
		struct bytes in;
		const char *net, *local;
	} rows[] = {
		{ BYTES(""), "", "" },
		{ BYTES("QUIT\r\n"), "[QUIT]", "[QUIT]" },
		{ BYTES("QUIT\n"), "", "[QUIT]" },
		{ BYTES("QUIT\r"), "", "" },
		{ BYTES("\r\n\r\n"), "[][]", "[][]" },
		{ BYTES("\n\n"), "", "[][]" },
		{ BYTES("\n\r\nA\r\n"), "B[A]", "[][][A]" },
		{ BYTES("A\r\nB\r\nC"), "[A][B]", "[A][B]" },
		{ BYTES("A\nB\r\nC\r\n"), "B[C]", "[A][B][C]" },
		{ BYTES("A\rB\r\nC\r\n"), "B[C]", "B[C]" },
		{ BYTES("A\r\r\nC\r\n"), "B[C]", "B[C]" },
		{ BYTES("\rA\r\nC\r\n"), "B[C]", "B[C]" },
		{ BYTES("A\0\r\nC\r\n"), "B[C]", "B[C]" },
		{ BYTES("\0\n\r\nC\r\n"), "B[C]", "B[][C]" },
		{ BYTES("A\200\377\t\r\n"), "[A\200\377\t]", "[A\200\377\t]" },
		{ BYTES("123456789a\r\nC\r\n"), "[123456789a][C]",
		    "[123456789a][C]" },
		{ BYTES("123456789ab\r\nC\r\n"), "L[C]", "L[C]" },
		{ BYTES("123456789ab\nC\r\n"), "L", "[123456789ab][C]" },
		{ BYTES("123456789abc\nC\r\n"), "L", "L[C]" },
		{ BYTES("123456789ab\rC\r\nD\r\n"), "L[D]", "L[D]" },
		{ BYTES("123456789a\n\0\rbcdefghi\r\nD\r\n"), "L[D]",
		    "[123456789a]B[D]" },
		{ BYTES("123456789abcdef\r\r\r\nD\r\n"), "L[D]", "L[D]" },
		{ BYTES("123456789abcdefghijklmno"), "", "" },
	};
	struct log l;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t cut = 0; cut <= rows[i].in.n; cut++)
			for (int k = 0; k < 4; k++) {
				bool local = k & 1;
				const char *want =
				    local ? rows[i].local : rows[i].net;

				play(
				    &l, rows[i].in, local, cut, k & 2 ? 1 : 64);
				if (!CHECK(bytes_eq(bytes_str(want),
					(struct bytes){ l.buf, l.t.n })))
					unit_show(
					    "of", rows[i].in.p, rows[i].in.n);
			}
}

/* A line of N octets with its end, STEP octets at a time into a buffer of
 * the size that a session has. */
static enum cmdline_rc
long_line(size_t n, size_t max, size_t step)
{
	static char buf[LIM_FLOOD + 2];
	struct cmdline w = { 0 };
	struct bytes left = { buf, 0 }, line;
	size_t at = 0;
	enum cmdline_rc rc = CMDLINE_MORE;

	while (rc == CMDLINE_MORE && at < n) {
		size_t now = step < n - at ? step : n - at;

		memmove(buf, left.p, left.n);
		memset(buf + left.n, 'x', now);
		if (at + now == n)
			buf[left.n + now - 1] = '\n';
		if (at < n - 1 && at + now >= n - 1)
			buf[left.n + n - 2 - at] = '\r';
		left = (struct bytes){ buf, left.n + now };
		at += now;
		rc = cmdline_take(&w, &left, max, &line);
	}
	return rc;
}

static void
test_limits(void)
{
	static const size_t steps[] = { 1, 2, 999, 2047, 2048, 2049, 16384,
		LIM_FLOOD + 2 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		size_t s = steps[i];

		CHECK(long_line(LIM_LINE, LIM_LINE, s) == CMDLINE_OK);
		CHECK(long_line(LIM_LINE + 1, LIM_LINE, s) == CMDLINE_LONG);
		CHECK(long_line(LIM_AUTH_LINE, LIM_AUTH_LINE, s) == CMDLINE_OK);
		CHECK(long_line(LIM_AUTH_LINE + 1, LIM_AUTH_LINE, s) ==
		      CMDLINE_LONG);
		CHECK(long_line(LIM_FLOOD, LIM_LINE, s) == CMDLINE_LONG);
		CHECK(long_line(LIM_FLOOD + 1, LIM_LINE, s) == CMDLINE_FLOOD);
		CHECK(long_line(LIM_FLOOD + 2, LIM_LINE, s) == CMDLINE_FLOOD);
	}
}

/* A flood is told when it is one, not when it ends. */
static void
test_flood(void)
{
	static char buf[LIM_FLOOD];
	struct cmdline w = { 0 };
	struct bytes in = { buf, sizeof(buf) - 1 }, line;

	memset(buf, 'x', sizeof(buf));
	CHECK(cmdline_take(&w, &in, LIM_LINE, &line) == CMDLINE_MORE);
	in = (struct bytes){ buf, in.n + 1 };
	CHECK(cmdline_take(&w, &in, LIM_LINE, &line) == CMDLINE_FLOOD);
}

/* Octet by octet, SCANNED shows that nothing is looked at again. */
static void
test_no_rescan(void)
{
	char buf[1000];
	struct cmdline w = { 0 };
	struct bytes in = { buf, 0 }, line;

	memset(buf, 'x', sizeof(buf));
	while (in.n < sizeof(buf)) {
		CHECK(cmdline_take(&w, &in, LIM_LINE, &line) == CMDLINE_MORE);
		CHECK(w.scanned == in.n);
		in.n++;
	}
}

/* The rest of a line that was too long is no line, even if a longer one is
 * allowed by then. */
static void
test_tail(void)
{
	char buf[LIM_LINE + 32];
	struct cmdline w = { 0 };
	struct bytes in = { buf, LIM_LINE }, line;

	memset(buf, 'x', sizeof(buf));
	memcpy(buf, "BDAT", 4);
	CHECK(cmdline_take(&w, &in, LIM_LINE, &line) == CMDLINE_MORE);
	CHECK(in.n == 0);
	in = BYTES("AUTH PLAIN AGEAYg==\r\nQUIT\r\n");
	CHECK(cmdline_take(&w, &in, LIM_AUTH_LINE, &line) == CMDLINE_LONG);
	CHECK(line.n == CMDLINE_HEAD && memcmp(line.p, buf, line.n) == 0);
	CHECK(cmdline_take(&w, &in, LIM_LINE, &line) == CMDLINE_OK);
	CHECK_BYTES(line.p, line.n, "QUIT");
}

int
main(void)
{
	test_tail();
	test_lines();
	test_limits();
	test_flood();
	test_no_rescan();
	return unit_done();
}
