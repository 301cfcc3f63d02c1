/*
 * sandbox_test.c - what code in the wire can do to this machine: only talk on
 * the descriptors that it was given. Each attempt is a process of its own, and
 * must be its last.
 */
#include "confined.h"

#include <asm/termbits.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

/* The arguments are those of somebody who has taken the wire over. */

static int on = 1;
static char buf[64];
static struct stat st;
static const struct sockaddr_un syslog = { AF_UNIX, "/dev/log" };

TRY(open, open("/etc/passwd", O_RDONLY))
TRY(create, openat(AT_FDCWD, "/tmp/evil", O_WRONLY | O_CREAT, 0600))
TRY(exec, execl("/bin/true", "true", NULL))
TRY(socket, socket(AF_INET, SOCK_STREAM, 0))
TRY(connect, connect(SANDBOX_SOCKET, (const void *)&syslog, sizeof(syslog)))
TRY(ptrace, ptrace(PTRACE_ATTACH, parent, NULL, NULL))
TRY(kill, kill(parent, SIGCONT))
TRY(fork, fork())
TRY(mmap,
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
TRY(unlink, unlink("/tmp/evil"))
TRY(chmod, chmod("/tmp/evil", 0777))
TRY(setsockopt,
    setsockopt(SANDBOX_SOCKET, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)))
TRY(readlink, readlink("/proc/self/exe", buf, sizeof(buf)))
TRY(stat, stat("/etc/shadow", &st))
TRY(dumpable, prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))
TRY(ioctl, ioctl(STDIN_FILENO, TIOCSTI, "x"))
TRY(lseek, lseek(STDOUT_FILENO, 0, SEEK_SET))
TRY(pwrite, pwrite(STDOUT_FILENO, "x", 1, 0))

/* A4: a socket leads to its peer and nowhere else, octets are all that goes
 * out, and descriptors come from the guard. A filter that looked at half of an
 * argument would let some of these pass. */
#define HIGH ((unsigned long)1 << (sizeof(long) == 8 ? 32 : 0))
#define TO_SYSLOG (const void *)&syslog, sizeof(syslog)

static struct iovec iov = { buf, 1 };
static struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };

TRY(sendmsg_guard, sendmsg(SANDBOX_SOCKET, &message, 0))
TRY(sendmsg_peer, sendmsg(STDIN_FILENO, &message, 0))
TRY(recvmsg_peer, recvmsg(STDIN_FILENO, &message, MSG_DONTWAIT))
TRY(recvmsg_high,
    syscall(SYS_recvmsg, HIGH | SANDBOX_SOCKET, &message, MSG_DONTWAIT))
TRY(send_to, sendto(SANDBOX_SOCKET, buf, 1, 0, TO_SYSLOG))
TRY(send_high, syscall(SYS_sendto, SANDBOX_SOCKET, buf, 1, 0, HIGH, 0))
TRY(send_length, sendto(SANDBOX_SOCKET, buf, 1, 0, NULL, 1))
TRY(send_connect, sendto(SANDBOX_SOCKET, buf, 1, MSG_FASTOPEN, NULL, 0))
TRY(send_urgent, sendto(SANDBOX_SOCKET, buf, 1, MSG_OOB, NULL, 0))
TRY(receive_from,
    syscall(SYS_recvfrom, SANDBOX_SOCKET, buf, 1, MSG_DONTWAIT, buf, &on))
TRY(receive_error,
    recvfrom(SANDBOX_SOCKET, buf, 1, MSG_DONTWAIT | MSG_ERRQUEUE, NULL, NULL))

static void
test_attempts(void)
{
#define ROW(name) \
	{ \
#name, try_##name \
	}
	static const struct {
		const char *name;
		int (*run)(void);
	} attempts[] = {
		ROW(open),
		ROW(create),
		ROW(exec),
		ROW(socket),
		ROW(connect),
		ROW(ptrace),
		ROW(kill),
		ROW(fork),
		ROW(unlink),
		ROW(chmod),
		ROW(setsockopt),
		ROW(readlink),
		ROW(stat),
		ROW(dumpable),
		ROW(ioctl),
		ROW(lseek),
		ROW(pwrite),
		ROW(sendmsg_guard),
		ROW(sendmsg_peer),
		ROW(recvmsg_peer),
		ROW(recvmsg_high),
		ROW(send_to),
		ROW(send_high),
		ROW(send_length),
		ROW(send_connect),
		ROW(send_urgent),
		ROW(receive_from),
		ROW(receive_error),
		ROW(mmap),
	};
	size_t n = sizeof(attempts) / sizeof(attempts[0]);

	/* The sanitizers need mmap, so it is allowed there. */
	for (size_t i = 0; i + SANITIZED < n; i++)
		if (!CHECK(confined(attempts[i].run) == -SIGSYS))
			printf("%s is possible\n", attempts[i].name);
}

/* Any number. */

static long number;

static int
try_number(void)
{
	return (int)syscall(number, 0, 0, 0, 0, 0, 0) & 0;
}

static bool
listed(long n)
{
	static const long list[] = {
		SYS_read,
		SYS_write,
		SYS_ppoll,
		SYS_recvfrom,
		SYS_sendto,
		SYS_close,
		SYS_clock_gettime,
		SYS_getrandom,
		SYS_rt_sigreturn,
		SYS_exit,
		SYS_exit_group,
		SYS_restart_syscall,
#ifdef SYS_poll
		SYS_poll,
#endif
	};
	static const long asan[] = { SYS_mmap, SYS_munmap, SYS_madvise,
		SYS_mprotect, SYS_futex, SYS_sigaltstack, SYS_rt_sigaction,
		SYS_rt_sigprocmask, SYS_getpid, SYS_gettid, SYS_sched_yield };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i] == n)
			return true;
	for (size_t i = 0; i < sizeof(asan) / sizeof(asan[0]); i++)
		if (SANITIZED && asan[i] == n)
			return true;
	return false;
}

/* The kernel lets these two pass any filter; they are for the trampolines
 * of its own probes and do nothing for others. */
static bool
is_probe(long n)
{
#ifdef __x86_64__
	return n == 335 || n == 336;
#else
	return n < 0;
#endif
}

static void
test_numbers(void)
{
	for (number = 0; number < 600; number++)
		if (!listed(number) && !is_probe(number) &&
		    !CHECK(confined(try_number) == -SIGSYS))
			printf("system call %ld is possible\n", number);
#ifdef __x86_64__
	/* The x32 table, where the kernel has it or not. */
	for (long n = 0; n < 600; n++) {
		number = n | 0x40000000L;
		if (!CHECK(confined(try_number) == -SIGSYS))
			printf("x32 call %ld is possible\n", n);
	}
#endif
	number = -1;
	CHECK(confined(try_number) == -SIGSYS);
}

#ifdef __x86_64__
/* The table of 32 bits has other numbers: 3 is read there, and here close. */
static int
try_int80(void)
{
	int result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");
	return result & 0;
}
#endif

/* There is no terminal, so each is an error. */
static int
try_terminal(unsigned long what)
{
	pid_t pid;
	int status;

	(void)fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(sandbox_client() ? ioctl(-1, what, buf) == 0 : 2);
	if (waitpid(pid, &status, 0) != pid)
		return -1000;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void
test_terminal(void)
{
	ABOUT("A15: the client gives the terminal back, by any tcsetattr(3)");
	CHECK(try_terminal(TCGETS) == 0 && try_terminal(TCSETSW) == 0);
#ifdef TCSETSW2
	CHECK(try_terminal(TCGETS2) == 0 && try_terminal(TCSETSW2) == 0);
#endif
	CHECK(try_terminal(TIOCSTI) == -SIGSYS);
	ABOUT("");
}

/* A wire that cannot be confined is none. */
static void
test_no_socket(void)
{
	pid_t pid;
	int status;

	(void)fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(sandbox_wire(-1, 1, LIMIT) ? 1 : 0);
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

int
main(void)
{
	test_no_socket();
	test_terminal();
	test_attempts();
	test_numbers();
#ifdef __x86_64__
	/* SIGSEGV where the kernel has no such table. */
	CHECK(
	    confined(try_int80) == -SIGSYS || confined(try_int80) == -SIGSEGV);
#endif
	return unit_done();
}
