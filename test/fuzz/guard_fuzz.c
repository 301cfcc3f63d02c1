/*
 * guard_fuzz.c - sequences of requests to guard_serve, beside the oracle of
 * unit/guard_oracle.h.
 * Input: an octet with the service (1 POP3, 2 teaching), then a step of
 * unit/guard_steps.h each.
 */
#include "unit/guard_take.h"
#include "fuzz.h"

#define LONGEST 200

static void
leave(void)
{
	(void)scratch_remove("mail");
	(void)scratch_remove("users");
	(void)scratch_remove("keys");
	(void)scratch_remove("run");
	(void)scratch_leave();
}

static void
enter(void)
{
	(void)signal(SIGPIPE, SIG_IGN);
	MUST(scratch_enter() && atexit(leave) == 0 && walk_begin());
	log_open("fuzz", CONF_LOG_NONE, &walk_start.peer);
	steps_begin();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	bool ok = true;

	if (n < 2 || n > LONGEST)
		return 0;
	if (steps_n == 0)
		enter();
	MUST(walk_open(p[0] & 1, p[0] & 2));
	for (size_t i = 1; i < n && ok && !walk.m.over; i++)
		ok = steps_take(&steps[p[i] % steps_n]);
	walk_end();
	if (!ok)
		printf("%s\n", walk.why);
	MUST(ok);
	return 0;
}
