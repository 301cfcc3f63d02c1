/*
 * slots.h - at most four password hashes at once, over all processes: each
 * takes 64 MiB of memory and a core.
 */
#ifndef VAULT_SLOTS_H
#define VAULT_SLOTS_H

#include <stdint.h>

#define SLOTS 4

enum slots_rc {
	SLOTS_TAKEN,
	SLOTS_BUSY,   /* until the deadline */
	SLOTS_NOTHING /* errno: RUN is missing or unusable, so there is no limit
		       */
};

/* Waits for one of the locks in the folder RUN, until DEADLINE (clock.h). *FD
 * is -1, or holds the lock until it is closed. */
enum slots_rc slots_take(const char *run, int64_t deadline, int *fd);

#endif
