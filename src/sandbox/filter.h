/*
 * filter.h - how a seccomp filter is written down. Private to src/sandbox.
 */
#ifndef SANDBOX_FILTER_H
#define SANDBOX_FILTER_H

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>

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

/* An argument has 64 bits; a filter loads 32 of them at a time. */
#define ARG(n) offsetof(struct seccomp_data, args[n])
#define BIG_ENDIAN_4 (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0)
#define LOW(n) (ARG(n) + BIG_ENDIAN_4)
#define HIGH(n) (ARG(n) + 4 - BIG_ENDIAN_4)

#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (at))
#define LOAD_ARCH LOAD(offsetof(struct seccomp_data, arch))
#define LOAD_CALL LOAD(offsetof(struct seccomp_data, nr))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define KILL ANSWER(SECCOMP_RET_KILL_PROCESS)
#define PASS ANSWER(SECCOMP_RET_ALLOW)
#define JUMP(op, value, yes, no) \
	BPF_JUMP(BPF_JMP | (op) | BPF_K, (value), (yes), (no))
/* Skips YES instructions if what was loaded is VALUE, NO if it is not; or goes
 * to a verdict. */
#define IF(value, yes, no) JUMP(BPF_JEQ, value, yes, no)
#define TO_PASS 254
#define TO_KILL 255
/* The instructions of a filter, at most, with its verdicts. */
#define FILTER_MAX 192

/* These go on only if their condition holds; each has so many instructions. */
#define MUST_BE(value) IF(value, 0, TO_KILL)
#define ARG_IS(n, value) \
	LOAD(HIGH(n)), MUST_BE(0), LOAD(LOW(n)), MUST_BE((uint32_t)(value))
#define ARG_IS_LEN 4
/* No bit is set but those of BITS. */
#define ARG_WITHIN(n, bits) \
	LOAD(HIGH(n)), MUST_BE(0), LOAD(LOW(n)), \
	    BPF_STMT(BPF_ALU | BPF_AND | BPF_K, ~(uint32_t)(bits)), MUST_BE(0)
#define ARG_WITHIN_LEN 5

#define ALLOW(call) IF(__NR_##call, TO_PASS, 0)
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
#define ALLOW_OCTETS(call, flags) \
	IF(__NR_##call, 0, ARG_WITHIN_LEN + 2 * ARG_IS_LEN + 1), \
	    ARG_WITHIN(3, flags), NO_ADDRESS, PASS

/* How rules for filter_talk begin. */
#define TALK \
	LOAD_ARCH, MUST_BE(ARCH), LOAD_CALL, \
	    ALLOW_OCTETS(recvfrom, MSG_DONTWAIT), \
	    ALLOW_OCTETS(sendto, MSG_DONTWAIT | MSG_NOSIGNAL), ALLOW_ASAN

struct filter {
	size_t n;
	struct sock_filter rules[FILTER_MAX];
};

/* Appends N rules. */
void filter_add(struct filter *f, const struct sock_filter *rules, size_t n);
/* Appends the last word on all calls: the N listed go TO a verdict, the others
 * to the other one. */
void filter_calls(
    struct filter *f, const unsigned *calls, size_t n, unsigned char to);
/* From here on this process is under F, which is to be short: the kernel
 * translates it for each process, and goes through it for each call there is.
 * False with errno. */
bool filter_enter(struct filter *f);
/* Enters a filter of N RULES, which begin with TALK. If they have no verdict on
 * a call, it passes if it talks on open descriptors or exits. */
bool filter_talk(const struct sock_filter *rules, size_t n);
/* Enters the filter of the guard, which may signal WIRE and no other process,
 * and send messages on SOCKET alone. False with errno. */
bool filter_guard(pid_t wire, int socket);

#endif
