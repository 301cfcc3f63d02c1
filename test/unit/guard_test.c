/*
 * guard_test.c - what else a wire that has been taken over may try: floods
 * and guesses.
 */
#include "hostile.h"

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

int
main(void)
{
	CHECK(hostile_begin());
	test_floods();
	CHECK(hostile_end());
	return unit_done();
}
