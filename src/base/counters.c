/*
 * counters.c - what the sessions of all processes add up to.
 * Runs in the guard, which adds, and in smtpd-litectl, which reads. Trusts no
 * number that it finds to mean anything.
 */
#include "base/counters.h"
#include "base/clock.h"
#include "base/runfile.h"

#include <unistd.h>

#define WAIT_MS 1000 /* the peer has gone by then */

static const struct runfile file = { "counters", 2,
	COUNTERS_SERVERS *COUNTERS * sizeof(uint64_t) };

void
counters_add(
    const char *run, enum counters_server server, const uint64_t n[COUNTERS])
{
	uint64_t all[COUNTERS];
	size_t at = server * sizeof(all);
	int fd = runfile_open(run, &file, clock_mono() + WAIT_MS);

	if (fd >= 0 && runfile_get(fd, all, sizeof(all), at)) {
		for (unsigned i = 0; i < COUNTERS; i++)
			all[i] += n[i];
		(void)runfile_put(fd, all, sizeof(all), at);
	}
	if (fd >= 0)
		(void)close(fd);
}

bool
counters_read(const char *run, uint64_t n[COUNTERS_SERVERS][COUNTERS])
{
	return runfile_read(run, &file, n);
}
