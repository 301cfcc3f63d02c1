/* runfile_owner_test.c - files in `run`: whose they are. */
#include "base/clock.h"
#include "base/runfile.h"
#include "scratch.h"
#include "unit.h"

#include <sys/wait.h>

#define COUNTS 4

static const struct runfile file = { "counts", 7, COUNTS * sizeof(uint64_t) };

static bool
is_victim(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size == 7;
}

/* The name that what is in the way now will have. */
static void
aside(char path[64])
{
	struct stat st;

	CHECK(stat("account/counts", &st) == 0);
	snprintf(path, 64, "account/counts.foreign.%ju", (uintmax_t)st.st_ino);
}

#define ACCOUNT 65534

/* Runs TEST as an account, which root is not. */
static bool
as_account(bool test(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit((geteuid() == 0 && setuid(ACCOUNT) != 0) || !test());
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* The account has the file, which is new. */
static bool
anew(void)
{
	uint64_t now[COUNTS];
	int fd = runfile_open("account", &file, clock_mono() + 10000);

	return fd >= 0 && runfile_get(fd, now, file.size, 0) && now[0] == 0 &&
	       close(fd) == 0;
}

/* It has it, with what root has counted. */
static bool
counted_by_root(void)
{
	uint64_t now[COUNTS];
	int fd = runfile_open("account", &file, clock_mono() + 10000);

	return fd >= 0 && runfile_get(fd, now, file.size, 0) && now[0] == 5 &&
	       close(fd) == 0;
}

/* A file of our own that we may not open. */
static bool
unusable(void)
{
	static const mode_t modes[] = { 0000, 0200, 0400 };
	struct stat st;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!anew() || chmod("account/counts", modes[i]) != 0 ||
		    !anew() || stat("account/counts", &st) != 0 ||
		    (st.st_mode & 0777) != 0600 ||
		    unlink("account/counts") != 0)
			return false;
	return true;
}

/* It may be somebody's, and is not lost. */
static bool
of_another_program(void)
{
	char path[64];

	if (!scratch_write("account/counts", "victim\n", 0644))
		return false;
	aside(path);
	return anew() && is_victim(path);
}

/* Why there is no file; without a folder it is another reason. */
static bool
told_why(void)
{
	return chmod("account", 0500) == 0 &&
	       runfile_open("account", &file, 0) < 0 && errno == EACCES &&
	       chmod("account", 0700) == 0;
}

static bool
untouched(void)
{
	return runfile_open("account", &file, 0) < 0 && errno == EEXIST;
}

/* Root has started a session by hand. */
static void
test_root(void)
{
	uint64_t five[COUNTS] = { 5, 5, 5, 5 };
	char path[64];
	struct stat st;
	int fd;

	CHECK(chown("account", ACCOUNT, ACCOUNT) == 0 && chmod(".", 0711) == 0);
	fd = runfile_open("account", &file, 0);
	CHECK(fd >= 0 && runfile_put(fd, five, sizeof(five), 0));
	CHECK(fstat(fd, &st) == 0 && st.st_uid == ACCOUNT && close(fd) == 0);
	CHECK(as_account(counted_by_root));
	/* It has left a file of its own, once upon a time. */
	CHECK(unlink("account/counts") == 0);
	CHECK(scratch_write("account/counts", "victim\n", 0600));
	aside(path);
	CHECK(as_account(anew) && is_victim(path));
	CHECK(unlink(path) == 0 && unlink("account/counts") == 0);
	/* In a folder that is not ours. */
	CHECK(chown("account", 0, 0) == 0 && chmod("account", 0777) == 0);
	CHECK(scratch_write("account/counts", "victim\n", 0600));
	CHECK(as_account(untouched) && is_victim("account/counts"));
	CHECK(chown("account", ACCOUNT, ACCOUNT) == 0);
	CHECK(chmod("account", 0700) == 0 && unlink("account/counts") == 0);
}

static void
test_account(void)
{
	CHECK(mkdir("account", 0700) == 0);
	if (geteuid() == 0)
		test_root();
	CHECK(as_account(unusable));
	CHECK(as_account(told_why));
	CHECK(as_account(of_another_program));
	CHECK(scratch_remove("account"));
}

int
main(void)
{
	(void)umask(077);
	if (!CHECK(scratch_enter()))
		return 1;
	test_account();
	CHECK(scratch_leave());
	return unit_done();
}
