/*
 * guard_test.c - what else a wire that has been taken over may try: floods,
 * guesses, and to say too much of itself.
 */
#include "hostile.h"
#include "base/clock.h"
#include "base/counters.h"
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

static bool opens;

/* Says of itself what would make the counters of all run backwards. */
static void
boasting(int g)
{
	struct guard_request r = { .op = GUARD_READ };

	advance(g, MBOX);
	if (opens)
		note(ask(g, &r));
	r = (struct guard_request){ .op = GUARD_BYE,
		.u.bye = { .commands = 2, .octets = UINT64_MAX } };
	guard_tell(g, &r);
}

static bool
counted(uint64_t octets)
{
	uint64_t n[COUNTERS_SERVERS][COUNTERS_ROOM];

	return counters_read("run", n) &&
	       n[COUNTERS_POP3][COUNT_OCTETS] == octets;
}

static void
test_octets_sent(void)
{
	ABOUT("A4: no octet counts as sent of a message that was not opened");
	CHECK(system("mkdir -p mail/b.c/b/tmp mail/b.c/b/new mail/b.c/b/cur") ==
	      0);
	CHECK(scratch_write("mail/b.c/b/new/1.x,S=2,W=3", "x\n", 0600));
	CHECK(session(&guard_pop3, boasting) == EX_OK);
	CHECK(logged(" octets=0 ") && counted(0));
	opens = true;
	CHECK(session(&guard_pop3, boasting) == EX_OK && verdicts("B"));
	CHECK(logged(" octets=3 ") && counted(3));
	CHECK(mailbox() == 1);
	ABOUT("");
}

/* Of two descriptors that come together one is kept, and the other is not left
 * open unknown. */
static void
test_two_descriptors(void)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(2 * sizeof(int))];
	} control = { 0 };
	char octet = 'x';
	struct iovec iov = { &octet, 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control) };
	int pair[2], two[2] = { 0, 1 }, next, fd = -1;

	CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
	control.head.cmsg_level = SOL_SOCKET;
	control.head.cmsg_type = SCM_RIGHTS;
	control.head.cmsg_len = CMSG_LEN(sizeof(two));
	memcpy(CMSG_DATA(&control.head), two, sizeof(two));
	CHECK(sendmsg(pair[0], &msg, 0) == 1);
	next = dup(0);
	close(next);
	CHECK(passfd_receive(pair[1], &octet, 1, &fd, 0) == 1);
	CHECK(fd == next && close(fd) == 0);
	CHECK(dup(0) == next && close(next) == 0);
	close(pair[0]);
	close(pair[1]);
}

int
main(void)
{
	CHECK(hostile_begin());
	test_floods();
	test_overtime();
	test_octets_sent();
	test_two_descriptors();
	CHECK(hostile_end());
	return unit_done();
}
