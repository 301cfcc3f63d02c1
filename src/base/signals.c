/*
 * signals.c - signals wait until the process does.
 * Runs in servers, listener, client, and the processes for TLS.
 */
#include "base/signals.h"
#include "base/clock.h"

#include <stddef.h>

/* Not in a page of its own: this one has been written to by now. */
__attribute__((section(".data"))) volatile sig_atomic_t signals_terminated;

static void
on_signal(int number)
{
	if (number != SIGCHLD && (number != SIGHUP || signals_terminated == 0))
		signals_terminated = number;
}

bool
signals_hold(void)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };
	struct sigaction act = { .sa_handler = on_signal };
	sigset_t held;

	if (signal(SIGIO, SIG_IGN) == SIG_ERR)
		return false;
	(void)sigemptyset(&held);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (sigaddset(&held, numbers[i]) != 0 ||
		    sigaction(numbers[i], &act, NULL) != 0)
			return false;
	return sigprocmask(SIG_SETMASK, &held, NULL) == 0;
}

int
signals_wait(struct pollfd *p, nfds_t n, int ms)
{
	struct timespec ts = clock_timespec(ms);
	sigset_t open;

	(void)sigemptyset(&open);
	return ppoll(p, n, &ts, &open);
}

bool
signals_ended(void)
{
	(void)signals_wait(NULL, 0, 0);
	return signals_terminated;
}
