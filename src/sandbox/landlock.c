/*
 * landlock.c - the guard on Linux: only its own folders.
 * Runs in the guard, before the wire may begin.
 */
#include "sandbox/filter.h"
#include "sandbox/sandbox.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Our own words for the kernel's, since its header may be older than the
 * kernel (linux/landlock.h). */
#define FS_EXECUTE (1ULL << 0)
#define FS_WRITE_FILE (1ULL << 1)
#define FS_READ_FILE (1ULL << 2)
#define FS_READ_DIR (1ULL << 3)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_DIR (1ULL << 7)
#define FS_MAKE_REG (1ULL << 8)
#define FS_ABI1 ((1ULL << 13) - 1)
#define FS_REFER (1ULL << 13)
#define FS_TRUNCATE (1ULL << 14)  /* ABI 3 */
#define FS_IOCTL_DEV (1ULL << 15) /* ABI 5 */
#define NET_TCP 3ULL              /* ABI 4: bind and connect */

#define CHANGE \
	(FS_WRITE_FILE | FS_READ_FILE | FS_READ_DIR | FS_REMOVE_FILE | \
	    FS_MAKE_DIR | FS_MAKE_REG | FS_REFER | FS_TRUNCATE)
#define READ (FS_READ_FILE | FS_READ_DIR)
#define OF_A_FILE (FS_WRITE_FILE | FS_READ_FILE)

#define NR_CREATE 444
#define NR_ADD_RULE 445
#define NR_RESTRICT 446
#define VERSION_FLAG 1U
#define PATH_BENEATH 1

struct ruleset {
	uint64_t fs, net;
};

struct beneath {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

/* What cannot be reached needs no rule: without one it is denied. */
static bool
allow(int rules, const char *path, uint64_t what, bool needed)
{
	struct beneath b = { what, open(path, O_PATH | O_CLOEXEC) };
	struct stat st;
	bool ok;

	if (b.fd < 0)
		return !needed;
	ok = fstat(b.fd, &st) == 0;
	if (ok && !S_ISDIR(st.st_mode))
		b.allowed &= OF_A_FILE;
	ok = ok && syscall(NR_ADD_RULE, rules, PATH_BENEATH, &b, 0) == 0;
	return close(b.fd) == 0 && ok;
}

enum sandbox_rc
sandbox_guard(
    const char *const *change, const char *const *read, pid_t wire, int socket)
{
	long abi = syscall(NR_CREATE, NULL, 0, VERSION_FLAG);
	struct ruleset set = { FS_ABI1 | FS_REFER, 0 };
	bool ok;
	int rules;

	/* Without REFER a link from tmp/ into new/ fails with EXDEV. */
	if (abi < 2)
		return filter_guard(wire, socket) ? SANDBOX_NOTHING
						  : SANDBOX_FAILED;
	if (abi >= 3)
		set.fs |= FS_TRUNCATE;
	if (abi >= 4)
		set.net = NET_TCP;
	if (abi >= 5)
		set.fs |= FS_IOCTL_DEV;
	/* A kernel that does not know of NET takes a zero there. */
	rules = (int)syscall(NR_CREATE, &set, sizeof(set), 0);
	if (rules < 0)
		return SANDBOX_FAILED;
	ok = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	for (size_t i = 0; ok && change[i] != NULL; i++)
		ok = allow(rules, change[i], CHANGE & set.fs, i == 0);
	for (; ok && *read != NULL; read++)
		ok = allow(rules, *read, READ, false);
	ok = ok && syscall(NR_RESTRICT, rules, 0) == 0 &&
	     filter_guard(wire, socket);
	return close(rules) == 0 && ok ? SANDBOX_DONE : SANDBOX_FAILED;
}
