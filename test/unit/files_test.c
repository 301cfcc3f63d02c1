/*
 * files_test.c - what a wire that has been taken over may try with the file of
 * its message, and with other descriptors.
 */
#include "hostile.h"
#include "sandbox/sandbox.h"

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
	ABOUT("A4: the wire passes no descriptor on");
	accomplice = takes;
	for (size_now = 0; size_now < 3; size_now++) {
		CHECK(refused(passes_on, 0) && verdicts(""));
		CHECK(logged("end=killed signal=31"));
	}
	CHECK(passed == 0);
	accomplice = NULL;
}
#endif

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
	ABOUT("A4: the wire has no more descriptors than it needs");
	CHECK(refused(hoards, 0) && verdicts("BAAB"));
}

static enum {
	NOTHING,
	FORGE, /* another sender in the trace header */
	GROW,  /* beyond max-size */
	SHRINK,
	LINK,    /* a second name */
	REPLACE, /* another file under its name */
	FOLLOW,  /* a link under its name */
	HOLD,    /* open for writing */
	LEASE,   /* the signal that comes when a lease is broken */
	CHANGES
} change_now;

static void
waits(int g)
{
	char c;

	advance(g, BODY);
	(void)store(9);
	(void)!write(STDIN_FILENO, "x", 1);
	(void)!read(STDIN_FILENO, &c, 1);
	close(body);
	note(commit(g, change_now == GROW ? MAX_SIZE : 10));
	tell(g, GUARD_BYE);
}

/* The only file in its tmp/, and what is made of it. */
static int
change(const char *path)
{
	static char much[MAX_SIZE];
	int fd = open(path, O_RDWR);
	bool ok = fd >= 0;

	switch (change_now) {
	case FORGE:
		ok = ok && pwrite(fd, "X", 1, 20) == 1;
		break;
	case GROW:
		ok = ok && lseek(fd, 0, SEEK_END) > 0 &&
		     write(fd, much, MAX_SIZE) == MAX_SIZE;
		break;
	case LEASE:
		ok = ok && kill(guarding, SIGIO) == 0;
		break;
	case SHRINK:
		ok = ok && ftruncate(fd, 20) == 0;
		break;
	case LINK:
		ok = ok && link(path, "other") == 0;
		break;
	case REPLACE:
	case FOLLOW:
		ok = ok && rename(path, "other") == 0 &&
		     (change_now == REPLACE
			     ? system("cp -p other mail/b.c/b/tmp/copy") == 0 &&
				   rename("mail/b.c/b/tmp/copy", path) == 0
			     : symlink("../../../../other", path) == 0);
		break;
	default:
		break;
	}
	CHECK(ok);
	if (change_now != HOLD)
		close(fd);
	return change_now == HOLD ? fd : -1;
}

static int held;

static void
tampers(int peer)
{
	DIR *d;
	struct dirent *e;
	char c, path[600];

	CHECK(read(peer, &c, 1) == 1);
	d = opendir("mail/b.c/b/tmp");
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.') {
			snprintf(
			    path, sizeof(path), "mail/b.c/b/tmp/%s", e->d_name);
			break;
		}
	CHECK(e != NULL);
	held = change(path);
	closedir(d);
	CHECK(write(peer, "x", 1) == 1);
}

static void
test_tampering(void)
{
	ABOUT("A4, A26: a file that was changed is not kept");
	accomplice = tampers;
	change_now = NOTHING;
	CHECK(session(&guard_smtp, waits) == EX_OK && mailbox() == 1);
	while (++change_now < CHANGES) {
		if (change_now == FOLLOW) /* no breach: it cannot be opened */
			CHECK(session(&guard_smtp, waits) == EX_OK &&
			      mailbox() == 0 && logged("storage"));
		else if (change_now == LEASE) /* A26 */
			CHECK(session(&guard_smtp, waits) == EX_OK &&
			      mailbox() == 1);
		else
			CHECK(refused(waits, 0) && logged("violation"));
		if (held >= 0)
			close(held);
		(void)unlink("other");
	}
	accomplice = NULL;
}

int
main(void)
{
	CHECK(hostile_begin());
	test_files();
	test_descriptors();
	test_tampering();
	CHECK(hostile_end());
	return unit_done();
}
