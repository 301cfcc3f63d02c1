/*
 * seccomp_guard.c - the guard on Linux: calls that it must never make.
 * Runs in the guard, when its folders are settled and before the wire may
 * begin. It is a list of what is forbidden: what a guard needs of files depends
 * on the C library, and one call too few would lose mail.
 */
#include "sandbox/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/mman.h>

/* None of BITS may be set in argument N of CALL. */
#define WITHOUT(call, n, bits) \
	IF((call), 0, 2), LOAD(LOW(n)), JUMP(BPF_JSET, bits, TO_KILL, TO_PASS)
/* Argument 0 of CALL is WHO. */
#define ONLY_FOR(call, who) \
	IF(__NR_##call, 0, ARG_IS_LEN + 1), ARG_IS(0, who), PASS

/* Executing, making a process, tracing one, signalling any but the wire,
 * becoming dumpable again. The leak checker of the test suite does most of
 * it. */
#ifdef WITH_SANITIZERS
#define PROGRAMS
#else
#define PROGRAMS \
	__NR_execve, __NR_execveat, __NR_ptrace, __NR_tkill, __NR_tgkill, \
	    __NR_clone, __NR_clone3,
#endif
#if defined(__NR_fork) && !defined(WITH_SANITIZERS)
#define FORK __NR_fork, __NR_vfork,
#else
#define FORK
#endif
#define PROCESSES \
	__NR_process_vm_readv, __NR_process_vm_writev, __NR_process_madvise, \
	    __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo, __NR_pidfd_open, \
	    __NR_pidfd_getfd, __NR_pidfd_send_signal, __NR_kcmp, __NR_setns, \
	    __NR_unshare

/* Other machines and other services. The socket of the log is open by then, and
 * leads to the log alone: octets go to no address, and a message, which may
 * name one, goes on the socket to the wire. No descriptor gets the number of
 * that. */
#define NETWORK \
	__NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, \
	    __NR_accept4, __NR_sendmmsg, __NR_dup, __NR_dup3
#ifdef __NR_dup2
#define DUP2 __NR_dup2,
#else
#define DUP2
#endif
#define TO_PEER IF(__NR_sendto, 0, 2 * ARG_IS_LEN + 1), NO_ADDRESS, PASS
#ifdef __NR_accept
#define ACCEPT __NR_accept,
#else
#define ACCEPT
#endif
#ifdef __NR_socketcall
#define SOCKETCALL __NR_socketcall,
#else
#define SOCKETCALL
#endif

/* The kernel and the machine. */
#define MACHINE \
	__NR_mount, __NR_umount2, __NR_pivot_root, __NR_open_tree, \
	    __NR_move_mount, __NR_fsopen, __NR_chroot, __NR_mknodat, \
	    __NR_open_by_handle_at, __NR_fanotify_init, __NR_add_key, \
	    __NR_request_key, __NR_keyctl, __NR_bpf, __NR_perf_event_open, \
	    __NR_userfaultfd, __NR_memfd_create, __NR_io_uring_setup, \
	    __NR_io_uring_enter, __NR_personality, __NR_init_module, \
	    __NR_finit_module, __NR_kexec_load, __NR_reboot

/* Code from elsewhere, by calls whose arguments a filter need not see. */
#define SHARED __NR_pkey_mprotect, __NR_shmget, __NR_shmat
#ifdef __NR_ipc
#define IPC __NR_ipc,
#else
#define IPC
#endif
#if defined(__NR_mmap2) && defined(__NR_mmap)
#define OLD_MAP __NR_mmap,
#else
#define OLD_MAP
#endif

static const unsigned denied[] = {
	PROGRAMS FORK ACCEPT DUP2 SOCKETCALL IPC OLD_MAP PROCESSES, NETWORK,
	MACHINE, SHARED
};
_Static_assert(sizeof(denied) / sizeof(denied[0]) + 80 < FILTER_MAX,
    "a filter has room for so many");

/* To be dumpable again, to signal any but the wire. */
#ifdef WITH_SANITIZERS
#define NO_PRCTL
#else
#define NO_PRCTL IF(__NR_prctl, 0, 1), ANSWER(SECCOMP_RET_ERRNO | EPERM),
#endif

/* Code from elsewhere. */
#ifdef __NR_mmap2
#define NR_MAP __NR_mmap2
#elif defined(__s390x__)
#define NR_MAP __NR_mprotect /* mmap has its arguments in memory there */
#else
#define NR_MAP __NR_mmap
#endif
#define CODE WITHOUT(NR_MAP, 2, PROT_EXEC), WITHOUT(__NR_mprotect, 2, PROT_EXEC)

/* fcntl(2) may choose neither the process that a descriptor signals, nor the
 * signal, and may make no second descriptor. The lease of a message needs none
 * of that: it signals us. */
#define CONTROL(call) \
	IF(call, 0, 6), LOAD(LOW(1)), IF(F_SETOWN, TO_KILL, 0), \
	    IF(F_SETOWN_EX, TO_KILL, 0), IF(F_SETSIG, TO_KILL, 0), \
	    IF(F_DUPFD, TO_KILL, 0), IF(F_DUPFD_CLOEXEC, TO_KILL, TO_PASS)
#ifdef __NR_fcntl64
#define OWNER CONTROL(__NR_fcntl), CONTROL(__NR_fcntl64), DEVICE
#else
#define OWNER CONTROL(__NR_fcntl), DEVICE
#endif
#define DEVICE \
	IF(__NR_ioctl, 0, 3), LOAD(LOW(1)), IF(FIOSETOWN, TO_KILL, 0), \
	    IF(SIOCSPGRP, TO_KILL, TO_PASS)

/* The x32 table; -1 is a call that a tracer took away. */
#ifdef __x86_64__
#define X32 JUMP(BPF_JGE, 0x40000000, 0, 1), IF(~0U, TO_PASS, TO_KILL),
#else
#define X32
#endif

bool
filter_guard(pid_t wire, int socket)
{
	const struct sock_filter head[] = { LOAD_ARCH, MUST_BE(ARCH), LOAD_CALL,
		X32 NO_PRCTL ONLY_FOR(prlimit64, 0), ONLY_FOR(kill, wire),
		ONLY_FOR(sendmsg, socket), TO_PEER, OWNER, CODE };
	struct filter f = { .n = 0 };

	filter_add(&f, head, sizeof(head) / sizeof(head[0]));
	filter_calls(&f, denied, sizeof(denied) / sizeof(denied[0]), TO_KILL);
	return filter_enter(&f);
}
