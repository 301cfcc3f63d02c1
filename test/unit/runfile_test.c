/* runfile_test.c - files in `run`: whatever stands there, whoever is killed. */
#include "base/runfile.h"
#include "base/clock.h"
#include "scratch.h"
#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>

#define COUNTS 4

static const struct runfile file = { "counts", 7, COUNTS * sizeof(uint64_t) };
static const struct runfile lock = { .name = "lock" };

static int
open_now(const struct runfile *f)
{
	return runfile_open("run", f, clock_mono() + 10000);
}

/* Adds one to each, as if nobody else did. */
static bool
count(uint64_t now[COUNTS])
{
	int fd = open_now(&file);
	bool ok = fd >= 0 && runfile_get(fd, now, file.size, 0);

	for (unsigned i = 0; ok && i < COUNTS; i++)
		now[i]++;
	ok = ok && runfile_put(fd, now, file.size, 0);
	return close(fd) == 0 && ok;
}

static bool
counts(uint64_t want)
{
	uint64_t now[COUNTS];
	struct stat st;

	if (!count(now) || stat("run/counts", &st) != 0)
		return false;
	return now[0] == want && now[1] == want && now[COUNTS - 1] == want &&
	       S_ISREG(st.st_mode) && (st.st_mode & 0777) == 0600 &&
	       st.st_nlink == 1 && st.st_size == 16 + (off_t)file.size;
}

static void
test_contents(void)
{
	const struct runfile later = { "counts", 8, file.size },
			     longer = { "counts", 7, file.size + 8 };
	uint64_t now[COUNTS], more = 1;
	int fd;

	ABOUT("contents");
	CHECK(counts(1) && counts(2) && counts(3));
	fd = open_now(&file);
	CHECK(runfile_get(fd, now, 8, 8) && now[0] == 3);
	CHECK(!runfile_get(fd, now, 16, file.size - 8) && errno == EIO);
	CHECK(close(fd) == 0);
	/* Another version, another size. */
	fd = open_now(&later);
	CHECK(runfile_get(fd, now, file.size, 0) && now[0] == 0 && now[3] == 0);
	CHECK(runfile_put(fd, &more, 8, 0) && close(fd) == 0);
	fd = open_now(&longer);
	CHECK(runfile_get(fd, now, file.size, 0) && now[0] == 0);
	CHECK(runfile_get(fd, &more, 8, file.size) && more == 0);
	CHECK(close(fd) == 0 && counts(1));
}

/* What may be planted in place of a file. */
static const char *const kinds[] = { "garbage", "nothing", "cut short",
	"too long", "open to others", "a link", "a link to nothing",
	"a second name", "a pipe" };

static bool
plant(size_t kind)
{
	static const char garbage[] =
	    "garbage in place of what was counted ...";
	uint64_t now[COUNTS];

	switch (kind) {
	case 0:
		return scratch_write("run/counts", garbage, 0600);
	case 1:
		return scratch_write("run/counts", "", 0600);
	case 2:
		return count(now) && truncate("run/counts", 25) == 0;
	case 3:
		return count(now) && truncate("run/counts", 1 << 30) == 0;
	case 4:
		return count(now) && chmod("run/counts", 0644) == 0;
	case 5:
		return symlink("../victim", "run/counts") == 0;
	case 6:
		return symlink("nowhere", "run/counts") == 0;
	case 7:
		return link("victim", "run/counts") == 0;
	default:
		return mkfifo("run/counts", 0600) == 0;
	}
}

static bool
is_victim(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size == 7;
}

static void
test_planted(void)
{
	CHECK(scratch_write("victim", "victim\n", 0600));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		ABOUT(kinds[i]);
		CHECK(unlink("run/counts") == 0 && plant(i));
		CHECK(counts(1) && counts(2));
		CHECK(is_victim("victim") && access("run/nowhere", F_OK) != 0);
	}
	CHECK(unlink("victim") == 0);
	ABOUT("a folder");
	CHECK(unlink("run/counts") == 0 && mkdir("run/counts", 0700) == 0);
	CHECK(
	    open_now(&file) < 0 && errno == EISDIR && rmdir("run/counts") == 0);
}

/* Cut short, or away, while somebody has it. */
static void
test_under_way(void)
{
	uint64_t now[COUNTS] = { 5, 5, 5, 5 };
	int fd, other;

	ABOUT("under way");
	fd = open_now(&file);
	CHECK(truncate("run/counts", 0) == 0);
	CHECK(!runfile_get(fd, now, file.size, 0));
	CHECK(runfile_put(fd, now, file.size, 0) && close(fd) == 0);
	CHECK(counts(1));
	fd = open_now(&file);
	CHECK(unlink("run/counts") == 0);
	CHECK(runfile_put(fd, now, file.size, 0));
	/* The lock of a file that is gone locks nobody out. */
	other = runfile_open("run", &file, 0);
	CHECK(other >= 0 && close(other) == 0 && close(fd) == 0 && counts(1));
}

/* Waits until PID has the file as its descriptor FD. */
static void
await_opened(pid_t pid, int fd)
{
	char path[64], to[512];
	ssize_t n = 0;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);
	(void)alarm(60);
	while (n < 10 || memcmp(to + n - 10, "run/counts", 10) != 0)
		n = readlink(path, to, sizeof(to));
	(void)alarm(0);
}

/* Replaced while somebody waits for the lock: the lock of the old one is of no
 * use. */
static void
test_replaced(void)
{
	struct stat mine, there;
	pid_t pid;
	int fd, status;

	ABOUT("replaced");
	fd = open_now(&file);
	if ((pid = fork()) == 0) {
		int got;

		/* The lock goes with all copies of a descriptor. */
		if (dup2(open("/dev/null", O_RDONLY), fd) != fd)
			_exit(1);
		got = open_now(&file);
		_exit(fstat(got, &mine) != 0 ||
		      stat("run/counts", &there) != 0 ||
		      mine.st_ino != there.st_ino);
	}
	await_opened(pid, fd + 2);
	CHECK(rename("run/counts", "run/old") == 0);
	CHECK(scratch_write("run/counts", "", 0600));
	CHECK(close(fd) == 0);
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	CHECK(unlink("run/old") == 0);
}

static void
test_lock(void)
{
	char longer[1100];
	int64_t deadline = clock_mono() + 100;
	int fd = runfile_open("run", &lock, 0);

	ABOUT("lock");
	CHECK(fd >= 0);
	CHECK(runfile_open("run", &lock, 0) < 0 && errno == EWOULDBLOCK);
	CHECK(runfile_open("run", &lock, deadline) < 0 &&
	      errno == EWOULDBLOCK && clock_mono() >= deadline);
	CHECK(close(fd) == 0 && close(runfile_open("run", &lock, 0)) == 0);
	CHECK(unlink("run/lock") == 0);
	CHECK(runfile_open("nowhere", &lock, 0) < 0 && errno == ENOENT);
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	CHECK(runfile_open(longer, &lock, 0) < 0 && errno == ENAMETOOLONG);
}

static _Noreturn void
keep_counting(void)
{
	uint64_t now[COUNTS];

	while (count(now))
		;
	_exit(1);
}

/* Killed at any point: all counts are the same ever after. */
static void
test_killed(void)
{
	uint64_t now[COUNTS], before = 0;
	struct timespec moment = { 0 };

	ABOUT("killed");
	for (long i = 0; i < 60; i++) {
		pid_t pid = fork(), other = pid > 0 ? fork() : 0;

		if (pid <= 0 || other <= 0)
			keep_counting();
		/* Now and then in the middle of making it. */
		if (i % 4 == 0) {
			(void)unlink("run/counts");
			before = 0;
		}
		moment.tv_nsec = 100000 + i * 37000;
		(void)nanosleep(&moment, NULL);
		CHECK(kill(pid, SIGKILL) == 0 && kill(other, SIGKILL) == 0);
		CHECK(waitpid(pid, NULL, 0) == pid &&
		      waitpid(other, NULL, 0) == other);
		CHECK(count(now) && now[0] == now[1] && now[0] == now[3] &&
		      now[0] > before);
		before = now[0];
	}
	CHECK(before > 1);
}

/* No addition is lost among processes that go on. */
static void
test_many(void)
{
	enum { PROCESSES = 8, TIMES = 50 };
	uint64_t now[COUNTS];
	pid_t pid[PROCESSES];
	int status;

	ABOUT("many");
	CHECK(unlink("run/counts") == 0);
	for (unsigned i = 0; i < PROCESSES; i++)
		if ((pid[i] = fork()) == 0) {
			for (unsigned k = 0; k < TIMES; k++)
				if (!count(now))
					_exit(1);
			_exit(0);
		}
	for (unsigned i = 0; i < PROCESSES; i++)
		CHECK(waitpid(pid[i], &status, 0) == pid[i] && status == 0);
	CHECK(counts(PROCESSES * TIMES + 1));
}

int
main(void)
{
	(void)umask(077);
	if (!CHECK(scratch_enter()) || !CHECK(mkdir("run", 0700) == 0))
		return 1;
	test_contents();
	test_planted();
	test_under_way();
	test_replaced();
	test_lock();
	test_killed();
	test_many();
	CHECK(scratch_remove("run") && scratch_leave());
	return unit_done();
}
