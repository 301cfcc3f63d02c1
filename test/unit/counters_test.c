/* counters_test.c - what sessions of several versions add up to. */
#include "base/counters.h"
#include "base/clock.h"
#include "base/runfile.h"
#include "scratch.h"
#include "unit.h"

/* A program of tomorrow has more counters in the same file; what it has counted
 * stays when a session of today ends, and the other way round. */
static void
test_upgrade(void)
{
	const struct runfile tomorrow = { "counters", 2,
		COUNTERS_SERVERS * COUNTERS_ROOM * sizeof(uint64_t) };
	const size_t last = (COUNTERS_ROOM - 1) * sizeof(uint64_t);
	uint64_t n[COUNTERS] = { [COUNT_QUIT] = 1 }, seven = 7, got = 0;
	uint64_t all[COUNTERS_SERVERS][COUNTERS_ROOM];
	int fd;

	CHECK(counters_add("run", COUNTERS_SMTP, n));
	fd = runfile_open("run", &tomorrow, clock_mono() + 10000);
	CHECK(fd >= 0 && runfile_put(fd, &seven, sizeof(seven), last) &&
	      close(fd) == 0);
	CHECK(counters_add("run", COUNTERS_SMTP, n));
	CHECK(counters_add("run", COUNTERS_POP3, n));
	fd = runfile_open("run", &tomorrow, clock_mono() + 10000);
	CHECK(fd >= 0 && runfile_get(fd, &got, sizeof(got), last) && got == 7 &&
	      close(fd) == 0);
	CHECK(counters_read("run", all));
	CHECK(all[COUNTERS_SMTP][COUNT_QUIT] == 2 &&
	      all[COUNTERS_POP3][COUNT_QUIT] == 1);
}

int
main(void)
{
	const uint64_t none[COUNTERS] = { 0 };

	(void)umask(077);
	if (!CHECK(scratch_enter()))
		return 1;
	CHECK(!counters_add("run", COUNTERS_SMTP, none) && errno == ENOENT);
	CHECK(mkdir("run", 0700) == 0);
	test_upgrade();
	CHECK(scratch_remove("run") && scratch_leave());
	return unit_done();
}
