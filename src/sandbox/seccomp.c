/*
 * seccomp.c - the wire on Linux: a filter that lists what is allowed.
 * Runs in the wire, before the first byte is read.
 */
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__i386__)
#define ARCH AUDIT_ARCH_I386
#elif defined(__arm__)
#define ARCH AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define ARCH AUDIT_ARCH_PPC64LE
#elif defined(__s390x__)
#define ARCH AUDIT_ARCH_S390X
#else
#error "no seccomp architecture known: configure --with-sandbox=none"
#endif

#define LOAD(member) \
	BPF_STMT( \
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ALLOW(call) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

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

/* To talk on what one has. The kernel makes restart_syscall of a poll that
 * was stopped and continued. */
#define TALK \
	LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0), KILL, \
	    LOAD(nr), ALLOW(read), ALLOW(write), ALLOW(ppoll), ALLOW(recvmsg), \
	    ALLOW(sendmsg), ALLOW(close), ALLOW(clock_gettime), \
	    ALLOW(getrandom), ALLOW(rt_sigreturn), ALLOW(exit_group), \
	    ALLOW(exit), ALLOW(restart_syscall), \
	    ALLOW_OLD ALLOW_TIME64 ALLOW_ASAN

static const struct sock_filter wire[] = { TALK KILL };

/* The low half of what ioctl is asked to do. */
#define REQUEST \
	(offsetof(struct seccomp_data, args[1]) + \
	    (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0))

static const struct sock_filter client[] = {
	TALK ALLOW(shutdown),
	/* The terminal gets back what was changed: what tcsetattr(3) asks a
	 * terminal for, and nothing else. */
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ioctl, 1, 0),
	KILL,
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, REQUEST),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TCGETS, 2, 0),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TCSETSW, 1, 0),
	KILL,
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static bool
enter(const struct sock_filter *rules, size_t n)
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
	       enter(wire, sizeof(wire) / sizeof(wire[0]));
}

bool
sandbox_client(void)
{
	return enter(client, sizeof(client) / sizeof(client[0]));
}
