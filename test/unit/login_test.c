/*
 * login_test.c - how long a guard waits after a login that failed: poll(2) is
 * replaced, and notes what it was asked for.
 */
#include "base/ip.h"
#include "guard/session.h"
#include "scratch.h"
#include "unit.h"

#include <poll.h>
#include <sodium.h>

static struct start start;
static struct guard guard;
static enum guard_verdict verdict; /* of whichever password */
static int waited;                 /* ms; -1: nobody has */

int __wrap_poll(struct pollfd *p, nfds_t n, int ms);

int
__wrap_poll(struct pollfd *p, nfds_t n, int ms)
{
	CHECK(p == NULL && n == 0 && waited < 0);
	waited = ms;
	return 0;
}

static enum guard_verdict
say(struct guard *g, struct bytes name, struct bytes password)
{
	(void)g;
	(void)name;
	(void)password;
	return verdict;
}

static const struct guard_service service = { .password = say };

/* A new session of this peer; NULL: there is no telling. */
static void
begin(const char *from)
{
	memset(&guard, 0, sizeof(guard));
	guard.start = &start;
	guard.service = &service;
	start.peer.located = from != NULL;
	if (from != NULL)
		CHECK(ip_parse(bytes_str(from), &start.peer.at));
}

/* A login with this result; how long it took, -1: it was not delayed. LAST: it
 * is said to be the last one. */
static int
login(enum guard_verdict result, bool last)
{
	static const struct guard_request req = { .op = GUARD_LOGIN,
		.u.login.mech = SASL_PLAIN };
	struct exchange x = { .req = &req, .fd = -1 };

	verdict = result;
	waited = -1;
	CHECK(guard_login(&guard, &x) && x.reply.verdict == result);
	if (result != GUARD_YES)
		CHECK(x.reply.u.last == last);
	return waited;
}

/* Without a source: the failures of one session. */
static void
test_session(enum guard_verdict result)
{
	begin(NULL);
	CHECK(login(result, false) == 500);
	CHECK(login(result, false) == 1000);
	CHECK(login(result, true) == 2000);
	begin(NULL);
	CHECK(login(result, false) == 500);
}

/* Those of a source grow from one session to the next, up to a bound. */
static void
test_source(enum guard_verdict result, const char *from, const char *other)
{
	static const int ms[] = { 500, 1000, 2000, 4000, 8000, 10000, 10000 };

	for (size_t i = 0; i < sizeof(ms) / sizeof(ms[0]); i++) {
		if (i % LIM_FAILURES == 0)
			begin(from);
		CHECK(login(result, i % LIM_FAILURES == LIM_FAILURES - 1) ==
		      ms[i]);
	}
	begin(other);
	CHECK(login(result, false) == 500);
}

/* Nobody waits for a login that is good, or with a key that is unknown. */
static void
test_others(void)
{
	begin(NULL);
	CHECK(login(GUARD_NOT_LISTED, false) == -1);
	CHECK(login(GUARD_YES, false) == -1);
}

int
main(void)
{
	(void)umask(077);
	if (!CHECK(sodium_init() >= 0) || !CHECK(scratch_enter()) ||
	    !CHECK(mkdir("run", 0700) == 0))
		return 1;
	start.conf.plaintext_auth = CONF_PLAIN_ALWAYS;
	snprintf(start.conf.run, sizeof(start.conf.run), "run");
	ABOUT("A23: wrong");
	test_session(GUARD_WRONG);
	test_source(GUARD_WRONG, "192.0.2.1", "192.0.2.2");
	ABOUT("A23: later");
	test_session(GUARD_LATER);
	test_source(GUARD_LATER, "192.0.2.3", "2001:db8::3");
	ABOUT("A23: limit");
	test_session(GUARD_LIMIT);
	test_source(GUARD_LIMIT, "2001:db8:4::1", "2001:db8:4:1::1");
	ABOUT("A23: not delayed");
	test_others();
	CHECK(scratch_remove("run") && scratch_leave());
	return unit_done();
}
