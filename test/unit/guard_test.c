/*
 * guard_test.c - what else a wire that has been taken over may try: files,
 * descriptors, floods.
 */
#include "hostile.h"
#include "sandbox/sandbox.h"

#define FAR 100000 /* more than any socket holds */

static size_t size_now;

/* Files. */

static uint64_t claim_now;

static void
claims(int g)
{
	advance(g, BODY);
	(void)store(size_now);
	close(body);
	note(commit(g, claim_now));
	tell(g, GUARD_BYE);
}

static void
twice(int g)
{
	advance(g, BODY);
	(void)store(9);
	close(body);
	note(commit(g, 10));
	note(commit(g, 10));
}

static void
while_open(int g)
{
	advance(g, BODY);
	(void)store(9);
	note(commit(g, 10));
}

/* Writes on while the guard makes the file durable, and closes it before the
 * guard looks whether it is closed. */
static void
while_syncing(int g)
{
	struct guard_request r = { .op = GUARD_COMMIT, .u.commit.size = 10 };

	advance(g, BODY);
	(void)store(9);
	guard_tell(g, &r);
	for (size_t i = 0; i < size_now; i++)
		(void)store(1);
	close(body);
	note(guard_listen(g, &reply, NULL));
}

static void
too_much(int g)
{
	advance(g, BODY);
	for (int i = 0; i < 4; i++)
		note(store(MAX_SIZE) ? 0 : 1);
	close(body);
	note(commit(g, MAX_SIZE));
}

static void
test_files(void)
{
	size_now = 9;
	claim_now = 10;
	CHECK(session(&guard_smtp, claims) == EX_OK && mailbox() == 1);
	claim_now = 18; /* nine line ends, for all that the guard knows */
	CHECK(session(&guard_smtp, claims) == EX_OK && mailbox() == 1);
	claim_now = 19;
	CHECK(refused(claims, 0) && logged("violation"));
	claim_now = 8;
	CHECK(refused(claims, 0) && logged("violation"));
	claim_now = UINT64_MAX;
	CHECK(refused(claims, 0) && logged("violation"));
	size_now = MAX_SIZE - 1;
	claim_now = MAX_SIZE + 1;
	CHECK(refused(claims, 0) && logged("violation"));
	CHECK(refused(twice, 1) && logged("violation") && verdicts("B"));
	CHECK(refused(while_open, 0) && logged("violation") && verdicts(""));
	for (size_now = 1; size_now < 2000; size_now = size_now * 3 / 2 + 1) {
		(void)session(&guard_smtp, while_syncing);
		CHECK(mailbox() >= 0); /* or a name that does not tell */
	}
	CHECK(refused(too_much, 0) && verdicts("ABBB"));
}

/* Descriptors. */

#ifdef FILTERED
/* A4: over a UNIX socket as fd 0 it would give the peer what it holds. */
static void
passes_on(int g)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int))];
	} control = { .head = { .cmsg_level = SOL_SOCKET,
			  .cmsg_type = SCM_RIGHTS,
			  .cmsg_len = CMSG_LEN(sizeof(int)) } };
	static char octet[1];
	struct iovec iov = { octet, 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = sizeof(control.space) };
	int fd;

	advance(g, BODY);
	fd = size_now == 0 ? body : g;
	memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	note(sendmsg(size_now < 2 ? STDIN_FILENO : g, &msg, 0) == 1);
}

static unsigned passed;

static void
takes(int peer)
{
	char c, space[CMSG_SPACE(sizeof(int))];
	struct iovec iov = { &c, 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = space,
		.msg_controllen = sizeof(space) };

	passed += recvmsg(peer, &msg, MSG_CMSG_CLOEXEC) > 0 &&
		  CMSG_FIRSTHDR(&msg) != NULL;
}

static void
test_passing(void)
{
	accomplice = takes;
	for (size_now = 0; size_now < 3; size_now++) {
		CHECK(refused(passes_on, 0) && verdicts(""));
		CHECK(logged("end=killed signal=31"));
	}
	CHECK(passed == 0);
	accomplice = NULL;
}
#endif

/* A4: it has room for one file and no more. */
static void
hoards(int g)
{
	struct guard_request r = request(GUARD_RESET);

	for (int i = 0; i < 3; i++) {
		advance(g, BODY);
		note(body >= 0);
		(void)ask(g, &r);
	}
	close(SANDBOX_SOCKET + 1);
	advance(g, BODY);
	note(body >= 0);
}

static void
test_descriptors(void)
{
#ifdef FILTERED
	test_passing();
#endif
	CHECK(refused(hoards, 0) && verdicts("BAAB"));
}

/* Floods. */

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
test_more(void)
{
	CHECK(session(&guard_smtp, many) == EX_OK && verdicts("B"));
	CHECK(refused(deaf, 0));
	CHECK(session(&guard_pop3, deaf_to_pages) == EX_SOFTWARE);
	CHECK(refused(files_and_files, 0));
	CHECK(refused(guesses, 0) && verdicts("KKL"));
}

int
main(void)
{
	CHECK(hostile_begin());
	test_files();
	test_descriptors();
	test_more();
	CHECK(hostile_end());
	return unit_done();
}
