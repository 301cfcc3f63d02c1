/*
 * slots.c - at most four password hashes at once, over all processes.
 * Runs in the guard. A lock goes with its descriptor, so that a process
 * that is killed leaves none behind.
 */
#include "vault/slots.h"
#include "base/clock.h"
#include "base/runfile.h"

#include <errno.h>
#include <poll.h>

/* No call waits for the first of four locks, nor until a deadline, so we look
 * again this often. It is short beside a hash, and happens only while four of
 * them run. */
#define SLOTS_PAUSE_MS 50

enum slots_rc
slots_take(const char *run, int64_t deadline, int *fd)
{
	char name[] = "slot.0";
	const struct runfile slot = { .name = name };
	int left;

	do {
		for (int i = 0; i < SLOTS; i++) {
			name[sizeof(name) - 2] = (char)('0' + i);
			*fd = runfile_open(run, &slot, 0);
			if (*fd >= 0)
				return SLOTS_TAKEN;
			if (errno != EWOULDBLOCK)
				return SLOTS_NOTHING;
		}
		left = clock_left(deadline);
		(void)poll(
		    NULL, 0, left < SLOTS_PAUSE_MS ? left : SLOTS_PAUSE_MS);
	} while (left > 0);
	return SLOTS_BUSY;
}
