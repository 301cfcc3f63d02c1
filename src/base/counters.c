/*
 * counters.c - what the sessions of all processes add up to.
 * Runs in the guard, which adds, and in smtpd-litectl, which reads. Trusts no
 * number that it finds to mean anything.
 */
#include "base/counters.h"
#include "base/file.h"
#include "base/clock.h"
#include "base/runfile.h"

#include <unistd.h>

#define WAIT_MS 1000 /* the peer has gone by then */

static const struct runfile file = { "counters", 2,
	COUNTERS_SERVERS *COUNTERS_ROOM * sizeof(uint64_t) };
_Static_assert(COUNTERS <= COUNTERS_ROOM, "the file has room");

bool
counters_add(
    const char *run, enum counters_server server, const uint64_t n[COUNTERS])
{
	uint64_t all[COUNTERS];
	size_t at = server * sizeof(all[0]) * COUNTERS_ROOM;
	int fd = runfile_open(run, &file, clock_mono() + WAIT_MS);
	bool ok = fd >= 0 && runfile_get(fd, all, sizeof(all), at);

	for (unsigned i = 0; i < COUNTERS && ok; i++)
		all[i] += n[i];
	ok = ok && runfile_put(fd, all, sizeof(all), at);
	file_close(fd);
	return ok;
}

bool
counters_read(const char *run, uint64_t n[COUNTERS_SERVERS][COUNTERS_ROOM])
{
	return runfile_read(run, &file, n);
}
