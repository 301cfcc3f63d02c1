/* outgoing_test.c - the message as SMTP wants it. */
#include "smtp/outgoing.h"
#include "unit.h"

/* Checks what RAW becomes, in pieces of CAP octets, behind ADDED. */
static struct bytes
sent(struct bytes raw, const char *added, bool mend, size_t cap)
{
	static struct message m;
	static char all[4096], piece[4096];
	struct outgoing o = { .m = &m, .dots = true };
	size_t n, got;

	memset(&m, 0, sizeof(m));
	m.raw = raw;
	m.mend = mend;
	m.domain = "d.example";
	m.added = TEXT(m.room);
	text_str(&m.added, added);
	message_study(&m);
	for (n = 0; (got = outgoing_next(&o, piece, cap)) > 0; n += got)
		memcpy(all + n, piece, got);
	return (struct bytes){ all, n };
}

/* The same in pieces of every size. */
static int
makes(struct bytes raw, const char *added, bool mend, struct bytes want)
{
	int ok = 1;

	for (size_t cap = 8; cap < 64; cap++) {
		struct bytes got = sent(raw, added, mend, cap);

		if (!bytes_eq(got, want)) {
			printf("%zu: %.*s\n", cap, (int)got.n, got.p);
			ok = 0;
		}
	}
	return ok;
}

#define MAKES(raw, want) CHECK(makes(BYTES(raw), "", false, BYTES(want)))
#define MENDS(raw, want) CHECK(makes(BYTES(raw), "", true, BYTES(want)))

static void
test_lines(void)
{
	MAKES("", "");
	MAKES("\n", "\r\n");
	MAKES("A: b\n\nc\n", "A: b\r\n\r\nc\r\n");
	MAKES("A: b\r\n\r\nc\r\n", "A: b\r\n\r\nc\r\n");
	MAKES("A: b\r\n\nc", "A: b\r\n\r\nc\r\n");
	MAKES("A: b", "A: b\r\n");
	MAKES(
	    "A: b\n\n.\n..\n.c\nd.", "A: b\r\n\r\n..\r\n...\r\n..c\r\nd.\r\n");
	MAKES("A: b\n\n\0\377\n", "A: b\r\n\r\n\0\377\r\n");
	MAKES("A: b\n\n\n\n", "A: b\r\n\r\n\r\n\r\n");
}

static void
test_header(void)
{
	MAKES("hello\n", "\r\nhello\r\n");
	MAKES("A: b\nhello\n", "A: b\r\n\r\nhello\r\n");
	MAKES(".\n", "\r\n..\r\n");
	MAKES("From a@b Mon\nA: b\n\nc\n", "A: b\r\n\r\nc\r\n");
	MAKES("From : a@b\n\nc\n", "From : a@b\r\n\r\nc\r\n");
	MAKES("A: b\nBcc: c\n d,\n\te\nF: g\n\nBcc: h\n",
	    "A: b\r\nF: g\r\n\r\nBcc: h\r\n");
	MAKES("bcc : c\n\nd\n", "\r\nd\r\n");
	MAKES("Bcc: c", "");
	MAKES("Bccx: c\nXBcc: d\n", "Bccx: c\r\nXBcc: d\r\n");
	CHECK(makes(BYTES("A: b\n\nc\n"), "X: y\r\n", false,
	    BYTES("X: y\r\nA: b\r\n\r\nc\r\n")));
	CHECK(
	    makes(BYTES("c\n"), "X: y\r\n", false, BYTES("X: y\r\n\r\nc\r\n")));
	CHECK(makes(BYTES(""), "X: y\r\n", false, BYTES("X: y\r\n")));
}

static void
test_carriage_returns(void)
{
	MENDS("A: b\n\n1%\r2%\r\n", "A: b\r\n\r\n1%\r\n2%\r\n");
	MENDS("A: b\n\n\r\r\n.\r.\r", "A: b\r\n\r\n\r\n\r\n..\r\n..\r\n");
	/* A header must not grow a field. */
	MENDS("A: b\rTo: c\n\nd", "A: b To: c\r\n\r\nd\r\n");
}

static void
test_resent(void)
{
	ABOUT("A13: Resent-Bcc is for nobody but its reader");
	MAKES("A: b\nResent-Bcc: c\n d\nResent-To: e@f\n\ng\n",
	    "A: b\r\nResent-To: e@f\r\n\r\ng\r\n");
	MAKES("resent-bcc :c\nBcc: d\n\ng\n", "\r\ng\r\n");
}

static void
test_domains(void)
{
	ABOUT("B12: bare names in the header get the domain");
	MAKES("From: root\n\n", "From: root@d.example\r\n\r\n");
	MAKES("From: root", "From: root@d.example\r\n");
	MAKES("From: root (Cron Daemon)\nTo: \"A\" <ann> , b@c,\r\n carl\r\n",
	    "From: root@d.example (Cron Daemon)\r\n"
	    "To: \"A\" <ann@d.example> , b@c,\r\n carl@d.example\r\n");
	MAKES("cc: \"q q\", <@x:b>, g: e, f@g, \"h\";, (x) i . j (k)\n",
	    "cc: \"q q\"@d.example, <@x:b@d.example>, g: e@d.example, f@g, "
	    "\"h\"@d.example;, (x) i . j@d.example (k)\r\n");
	MAKES("Resent-From: a\nSender: b\nReply-To: c\nX-To: d\n\nTo: e\n",
	    "Resent-From: a@d.example\r\nSender: b@d.example\r\n"
	    "Reply-To: c@d.example\r\nX-To: d\r\n\r\nTo: e\r\n");
	/* A header that is no list of addresses stays as it is, and so does
	 * postmaster. */
	MAKES("From: Cron Daemon\nTo: a, b c\n\n",
	    "From: Cron Daemon\r\nTo: a, b c\r\n\r\n");
	MAKES("To: postmaster, <Postmaster>\nCc:\nBcc: x\nFrom: a\n",
	    "To: postmaster, <Postmaster>\r\nCc:\r\n"
	    "From: a@d.example\r\n");
}

int
main(void)
{
	test_lines();
	test_header();
	test_carriage_returns();
	test_resent();
	test_domains();
	return unit_done();
}
