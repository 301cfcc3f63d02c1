/*
 * signals.c - signals wait until the process does.
 * Runs in both processes of a server.
 */
#include "base/signals.h"

#include <poll.h>
#include <stddef.h>

volatile sig_atomic_t signals_terminated;

static void
on_signal(int number)
{
	if (number != SIGCHLD)
		signals_terminated = 1;
}

bool
signals_hold(void)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };
	struct sigaction act = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t held;

	if (sigaction(SIGIO, &ignore, NULL) != 0)
		return false;
	(void)sigemptyset(&held);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (sigaddset(&held, numbers[i]) != 0 ||
		    sigaction(numbers[i], &act, NULL) != 0)
			return false;
	return sigprocmask(SIG_SETMASK, &held, NULL) == 0;
}

bool
signals_ended(void)
{
	struct timespec now = { 0, 0 };
	sigset_t open;

	(void)sigemptyset(&open);
	(void)ppoll(NULL, 0, &now, &open);
	return signals_terminated;
}
