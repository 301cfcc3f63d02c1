/*
 * tls_sandbox_test.c - what code in the key process and in the relay of TLS can
 * do to this machine: nothing but talk on what it was given. Each attempt is a
 * process of its own, and must be its last.
 */
#include "confined.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/un.h>

static char buf[64];
static struct stat st;
static const struct sockaddr_un syslog = { AF_UNIX, "/dev/log" };
static struct iovec iov = { buf, 1 };
static struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };

TRY(open, open("/etc/passwd", O_RDONLY))
TRY(create, openat(AT_FDCWD, "/tmp/evil", O_WRONLY | O_CREAT, 0600))
TRY(exec, execl("/bin/true", "true", NULL))
TRY(socket, socket(AF_INET, SOCK_STREAM, 0))
TRY(socketpair, socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
TRY(connect, connect(SANDBOX_KEY, (const void *)&syslog, sizeof(syslog)))
TRY(ptrace, ptrace(PTRACE_ATTACH, parent, NULL, NULL))
TRY(kill, kill(parent, SIGCONT))
TRY(fork, fork())
TRY(unlink, unlink("/tmp/evil"))
TRY(stat, stat("/etc/shadow", &st))
TRY(dumpable, prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))
TRY(ioctl, ioctl(SANDBOX_KEY, FIONREAD, buf))
TRY(sendmsg, sendmsg(SANDBOX_KEY, &message, 0))
TRY(recvmsg, recvmsg(SANDBOX_KEY, &message, MSG_DONTWAIT))
TRY(send_to,
    sendto(SANDBOX_KEY, buf, 1, 0, (const void *)&syslog, sizeof(syslog)))
TRY(dup, dup(SANDBOX_KEY))
TRY(code,
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
TRY(make_code, mprotect(buf, sizeof(buf), PROT_READ | PROT_EXEC))

/* Of the key process alone. */
TRY(read_other, read(STDIN_FILENO, buf, 1))
TRY(write_other, write(STDERR_FILENO, "x", 1))
TRY(send, send(SANDBOX_KEY, "x", 1, 0))
TRY(receive, recv(SANDBOX_KEY, buf, 1, MSG_DONTWAIT))
TRY(poll, poll(NULL, 0, 0))
TRY(close, close(SANDBOX_KEY))

static bool
be_key(int socket)
{
	return sandbox_key(socket);
}

static bool
be_relay(int socket)
{
	return dup2(socket, SANDBOX_KEY) >= 0 && sandbox_relay();
}

#define ROW(name) \
	{ \
#name, try_##name \
	}
struct attempt {
	const char *name;
	int (*run)(void);
};

static void
all_die(bool (*be)(int socket), const struct attempt *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!CHECK(confined_by(be, a[i].run) == -SIGSYS))
			printf("%s is possible\n", a[i].name);
}

static void
test_attempts(void)
{
	static const struct attempt both[] = { ROW(open), ROW(create),
		ROW(exec), ROW(socket), ROW(socketpair), ROW(connect),
		ROW(ptrace), ROW(kill), ROW(fork), ROW(unlink), ROW(stat),
		ROW(dumpable), ROW(ioctl), ROW(sendmsg), ROW(recvmsg),
		ROW(send_to), ROW(dup), ROW(code), ROW(make_code) };
	static const struct attempt key[] = { ROW(read_other), ROW(write_other),
		ROW(send), ROW(receive), ROW(poll), ROW(close) };
	/* The sanitizers need the last two, so they are allowed there. */
	size_t n = sizeof(both) / sizeof(both[0]) - 2 * SANITIZED;

	all_die(be_key, both, n);
	all_die(be_relay, both, n);
	all_die(be_key, key, sizeof(key) / sizeof(key[0]));
}

/* Calls that they need work. */

static int
work_key(void)
{
	char *p = malloc(1 << 20);

	if (p == NULL || getrandom(p, 16, 0) != 16 ||
	    write(SANDBOX_KEY, p, 16) != 16)
		return 1;
	free(p);
	return 42;
}

static int
work_relay(void)
{
	struct pollfd q = { .fd = SANDBOX_KEY, .events = POLLOUT };
	char *p = malloc(1 << 20);
	bool ok = p != NULL && poll(&q, 1, 0) == 1 &&
		  send(SANDBOX_KEY, p, 1, MSG_DONTWAIT | MSG_NOSIGNAL) == 1 &&
		  shutdown(SANDBOX_KEY, SHUT_WR) == 0;

	free(p);
	return ok ? 42 : 1;
}

static void
test_work(void)
{
	CHECK(confined_by(be_key, work_key) == 42);
	CHECK(confined_by(be_relay, work_relay) == 42);
}

int
main(void)
{
	test_attempts();
	test_work();
	return unit_done();
}
