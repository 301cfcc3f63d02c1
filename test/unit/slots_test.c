/* slots_test.c - four locks over all processes, and no more. */
#include "vault/slots.h"
#include "base/clock.h"
#include "scratch.h"
#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

/* A process that takes a slot, says so, and keeps it until it is killed. */
static pid_t
holder(void)
{
	int said[2], fd;
	char c = 0;
	pid_t pid;

	if (pipe(said) != 0 || (pid = fork()) < 0)
		return -1;
	if (pid == 0) {
		c = slots_take("run", clock_mono() + 10000, &fd) == SLOTS_TAKEN
			? 'y'
			: 'n';
		if (write(said[1], &c, 1) != 1 || c != 'y')
			_exit(1);
		for (;;)
			pause();
	}
	close(said[1]);
	CHECK(read(said[0], &c, 1) == 1 && c == 'y');
	close(said[0]);
	return pid;
}

static void
end(pid_t pid)
{
	CHECK(kill(pid, SIGKILL) == 0 && waitpid(pid, NULL, 0) == pid);
}

static void
test_four(void)
{
	pid_t pid[SLOTS];
	int fd, other;
	int64_t deadline;

	for (unsigned i = 0; i < SLOTS; i++)
		pid[i] = holder();
	CHECK(slots_take("run", clock_mono(), &fd) == SLOTS_BUSY && fd == -1);
	deadline = clock_mono() + 120;
	CHECK(slots_take("run", deadline, &fd) == SLOTS_BUSY);
	CHECK(clock_mono() >= deadline);
	/* A process that is killed gives back its slot, and only its own. */
	end(pid[2]);
	CHECK(slots_take("run", clock_mono(), &fd) == SLOTS_TAKEN && fd >= 0);
	CHECK(slots_take("run", clock_mono(), &other) == SLOTS_BUSY);
	CHECK(close(fd) == 0);
	CHECK(slots_take("run", clock_mono(), &fd) == SLOTS_TAKEN);
	CHECK(close(fd) == 0);
	end(pid[0]);
	end(pid[1]);
	end(pid[3]);
}

/* A process that waits gets the next slot that is free. */
static void
test_waits(void)
{
	pid_t pid[SLOTS], waiting;
	int status;

	for (unsigned i = 0; i < SLOTS; i++)
		pid[i] = holder();
	waiting = fork();
	if (waiting == 0) {
		int fd;

		_exit(slots_take("run", clock_mono() + 60000, &fd) !=
		      SLOTS_TAKEN);
	}
	end(pid[3]);
	CHECK(waitpid(waiting, &status, 0) == waiting && status == 0);
	for (unsigned i = 0; i < 3; i++)
		end(pid[i]);
}

int
main(void)
{
	int fd;

	if (!CHECK(scratch_enter()))
		return 1;
	CHECK(slots_take("run", clock_mono() + 10000, &fd) == SLOTS_NOTHING);
	CHECK(errno == ENOENT && fd == -1);
	CHECK(mkdir("run", 0700) == 0);
	test_four();
	test_waits();
	CHECK(unlink("run/slot.0") == 0 && symlink("x", "run/slot.0") == 0);
	CHECK(slots_take("run", clock_mono() + 10000, &fd) == SLOTS_TAKEN);
	CHECK(access("run/x", F_OK) != 0 && close(fd) == 0);
	CHECK(unlink("run/slot.0") == 0 && mkdir("run/slot.0", 0700) == 0);
	CHECK(slots_take("run", clock_mono() + 10000, &fd) == SLOTS_NOTHING);
	CHECK(errno == EISDIR && rmdir("run/slot.0") == 0);
	for (unsigned i = 0; i < SLOTS; i++) {
		char name[16];

		snprintf(name, sizeof(name), "run/slot.%u", i);
		CHECK(i == 0 || unlink(name) == 0);
	}
	CHECK(rmdir("run") == 0 && scratch_leave());
	return unit_done();
}
