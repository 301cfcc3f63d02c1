/*
 * clock.c - monotonic deadlines, and the date. Runs in every process.
 */
#include "base/clock.h"

#include <limits.h>

int64_t
clock_mono(void)
{
	struct timespec ts = { 0, 0 };

	/* Cannot fail for these two clocks. */
	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int
clock_left(int64_t deadline)
{
	int64_t left = deadline - clock_mono();

	if (left <= 0)
		return 0;
	return left > INT_MAX ? INT_MAX : (int)left;
}

struct timespec
clock_timespec(int ms)
{
	return (struct timespec){ ms / 1000, ms % 1000 * 1000000L };
}

struct timespec
clock_wall(void)
{
	struct timespec ts = { 0, 0 };

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	return ts;
}
