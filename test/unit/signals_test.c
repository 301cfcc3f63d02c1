/* signals_test.c - which signal is kept. */
#include "base/signals.h"
#include "unit.h"

/* SIGHUP lets sessions go on; the end of all of them is more than that. */
static void
test_both(void)
{
	CHECK(raise(SIGHUP) == 0 && raise(SIGTERM) == 0);
	CHECK(signals_ended() && signals_terminated == SIGTERM);
	CHECK(raise(SIGHUP) == 0);
	CHECK(signals_ended() && signals_terminated == SIGTERM);
}

static void
test_alone(void)
{
	CHECK(raise(SIGCHLD) == 0 && !signals_ended());
	CHECK(raise(SIGHUP) == 0);
	CHECK(signals_ended() && signals_terminated == SIGHUP);
	CHECK(raise(SIGTERM) == 0);
	CHECK(signals_ended() && signals_terminated == SIGTERM);
	signals_terminated = 0;
}

int
main(void)
{
	CHECK(signals_hold());
	test_alone();
	test_both();
	return unit_done();
}
