/*
 * seccomp_tls.c - tlsd-lite on Linux: filters that list what is allowed.
 * Runs in the key process and in the relay. GnuTLS takes memory as it goes.
 */
#include "sandbox/filter.h"
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

#include <linux/futex.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>

/* Memory of its own, for data and not for code; it has no file to map. */
#ifdef __NR_mmap2
#define MAP IF(__NR_mmap2, 0, ARG_WITHIN_LEN + 1), NO_CODE, PASS
#elif defined(__s390x__)
#define MAP ALLOW(mmap) /* which has its arguments in memory there */
#else
#define MAP IF(__NR_mmap, 0, ARG_WITHIN_LEN + 1), NO_CODE, PASS
#endif
#define NO_CODE ARG_WITHIN(2, PROT_READ | PROT_WRITE)
#define MEMORY \
	ALLOW(brk), ALLOW(munmap), ALLOW(mremap), ALLOW(madvise), MAP, \
	    IF(__NR_mprotect, 0, ARG_WITHIN_LEN + 1), NO_CODE, PASS

/* pthread_once(3) wakes the threads that may wait for it; there are none. */
#define ONCE \
	IF(__NR_futex, 0, ARG_WITHIN_LEN + 1), \
	    ARG_WITHIN(1, FUTEX_WAKE | FUTEX_PRIVATE_FLAG), PASS

/* On the descriptor that the key process has. */
#define ON_SOCKET(call) \
	IF(__NR_##call, 0, ARG_IS_LEN + 1), ARG_IS(0, SANDBOX_KEY), PASS

static const struct sock_filter key[] = {
	LOAD_ARCH,
	MUST_BE(ARCH),
	LOAD_CALL,
	ALLOW_ASAN ON_SOCKET(read),
	ON_SOCKET(write),
	MEMORY,
	ONCE,
	ALLOW(getrandom),
	MUST_BE(__NR_exit_group),
};

static const struct sock_filter relay[] = {
	TALK MEMORY,
	ONCE,
	ALLOW(shutdown),
};

bool
sandbox_key(int socket)
{
	struct filter f = { .n = 0 };

	filter_add(&f, key, sizeof(key) / sizeof(key[0]));
	return rlimits_key(socket) &&
	       prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
	       filter_enter(&f);
}

bool
sandbox_relay(void)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
	       filter_talk(relay, sizeof(relay) / sizeof(relay[0]));
}
