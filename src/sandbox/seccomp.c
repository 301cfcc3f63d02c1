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
