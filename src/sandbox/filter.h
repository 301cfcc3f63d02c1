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

/* An argument has 64 bits, and a filter sees 32 of them at a time. */
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
/* Skips YES instructions if what was loaded is VALUE, NO if it is not. */
#define IF(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), yes, no)

/* Goes on only if it is so; this many instructions each. */
#define MUST_BE(value) IF(value, 1, 0), KILL
#define ARG_IS(n, value) \
	LOAD(HIGH(n)), MUST_BE(0), LOAD(LOW(n)), MUST_BE((uint32_t)(value))
#define ARG_IS_LEN 6
/* No bit is set but those of BITS. */
#define ARG_WITHIN(n, bits) \
	LOAD(HIGH(n)), MUST_BE(0), LOAD(LOW(n)), \
	    BPF_STMT(BPF_ALU | BPF_AND | BPF_K, ~(uint32_t)(bits)), MUST_BE(0)
#define ARG_WITHIN_LEN 7

#define ALLOW(call) IF(__NR_##call, 0, 1), PASS

/* From here on this process is under RULES. */
bool filter_enter(const struct sock_filter *rules, size_t n);
/* The guard's; it may signal WIRE and nobody else. */
bool filter_guard(pid_t wire);

#endif
