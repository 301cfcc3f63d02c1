/*
 * guarded_test.c - calls that code in the guard must never make. Each attempt
 * is a process of its own, and must be its last.
 */
#include "confined.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>

#define SOCKET STDIN_FILENO /* that it may send on */
static pid_t wire;          /* a process that it may signal */
static char buf[64];
static struct iovec iov = { buf, 1 };
static const struct sockaddr_un syslog = { AF_UNIX, "/dev/log" };

#define HIGH ((unsigned long)1 << (sizeof(long) == 8 ? 32 : 0))

TRY(exec, execl("/bin/true", "true", NULL))
TRY(socket, socket(AF_INET, SOCK_STREAM, 0))
TRY(connect, connect(STDIN_FILENO, (const void *)&syslog, sizeof(syslog)))
TRY(ptrace, ptrace(PTRACE_ATTACH, parent, NULL, NULL))
TRY(kill, kill(parent, SIGCONT))
TRY(fork, fork())
TRY(mmap,
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))

TRY(execveat, syscall(SYS_execveat, AT_FDCWD, "/bin/true", NULL, NULL, 0))
TRY(kill_all, kill(-1, 0))
TRY(kill_group, kill(0, 0))
TRY(kill_high, syscall(SYS_kill, HIGH | (unsigned long)wire, 0))
TRY(tgkill, syscall(SYS_tgkill, parent, parent, 0))
TRY(queue, syscall(SYS_rt_sigqueueinfo, parent, 0, buf))
TRY(pidfd, syscall(SYS_pidfd_open, parent, 0))
TRY(peek, syscall(SYS_process_vm_readv, parent, &iov, 1, &iov, 1, 0))
TRY(limit, syscall(SYS_prlimit64, parent, 0, NULL, NULL))
TRY(vfork, syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0))
TRY(clone3, syscall(SYS_clone3, buf, sizeof(buf)))
TRY(pair, socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){ 0 }))
TRY(bind, bind(STDIN_FILENO, (const void *)&syslog, sizeof(syslog)))
TRY(mount, syscall(SYS_mount, "", "", "", 0, NULL))
TRY(unshare, syscall(SYS_unshare, 0))
TRY(keyctl, syscall(SYS_keyctl, 0, 0))
TRY(bpf, syscall(SYS_bpf, 0, buf, sizeof(buf)))
TRY(uring, syscall(SYS_io_uring_setup, 1, buf))
TRY(uffd, syscall(SYS_userfaultfd, 0))
TRY(memfd, syscall(SYS_memfd_create, "", 0))
TRY(mprotect, mprotect(buf, 1, PROT_READ | PROT_EXEC))
TRY(pkey, syscall(SYS_pkey_mprotect, buf, 1, PROT_READ | PROT_EXEC, -1))
TRY(shmget, syscall(SYS_shmget, 0, 1, 0))
TRY(shmat, syscall(SYS_shmat, 0, NULL, 0))

/* A4: a signal by way of a descriptor, and another service by way of the log.
 */
#define OTHER STDERR_FILENO
#define TO_SYSLOG (const void *)&syslog, sizeof(syslog)

static struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };

TRY(own, fcntl(OTHER, F_SETOWN, parent))
TRY(own_ex, fcntl(OTHER, F_SETOWN_EX, buf))
TRY(own_signal, fcntl(OTHER, F_SETSIG, SIGKILL))
TRY(own_file, ioctl(OTHER, FIOSETOWN, &parent))
TRY(own_socket, ioctl(OTHER, SIOCSPGRP, &parent))
TRY(send_to, sendto(OTHER, buf, 1, 0, TO_SYSLOG))
TRY(send_high, syscall(SYS_sendto, OTHER, buf, 1, 0, HIGH, 0))
TRY(send_message, sendmsg(OTHER, &message, 0))
TRY(send_more, syscall(SYS_sendmmsg, OTHER, buf, 1, 0))
TRY(dup, dup(OTHER))
TRY(dup2, dup2(OTHER, SOCKET))
TRY(dup_fcntl, fcntl(OTHER, F_DUPFD, SOCKET))
TRY(dup_cloexec, fcntl(OTHER, F_DUPFD_CLOEXEC, SOCKET))

/* Calls that it may make; 0 if all of them succeed. */
static int
try_allowed(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED || kill(wire, 0) != 0 ||
	       fcntl(STDOUT_FILENO, F_GETFD) < 0 ||
	       (send(SOCKET, buf, 1, 0) < 0 && errno != ENOTSOCK) ||
	       (sendmsg(SOCKET, &message, 0) < 0 && errno != ENOTSOCK) ||
	       (!SANITIZED && prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0) ||
	       getppid() != parent;
}

/* How WHAT ends in a guard. */
static int
guarded(int (*what)(void))
{
	static const char *const none[] = { NULL };
	int status;
	pid_t pid;

	(void)fflush(stdout);
	parent = getpid();
	pid = fork();
	if (pid == 0)
		_exit(sandbox_guard(none, none, wire, SOCKET) != SANDBOX_FAILED
			  ? what()
			  : 1);
	if (waitpid(pid, &status, 0) != pid)
		return -1000;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void
test_guard(void)
{
	/* The first are for what a build with sanitizers needs itself. */
	static const struct {
		const char *name;
		int (*run)(void);
		bool sanitized;
	} attempts[] = {
#define DENIED(name, sanitized) { #name, try_##name, sanitized }
		DENIED(exec, false),
		DENIED(execveat, false),
		DENIED(ptrace, false),
		DENIED(kill, false),
		DENIED(kill_all, false),
		DENIED(kill_group, false),
		DENIED(kill_high, false),
		DENIED(tgkill, false),
		DENIED(fork, false),
		DENIED(vfork, false),
		DENIED(clone3, false),
		DENIED(queue, true),
		DENIED(pidfd, true),
		DENIED(peek, true),
		DENIED(limit, true),
		DENIED(socket, true),
		DENIED(pair, true),
		DENIED(connect, true),
		DENIED(bind, true),
		DENIED(mount, true),
		DENIED(unshare, true),
		DENIED(keyctl, true),
		DENIED(bpf, true),
		DENIED(uring, true),
		DENIED(uffd, true),
		DENIED(memfd, true),
		DENIED(mmap, true),
		DENIED(mprotect, true),
		DENIED(pkey, true),
		DENIED(shmget, true),
		DENIED(shmat, true),
		DENIED(own, true),
		DENIED(own_ex, true),
		DENIED(own_signal, true),
		DENIED(own_file, true),
		DENIED(own_socket, true),
		DENIED(send_to, true),
		DENIED(send_high, true),
		DENIED(send_message, true),
		DENIED(send_more, true),
		DENIED(dup, true),
		DENIED(dup2, true),
		DENIED(dup_fcntl, true),
		DENIED(dup_cloexec, true),
	};

	wire = fork();
	if (wire == 0) {
		(void)pause();
		_exit(0);
	}
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++)
		if ((!SANITIZED || attempts[i].sanitized) &&
		    !CHECK(guarded(attempts[i].run) == -SIGSYS))
			printf("%s is possible\n", attempts[i].name);
	CHECK(guarded(try_allowed) == 0);
	(void)kill(wire, SIGKILL);
	(void)waitpid(wire, NULL, 0);
}

int
main(void)
{
	test_guard();
	return unit_done();
}
