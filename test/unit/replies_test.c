/* replies_test.c - what a server says, taken apart. */
#include "smtp/replies.h"
#include "unit.h"

/* The fate of TEXT: the last word on it, and the reply. */
static enum reply_rc
parse(struct bytes text, struct reply *r)
{
	enum reply_rc rc = REPLY_MORE;
	struct bytes line;

	r->code = 0;
	r->n = 0;
	while (rc == REPLY_MORE && reply_cut(&text, &line))
		rc = reply_line(r, line);
	return rc;
}

#define IS(text, rc) CHECK(parse(BYTES(text), &r) == (rc))

static void
test_replies(void)
{
	static struct reply r;

	IS("220 hello\r\n", REPLY_DONE);
	CHECK(r.code == 220);
	CHECK_BYTES(r.text, r.n, "hello");
	IS("250-a\r\n250-\r\n250 c\r\n", REPLY_DONE);
	CHECK_BYTES(r.text, r.n, "a\n\nc");
	IS("354\r\n", REPLY_DONE);
	CHECK(r.n == 0);
	IS("250-a\r\n", REPLY_MORE);
	IS("250-a\r\n250", REPLY_MORE);
	IS("250-a\r\n251 b\r\n", REPLY_GARBAGE);
	IS("250 a\n", REPLY_GARBAGE);
	IS("\n", REPLY_GARBAGE);
	IS("\r\n", REPLY_GARBAGE);
	IS("25\r\n", REPLY_GARBAGE);
	IS("250a\r\n", REPLY_GARBAGE);
	IS("250\ta\r\n", REPLY_GARBAGE);
	IS("199 a\r\n", REPLY_GARBAGE);
	IS("600 a\r\n", REPLY_GARBAGE);
	IS("+50 a\r\n", REPLY_GARBAGE);
	IS("250 a\rb\r\n", REPLY_GARBAGE);
	IS("250 a\0b\r\n", REPLY_GARBAGE);
	IS("250 a\nb\r\n", REPLY_GARBAGE);
	IS("GET / HTTP/1.0\r\n", REPLY_GARBAGE);
	IS("250 a\377\033[2J\r\n", REPLY_DONE);
}

/* As much text as fits, and one octet more. */
static void
test_endless(void)
{
	static struct reply r;
	static char line[REPLY_TEXT + 4];

	memset(line, 'x', sizeof(line));
	memcpy(line, "250-", 4);
	CHECK(
	    reply_line(&r, (struct bytes){ line, sizeof(line) }) == REPLY_MORE);
	CHECK(reply_line(&r, BYTES("250-")) == REPLY_GARBAGE);
	memset(&r, 0, sizeof(r));
	for (int i = 0; i < REPLY_TEXT + 1; i++)
		if (!CHECK(reply_line(&r, BYTES("250-")) == REPLY_MORE))
			break;
	CHECK(reply_line(&r, BYTES("250-")) == REPLY_GARBAGE);
}

static void
test_show(void)
{
	static struct reply r;
	char buf[256];
	struct text t = TEXT(buf);

	IS("550-5.1.1 no\r\n550 5.1.1 \033such \"user\"\r\n", REPLY_DONE);
	reply_show(&r, &t);
	CHECK_BYTES(t.p, t.n, "\"550 5.1.1 no 5.1.1 \\x1bsuch \\\"user\\\"\"");
}

static void
test_offers(void)
{
	static struct reply r;
	struct offers o;

	IS("250-SIZE\r\n250-pipelining\r\n250-SIZE 99\r\n250-AUTH EXTERNAL "
	   "login\r\n250-LIMITS MAILMAX=3 RCPTMAX=7\r\n250 8bitmime\r\n",
	    REPLY_DONE);
	reply_offers(&r, &o);
	CHECK(o.pipelining && o.size && o.eightbit && !o.utf8);
	CHECK(o.external && o.login && !o.plain && o.rcptmax == 7);
	IS("250-x\r\n250-SMTPUTF8\r\n250-AUTH\r\n250-AUTHOR PLAIN\r\n250 "
	   "LIMITS RCPTMAX=0\r\n",
	    REPLY_DONE);
	reply_offers(&r, &o);
	CHECK(o.utf8 && !o.plain && !o.size && o.rcptmax == 100);
	IS("250 PIPELINING\r\n", REPLY_DONE);
	reply_offers(&r, &o);
	CHECK(!o.pipelining);
}

int
main(void)
{
	test_replies();
	test_endless();
	test_show();
	test_offers();
	return unit_done();
}
