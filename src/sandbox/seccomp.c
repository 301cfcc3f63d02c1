/*
 * seccomp.c - the wire on Linux: a filter that lists what is allowed.
 * Runs in the wire, before the first byte is read.
 */
#include "sandbox/filter.h"
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

#include <asm/termbits.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Listed calls of a range of numbers stand together, so that each call is
 * compared with few. */
#define RANGE 64U
#define RANGES_END 512

/* Talks on descriptors that are open. The kernel makes restart_syscall of a
 * poll that was stopped and continued. */
static const unsigned talk[] = {
#ifdef __NR_poll
	__NR_poll,
#endif
#ifdef __NR_ppoll_time64
	__NR_ppoll_time64, __NR_clock_gettime64,
#endif
	__NR_read, __NR_write, __NR_ppoll, __NR_close, __NR_clock_gettime,
	__NR_getrandom, __NR_rt_sigreturn, __NR_exit_group, __NR_exit,
	__NR_restart_syscall
};

static const struct sock_filter wire[] = {
	TALK
	    /* Descriptors are taken from the guard alone. */
	    IF(__NR_recvmsg, 0, ARG_IS_LEN + 1),
	ARG_IS(0, SANDBOX_SOCKET),
	PASS,
};

/* tcsetattr(3) of glibc 2.42 and later, which supports all speeds. */
#ifdef TCSETSW2
#define ALLOW_TTY2 IF(TCGETS2, TO_PASS, 0), IF(TCSETSW2, TO_PASS, 0),
#define TTY2_LEN 2
#else
#define ALLOW_TTY2
#define TTY2_LEN 0
#endif

static const struct sock_filter client[] = {
	TALK IF(__NR_shutdown, TO_PASS, 0),
	/* Its child, which becomes tlsc-lite, is seen to end. */
	ALLOW(wait4),
	/* The modes of the terminal are given back: what tcsetattr(3) asks a
	 * terminal for, and nothing else. */
	IF(__NR_ioctl, 0, TTY2_LEN + 3),
	LOAD(LOW(1)),
	IF(TCGETS, TO_PASS, 0),
	ALLOW_TTY2 IF(TCSETSW, TO_PASS, TO_KILL),
};

/* In the order of TO_PASS and TO_KILL. */
static const struct sock_filter verdicts[] = { PASS, KILL };

void
filter_add(struct filter *f, const struct sock_filter *rules, size_t n)
{
	memcpy(f->rules + f->n, rules, n * sizeof(*rules));
	f->n += n;
}

void
filter_calls(
    struct filter *f, const unsigned *calls, size_t n, unsigned char to)
{
	const struct sock_filter others = verdicts[to == TO_PASS];

	for (unsigned first = 0; first < RANGES_END; first += RANGE) {
		size_t start = f->n + 1, end = start;

		for (size_t i = 0; i < n; i++)
			if (calls[i] - first < RANGE)
				f->rules[end++] =
				    (struct sock_filter)IF(calls[i], to, 0);
		if (end == start)
			continue;
		f->rules[end++] = others;
		f->rules[f->n] = (struct sock_filter)JUMP(BPF_JGT,
		    first + RANGE - 1, (unsigned char)(end - start), 0);
		f->n = end;
	}
	f->rules[f->n++] = others;
}

/* Returns the length of a jump from the rule AT, when the verdicts follow N
 * rules. */
static unsigned char
resolve(unsigned char jump, size_t at, size_t n)
{
	return jump < TO_PASS ? jump
			      : (unsigned char)(n - 1 - at + jump - TO_PASS);
}

bool
filter_enter(struct filter *f)
{
	size_t n = f->n;
	const struct sock_fprog program = { (unsigned short)(n + 2), f->rules };

	filter_add(f, verdicts, 2);
	for (size_t i = 0; i < n; i++)
		if (BPF_CLASS(f->rules[i].code) == BPF_JMP) {
			f->rules[i].jt = resolve(f->rules[i].jt, i, n);
			f->rules[i].jf = resolve(f->rules[i].jf, i, n);
		}
	return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

bool
filter_talk(const struct sock_filter *rules, size_t n)
{
	struct filter f = { .n = 0 };

	filter_add(&f, rules, n);
	filter_calls(&f, talk, sizeof(talk) / sizeof(talk[0]), TO_PASS);
	return filter_enter(&f);
}

bool
sandbox_wire(int guard, unsigned files, uint64_t file_limit)
{
	return rlimits_wire(guard, files, file_limit) &&
	       prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
	       filter_talk(wire, sizeof(wire) / sizeof(wire[0]));
}

bool
sandbox_client(void)
{
	return filter_talk(client, sizeof(client) / sizeof(client[0]));
}
