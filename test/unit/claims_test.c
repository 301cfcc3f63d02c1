/*
 * claims_test.c - what a wire that has been taken over may write into a
 * request: sizes, lengths, octets, numbers.
 */
#include "hostile.h"

static size_t size_now;

static void
of_size(int g)
{
	static char any[200000];
	struct guard_request r = request(GUARD_RESET);

	(void)ask(g, &r);
	(void)!write(g, any, size_now);
}

static void
test_sizes(void)
{
	static const size_t sizes[] = { 0, 1, sizeof(struct guard_request) - 1,
		sizeof(struct guard_request) + 1, 65536, 150000 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size_now = sizes[i];
		CHECK(refused(of_size, 0));
		/* Nothing at all is the end of the connection. */
		CHECK(logged("violation") == (size_now > 0));
	}
}

static const char *hello_now;

static void
greeting(int g)
{
	struct guard_request r = hello(hello_now);

	r.u.hello.esmtp = hello_now[0] == '2' ? 2 : 1;
	guard_tell(g, &r);
	tell(g, GUARD_BYE);
}

static struct addr addr_now;

static void
sender(int g)
{
	struct guard_request r = { .op = GUARD_MAIL, .u.mail = addr_now };

	advance(g, REST);
	guard_tell(g, &r);
	tell(g, GUARD_BYE);
}

static void
recipient(int g)
{
	struct guard_request r = { .op = GUARD_RCPT, .u.rcpt = addr_now };

	advance(g, MAIL);
	guard_tell(g, &r);
	tell(g, GUARD_BYE);
}

static void
test_octets(void)
{
	static const char *const hellos[] = { "", " ", "a b", "a\r\nb", "a\n",
		"a\x01", "\x7f", "\xc3\xa9", "a/b", "(c)", "2.example" };
	static const char *const locals[] = { "", "a\r\nb", "a\nX-Evil: y",
		"\x01", "\x7f", "\xff", "\xc0\xaf" };

	for (size_t i = 0; i < sizeof(hellos) / sizeof(hellos[0]); i++) {
		hello_now = hellos[i];
		CHECK(refused(greeting, 0));
	}
	for (size_t i = 0; i < sizeof(locals) / sizeof(locals[0]); i++) {
		CHECK(addr_set(&addr_now, bytes_str(locals[i]), BYTES("b.c")));
		CHECK(refused(sender, 0) && refused(recipient, 0));
		CHECK(addr_set(&addr_now, BYTES("b"), bytes_str(locals[i])));
		CHECK(i == 0 || (refused(sender, 0) && refused(recipient, 0)));
	}
	/* A length beyond the field; a NUL inside. */
	CHECK(addr_set(&addr_now, BYTES("b"), BYTES("b.c")));
	addr_now.local_n = LIM_LOCAL + 1;
	CHECK(refused(sender, 0) && refused(recipient, 0));
	addr_now.local_n = 255;
	CHECK(refused(sender, 0) && refused(recipient, 0));
	addr_now.local_n = 2;
	CHECK(refused(sender, 0) && refused(recipient, 0));
	addr_now = (struct addr){ 0 };
	CHECK(refused(recipient, 0));
}

static void
bad_login(int g)
{
	struct guard_request r = login("right");

	advance(g, REST);
	r.u.login.as.name_n = (uint16_t)(size_now & 0xffff);
	r.u.login.as.password_n = (uint16_t)(size_now >> 16);
	guard_tell(g, &r);
	tell(g, GUARD_BYE);
}

static void
bad_mech(int g)
{
	struct guard_request r = login("right");

	advance(g, REST);
	r.u.login.mech = 3;
	guard_tell(g, &r);
	tell(g, GUARD_BYE);
}

static void
bad_end(int g)
{
	guard_tell(g, &(struct guard_request){
			  .op = GUARD_BYE, .u.bye.end = GUARD_ENDS });
}

static void
bad_outcome(int g)
{
	guard_tell(g, &(struct guard_request){
			  .op = GUARD_BYE, .u.bye.outcome = GUARD_OUTCOMES });
}

static void
test_lengths(void)
{
	size_now = LIM_LOGIN + 1;
	CHECK(refused(bad_login, 0) && logged("violation"));
	size_now = 0xffff;
	CHECK(refused(bad_login, 0) && logged("violation"));
	size_now = (LIM_PASSWORD + 1) << 16;
	CHECK(refused(bad_login, 0) && logged("violation"));
	CHECK(refused(bad_mech, 0) && refused(bad_end, 0));
	CHECK(refused(bad_outcome, 0) && logged("violation"));
}

/* Messages that are not in the listing. */
static struct guard_request beyond_now;

static void
beyond(int g)
{
	advance(g, MBOX);
	guard_tell(g, &beyond_now);
	(void)guard_listen(g, &reply, NULL);
	tell(g, GUARD_BYE);
}

static void
test_listing(void)
{
	static const uint32_t ops[] = { GUARD_SIZES, GUARD_IDS, GUARD_READ };

	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
		beyond_now = (struct guard_request){ .op = ops[i] };
		beyond_now.u.first = 1;
		CHECK(session(&guard_pop3, beyond) == EX_SOFTWARE);
		CHECK(logged("violation"));
		beyond_now.u.first = UINT32_MAX;
		CHECK(session(&guard_pop3, beyond) == EX_SOFTWARE);
		CHECK(logged("violation"));
	}
	beyond_now = (struct guard_request){ .op = GUARD_MARK };
	beyond_now.u.mark.deleted[0] = 1;
	CHECK(session(&guard_pop3, beyond) == EX_SOFTWARE);
	CHECK(logged("violation"));
	beyond_now.u.mark.deleted[0] = 0;
	beyond_now.u.mark.first = UINT32_MAX;
	beyond_now.u.mark.sent[GUARD_MARKS - 1] = 0x80;
	CHECK(session(&guard_pop3, beyond) == EX_SOFTWARE);
	CHECK(logged("violation"));
}

static struct guard_request together[GUARD_BATCH];
static size_t together_n;

static void
at_once(int g)
{
	(void)!write(g, together, together_n * sizeof(together[0]));
	(void)guard_listen(g, &reply, NULL);
	tell(g, GUARD_BYE);
}

/* A request that cannot be refused is posted, and in the middle of a batch no
 * reply is asked for. */
static void
test_posted(void)
{
	struct guard_request greet = hello("a.example");
	struct guard_request mail = addressed(GUARD_MAIL, "a", "b.c");
	struct guard_request rcpt = addressed(GUARD_RCPT, "b", "b.c");

	greet.posted = mail.posted = 1;
	together[0] = greet;
	together[1] = mail;
	together[2] = rcpt;
	together_n = 3;
	CHECK(session(&guard_smtp, at_once) == EX_OK);
	together[1].posted = 0;
	CHECK(refused(at_once, 0) && logged("violation"));
	together[1].posted = together[2].posted = 1;
	CHECK(refused(at_once, 0) && logged("violation"));
	together[1] = rcpt;
	together_n = 2;
	CHECK(refused(at_once, 0) && logged("violation"));
}

static uint32_t failed_now;
static bool keeps;

static void
failed(int g)
{
	advance(g, BODY);
	guard_tell(g, &(struct guard_request){
			  .op = GUARD_FAILED, .u.failed = failed_now });
	if (keeps && store(9) && close(body) == 0)
		(void)commit(g, 9);
	tell(g, GUARD_BYE);
}

static void
test_failed(void)
{
	ABOUT("B6: a message that was not written is logged, and gone");
	failed_now = ENOSPC;
	CHECK(session(&guard_smtp, failed) == EX_OK && mailbox() == 0);
	CHECK(logged("storage rip=192.0.2.1 what=\"cannot write a message\" "
		     "error=\"No space left on device\""));
	keeps = true;
	CHECK(refused(failed, 0) && logged("violation"));
	keeps = false;
	failed_now = 0;
	CHECK(refused(failed, 0) && logged("violation"));
	failed_now = UINT32_MAX;
	CHECK(refused(failed, 0) && logged("violation"));
}

static unsigned greedy_for;

/* Asks for files, and takes the answers when it has asked for all. */
static void
greedy(int g)
{
	struct guard_request file[] = { hello("a.example"),
		addressed(GUARD_MAIL, "a", "b.c"),
		addressed(GUARD_RCPT, "b", "b.c") };

	file[0].posted = file[1].posted = 1;
	advance(g, BODY);
	for (unsigned i = 0; i < greedy_for; i++)
		(void)!write(g, file, sizeof(file));
	for (unsigned i = 0; i < greedy_for; i++) {
		(void)guard_listen(g, &reply, &body);
		close(body);
	}
	tell(g, GUARD_BYE);
}

/* They count for all processes of the user together. */
static void
test_greedy(void)
{
	ABOUT("A2: no wire piles up descriptors under way");
	greedy_for = LIM_AHEAD;
	CHECK(session(&guard_smtp, greedy) == EX_OK && mailbox() == 0);
	greedy_for = 100;
	CHECK(refused(greedy, 0) && logged("cannot answer the wire"));
}

int
main(void)
{
	CHECK(hostile_begin());
	test_greedy();
	test_failed();
	ABOUT("");
	test_sizes();
	test_posted();
	test_octets();
	test_lengths();
	test_listing();
	CHECK(hostile_end());
	return unit_done();
}
