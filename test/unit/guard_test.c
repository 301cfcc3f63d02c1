/*
 * guard_test.c - what else a wire that has been taken over may try: floods
 * and guesses.
 */
#include "hostile.h"
#include "base/clock.h"
#include "guard/session.h"

#define FAR 100000 /* more than any socket holds */

static void
many(int g)
{
	struct guard_request r = request(GUARD_RCPT);
	unsigned accepted = 0;

	advance(g, MAIL);
	for (int i = 0; i < 300; i++)
		accepted += ask(g, &r) == GUARD_YES;
	note(accepted == LIM_RCPT_MIN);
	tell(g, GUARD_BYE);
}

static void
deaf(int g)
{
	for (unsigned i = 0; i < FAR; i++)
		tell(g, GUARD_RESET);
}

static void
deaf_to_pages(int g)
{
	advance(g, MBOX);
	for (unsigned i = 0; i < FAR; i++)
		tell(g, GUARD_SIZES);
}

static void
files_and_files(int g)
{
	struct guard_request r = request(GUARD_RESET);

	for (int i = 0; i < 50; i++) {
		advance(g, BODY);
		(void)ask(g, &r);
	}
}

static void
guesses(int g)
{
	struct guard_request r = login("wrong");

	advance(g, REST);
	for (int i = 0; i < 4; i++)
		note(ask(g, &r));
}

static void
test_floods(void)
{
	CHECK(session(&guard_smtp, many) == EX_OK && verdicts("B"));
	CHECK(refused(deaf, 0));
	CHECK(session(&guard_pop3, deaf_to_pages) == EX_SOFTWARE);
	CHECK(refused(files_and_files, 0));
	CHECK(refused(guesses, 0) && verdicts("KKK"));
}

/* When the time is over, what still waits is not served. */
static void
test_overtime(void)
{
	const struct guard_request r = { .op = GUARD_RESET };
	static struct guard g;
	int pair[2];
	char answer;

	CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
	g.start = &start;
	g.service = &guard_smtp;
	g.state = AT_START;
	g.socket = pair[0];
	g.news_fd = -1;
	CHECK(write(pair[1], &r, sizeof(r)) == (ssize_t)sizeof(r));
	CHECK(!guard_serve(&g, getpid(), clock_mono() - 1));
	CHECK(recv(pair[1], &answer, sizeof(answer), MSG_DONTWAIT) < 0);
	close(pair[0]);
	close(pair[1]);
}

int
main(void)
{
	CHECK(hostile_begin());
	test_floods();
	test_overtime();
	CHECK(hostile_end());
	return unit_done();
}
