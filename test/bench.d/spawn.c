/*
 * spawn.c - what it takes to start a program, have its banner, say nothing
 * and see it end, times COUNT; for test/bench. Prints the microseconds of one
 * such session, by the clock.
 *
 * usage: spawn COUNT PROGRAM ARGUMENT...
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
need(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "spawn: %s\n", what);
	exit(71);
}

static double
now(void)
{
	struct timespec t;

	need(clock_gettime(CLOCK_MONOTONIC, &t) == 0, "no clock");
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
session(char **argv)
{
	static char *env[] = { NULL };
	char reply[512];
	int pair[2], status;
	pid_t pid;

	need(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0,
	    "no socket");
	/* posix_spawn(3) resets every signal first, which takes longer. */
	pid = vfork();
	if (pid == 0) {
		if (dup2(pair[1], 0) == 0 && dup2(pair[1], 1) == 1)
			execve(argv[0], argv, env);
		_exit(71);
	}
	need(pid > 0, "no process");
	close(pair[1]);
	need(shutdown(pair[0], SHUT_WR) == 0, "no end of input");
	while (read(pair[0], reply, sizeof(reply)) > 0)
		;
	need(waitpid(pid, &status, 0) == pid && status == 0, "it failed");
	close(pair[0]);
}

int
main(int argc, char **argv)
{
	double start;
	long count;

	need(argc >= 3, "see the source for its usage");
	count = atol(argv[1]);
	session(argv + 2);
	start = now();
	for (long i = 0; i < count; i++)
		session(argv + 2);
	printf("%.3f\n", (now() - start) / (double)count);
	need(fflush(stdout) == 0, "cannot print");
	return 0;
}
