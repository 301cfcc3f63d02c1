/*
 * seccomp.c - the wire on Linux: a filter that lists what is allowed.
 * Runs in the wire, before the first byte is read.
 */
#include "sandbox/filter.h"
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

#include <asm/termbits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __NR_poll
#define ALLOW_OLD ALLOW(poll),
#else
#define ALLOW_OLD
#endif
#ifdef __NR_ppoll_time64
#define ALLOW_TIME64 ALLOW(ppoll_time64), ALLOW(clock_gettime64),
#else
#define ALLOW_TIME64
#endif
#ifdef WITH_SANITIZERS
/* Only in builds for the test suite: what ASan's runtime calls. */
#define ALLOW_ASAN \
	ALLOW(mmap), ALLOW(munmap), ALLOW(madvise), ALLOW(mprotect), \
	    ALLOW(futex), ALLOW(sigaltstack), ALLOW(rt_sigaction), \
	    ALLOW(rt_sigprocmask), ALLOW(getpid), ALLOW(gettid), \
	    ALLOW(sched_yield),
#else
#define ALLOW_ASAN
#endif

/* To the peer of the socket and nobody else, and nothing but octets: with an
 * address, or as a message with control data, it would be another call. */
#define NO_ADDRESS ARG_IS(4, 0), ARG_IS(5, 0)
#define ALLOW_SEND(call, flags) \
	IF(__NR_##call, 0, ARG_WITHIN_LEN + 2 * ARG_IS_LEN + 1), \
	    ARG_WITHIN(3, flags), NO_ADDRESS, PASS

/* To talk on what one has. The kernel makes restart_syscall of a poll that
 * was stopped and continued. */
#define TALK \
	LOAD_ARCH, MUST_BE(ARCH), LOAD_CALL, ALLOW(read), ALLOW(write), \
	    ALLOW(ppoll), ALLOW_SEND(recvfrom, MSG_DONTWAIT), \
	    ALLOW_SEND(sendto, MSG_DONTWAIT | MSG_NOSIGNAL), ALLOW(close), \
	    ALLOW(clock_gettime), ALLOW(getrandom), ALLOW(rt_sigreturn), \
	    ALLOW(exit_group), ALLOW(exit), ALLOW(restart_syscall), \
	    ALLOW_OLD ALLOW_TIME64 ALLOW_ASAN

static const struct sock_filter wire[] = {
	/* Descriptors come from the guard and from nobody else. */
	TALK IF(__NR_recvmsg, 1, 0),
	KILL,
	ARG_IS(0, SANDBOX_SOCKET),
	PASS,
};

/* tcsetattr(3) of glibc 2.42 and later, which knows of any speed. */
#ifdef TCSETSW2
#define ALLOW_TTY2 IF(TCGETS2, 0, 1), PASS, IF(TCSETSW2, 0, 1), PASS,
#else
#define ALLOW_TTY2
#endif

static const struct sock_filter client[] = {
	TALK ALLOW(shutdown),
	/* The terminal gets back what was changed: what tcsetattr(3) asks a
	 * terminal for, and nothing else. */
	IF(__NR_ioctl, 1, 0),
	KILL,
	/* The kernel looks at no more of it than this half. */
	LOAD(LOW(1)),
	IF(TCGETS, 0, 1),
	PASS,
	IF(TCSETSW, 0, 1),
	PASS,
	ALLOW_TTY2 KILL,
};

bool
filter_enter(const struct sock_filter *rules, size_t n)
{
	const struct sock_fprog program = {
		.len = (unsigned short)n,
		.filter = (struct sock_filter *)(uintptr_t)rules,
	};

	return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

bool
sandbox_wire(int guard, uint64_t file_limit)
{
	return rlimits_wire(guard, file_limit) &&
	       prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
	       filter_enter(wire, sizeof(wire) / sizeof(wire[0]));
}

bool
sandbox_client(void)
{
	return filter_enter(client, sizeof(client) / sizeof(client[0]));
}
