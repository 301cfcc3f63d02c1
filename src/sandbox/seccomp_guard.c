/*
 * seccomp_guard.c - the guard on Linux: what it must never ask the kernel for.
 * Runs in the guard, when its folders are settled and before the wire may
 * begin. A list of what is forbidden: what a guard needs of files depends on
 * the C library, and one call too few would lose mail.
 */
#include "sandbox/filter.h"

#include <errno.h>
#include <sys/mman.h>

#define DENY(call) IF(__NR_##call, 0, 1), KILL
/* None of BITS may be set in argument N of CALL. */
#define WITHOUT(call, n, bits) \
	IF((call), 0, 4), LOAD(LOW(n)), \
	    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), KILL, PASS
/* Argument 0 of CALL is WHO. */
#define ONLY_FOR(call, who) \
	IF(__NR_##call, 0, ARG_IS_LEN + 1), ARG_IS(0, who), PASS

/* To execute, to make a process, to trace one, to signal any but the wire, to
 * be dumpable again. The leak checker of the test suite does most of it. */
#ifdef WITH_SANITIZERS
#define PROGRAMS
#else
#define PROGRAMS \
	DENY(execve), DENY(execveat), DENY(ptrace), DENY(tkill), DENY(tgkill), \
	    DENY(clone), DENY(clone3), IF(__NR_prctl, 0, 1), \
	    ANSWER(SECCOMP_RET_ERRNO | EPERM),
#endif
#if defined(__NR_fork) && !defined(WITH_SANITIZERS)
#define FORK DENY(fork), DENY(vfork),
#else
#define FORK
#endif
#define PROCESSES \
	DENY(process_vm_readv), DENY(process_vm_writev), \
	    DENY(process_madvise), DENY(rt_sigqueueinfo), \
	    DENY(rt_tgsigqueueinfo), DENY(pidfd_open), DENY(pidfd_getfd), \
	    DENY(pidfd_send_signal), DENY(kcmp), DENY(setns), DENY(unshare), \
	    ONLY_FOR(prlimit64, 0)

/* Other machines and other services; the log has its socket. */
#define NETWORK \
	DENY(socket), DENY(socketpair), DENY(connect), DENY(bind), \
	    DENY(listen), DENY(accept4)
#ifdef __NR_accept
#define ACCEPT DENY(accept),
#else
#define ACCEPT
#endif
#ifdef __NR_socketcall
#define SOCKETCALL DENY(socketcall),
#else
#define SOCKETCALL
#endif

/* The kernel and the machine. */
#define MACHINE \
	DENY(mount), DENY(umount2), DENY(pivot_root), DENY(open_tree), \
	    DENY(move_mount), DENY(fsopen), DENY(chroot), DENY(mknodat), \
	    DENY(open_by_handle_at), DENY(fanotify_init), DENY(add_key), \
	    DENY(request_key), DENY(keyctl), DENY(bpf), DENY(perf_event_open), \
	    DENY(userfaultfd), DENY(memfd_create), DENY(io_uring_setup), \
	    DENY(io_uring_enter), DENY(personality), DENY(init_module), \
	    DENY(finit_module), DENY(kexec_load), DENY(reboot)

/* Code from elsewhere. */
#ifdef __NR_mmap2
#define NR_MAP __NR_mmap2
#elif defined(__s390x__)
#define NR_MAP __NR_mprotect /* mmap has its arguments in memory there */
#else
#define NR_MAP __NR_mmap
#endif
#define CODE WITHOUT(NR_MAP, 2, PROT_EXEC), WITHOUT(__NR_mprotect, 2, PROT_EXEC)

/* The x32 table; -1 is a call that a tracer took away. */
#ifdef __x86_64__
#define X32 \
	IF(~0U, 2, 0), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), \
	    KILL,
#else
#define X32
#endif

bool
filter_guard(pid_t wire)
{
	const struct sock_filter rules[] = { LOAD_ARCH, MUST_BE(ARCH),
		LOAD_CALL, X32 PROGRAMS FORK ACCEPT SOCKETCALL PROCESSES,
		ONLY_FOR(kill, wire), NETWORK, MACHINE, CODE, PASS };

	return filter_enter(rules, sizeof(rules) / sizeof(rules[0]));
}
