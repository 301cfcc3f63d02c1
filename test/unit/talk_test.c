/*
 * talk_test.c - what the wire can do, confined as it is: talk, and fill a
 * file up to its limit; and that it ends when the guard does.
 */
#include "confined.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>

#define FINE 42

static char buf[64];

static int
talk(void)
{
	struct timespec now, no_time = { 0, 0 };

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
	    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now) != 0 ||
	    getrandom(buf, 8, 0) != 8)
		return 2;
	/* 0, 1, /dev/null and the socket: no other descriptor. */
	for (int i = 0; i < 64; i++) {
		struct pollfd p = { .fd = i, .events = POLLOUT };

		if (ppoll(&p, 1, &no_time, NULL) < 0)
			return 3;
		if (((p.revents & POLLNVAL) != 0) != (i > SANDBOX_SOCKET))
			return 4;
	}
	if (sendto(SANDBOX_SOCKET, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL, NULL,
		0) != 1 ||
	    recvfrom(SANDBOX_SOCKET, buf, 1, MSG_DONTWAIT, NULL, NULL) >= 0 ||
	    errno != EAGAIN || write(SANDBOX_SOCKET, "y", 1) != 1)
		return 5;
	if (write(STDERR_FILENO, "lost\n", 5) != 5)
		return 6;
	return close(STDIN_FILENO) == 0 && read(STDIN_FILENO, buf, 1) < 0 &&
		       errno == EBADF
		   ? FINE
		   : 7;
}

static const char text[LIMIT + 1];

/* A file as another one than fd 1: no more than LIMIT. */
static int
fill(void)
{
	if (write(STDIN_FILENO, text, LIMIT + 1) != LIMIT)
		return 2;
	return write(STDIN_FILENO, text, 1) < 0 && errno == EFBIG ? FINE : 3;
}

static int
reply(void)
{
	return write(STDOUT_FILENO, text, LIMIT + 1) == LIMIT + 1 ? FINE : 2;
}

static int file, number;

static bool
as_wire_with_file(int socket)
{
	/* The output of this test may be a file. */
	return dup2(socket, STDOUT_FILENO) >= 0 && dup2(file, number) >= 0 &&
	       as_wire(socket);
}

/* How WHAT ends with a file of SIZE octets as descriptor AS. */
static int
with_file(const char *path, off_t size, int as, int (*what)(void))
{
	int result = -1000;

	number = as;
	file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (file >= 0 && ftruncate(file, size) == 0)
		result = confined_by(as_wire_with_file, what);
	(void)close(file);
	(void)unlink(path);
	return result;
}

static int
wait_for_ever(void)
{
	struct pollfd p = { .fd = SANDBOX_SOCKET, .events = POLLIN };

	return poll(&p, 1, -1);
}

/* The wire ends with its parent, even if its socket is held open. */
static bool
dies_with_parent(void)
{
	int ends[2], status;
	char c;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		return false;
	if (pid == 0) {
		(void)dup2(ends[1], STDOUT_FILENO);
		(void)close(ends[0]);
		(void)close(ends[1]);
		(void)socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
		if (fork() == 0)
			_exit(sandbox_wire(pair[1], 1, LIMIT) &&
				      write(STDOUT_FILENO, "r", 1) == 1
				  ? wait_for_ever()
				  : 1);
		/* Its own copy of the pipe goes; the wire's stays. */
		(void)close(STDOUT_FILENO);
		(void)poll(NULL, 0, 200);
		_exit(0);
	}
	(void)close(ends[1]);
	(void)alarm(20);
	if (read(ends[0], &c, 1) != 1 || waitpid(pid, &status, 0) != pid)
		return false;
	status = (int)read(ends[0], &c, 1);
	(void)alarm(0);
	(void)close(ends[0]);
	return status == 0;
}

int
main(void)
{
	char path[300];
	const char *tmp = getenv("BATS_TEST_TMPDIR");

	(void)snprintf(path, sizeof(path), "%s/sandbox.%d",
	    tmp != NULL ? tmp : "/tmp", (int)getpid());
	(void)signal(SIGXFSZ, SIG_IGN);
	CHECK(confined(talk) == FINE);
	CHECK(with_file(path, 0, STDIN_FILENO, fill) == FINE);
	CHECK(with_file(path, 0, STDOUT_FILENO, reply) == FINE);
	CHECK(with_file(path, 5000, STDOUT_FILENO, reply) == FINE);
	CHECK(dies_with_parent());
	return unit_done();
}
