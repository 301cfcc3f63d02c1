/* guard_faults_test.c - each system call of the guard fails once while an
 * honest wire brings it two messages: what it says is true, it has the code of
 * its cause, the log has a line, and the other message is delivered. */
#include "failing.h"
#include "hostile.h"
#include "guard/session.h"

static struct guard_service service;
static unsigned fail_at;
static int fail_with;

/* After the fork, so that the wire is spared. */
static void
begin(struct guard *g)
{
	(void)g;
	failing_arm(fail_at, fail_with);
}

/* Notes what is said to the message. */
static void
bring(int g)
{
	struct guard_request mail = request(GUARD_MAIL),
			     rcpt = request(GUARD_RCPT),
			     reset = request(GUARD_RESET);
	uint32_t said = ask(g, &mail);

	body = -1;
	if (said == GUARD_YES)
		said = ask(g, &rcpt);
	if (said == GUARD_YES && body < 0)
		said = ask(g, &(struct guard_request){ .op = GUARD_BODY });
	if (said == GUARD_YES) {
		(void)store(9);
		close(body);
		said = commit(g, 10);
	} else {
		(void)ask(g, &reset);
	}
	note(said);
}

static void
honest(int g)
{
	struct guard_request r = hello("c.example");

	(void)ask(g, &r);
	bring(g);
	bring(g);
	tell(g, GUARD_BYE);
}

/* An error of a call with a name of its own, and what is said to a message
 * that is not stored for it; to all others, that it is for later. */
static const struct {
	int error;
	uint32_t said;
} causes[] = { { ENOSPC, GUARD_NO_SPACE }, { EDQUOT, GUARD_NO_QUOTA },
	{ EFBIG, GUARD_TOO_LARGE } };

/* True if the letter C of `hostile_said` is what ERROR, or any, may lead to. */
static bool
tells(char c, int error)
{
	bool does = c == 'A' + GUARD_LATER;

	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
		does = does || (causes[i].error == error &&
				   c == (char)('A' + causes[i].said));
	return does;
}

/* CODE is the exit of a session in which a call failed with ERROR. */
static bool
judge(int code, int error)
{
	int kept = mailbox();
	int swept = strcmp(failing.hit, "unlinkat") == 0 ? 1000 : 0;
	int yes = 0, no = 0;

	/* It could not begin: no wire was let go, and the peer was told. */
	if (code == EX_CONFIG)
		return kept == 0 && strcmp(hostile_said, "no") == 0 &&
		       logged(" what=");
	for (const char *p = hostile_said; *p != '\0'; p++)
		if (*p == 'A' + GUARD_YES)
			yes++;
		else if (tells(*p, error))
			no++;
	return code == EX_OK && yes + no == 2 && strlen(hostile_said) == 2 &&
	       no <= 1 && (kept == yes || kept == yes - swept) &&
	       !logged("violation") &&
	       (no == 0 || logged(" storage ") || logged(" what=")) &&
	       (strcmp(failing.hit, "getrandom") != 0 ||
		   logged(strerror(error)));
}

static void
attempt(unsigned at, int error)
{
	int code;

	fail_at = at;
	fail_with = error;
	CHECK(scratch_remove("mail"));
	/* So that the calls are the same each time. */
	CHECK(scratch_remove("run") && mkdir("run", 0700) == 0);
	code = session(&service, honest);
	if (CHECK(failing.hit != NULL && judge(code, error)))
		return;
	printf("call %u, %s: %s: exit %d, said %s\n", at,
	    failing.hit != NULL ? failing.hit : "none", strerror(error), code,
	    hostile_said);
}

int
main(void)
{
	static const int others[] = { ENOSPC, EDQUOT, EFBIG };
	unsigned n;

	CHECK(hostile_begin());
	service = guard_smtp;
	service.begin = begin;
	CHECK(session(&service, honest) == EX_OK && mailbox() == 2);
	CHECK(verdicts("BB"));
	n = failing.count;
	CHECK(n > 50 && n < FAILING_CALLS);
	for (unsigned i = 1; i <= n; i++) {
		attempt(i, EIO);
		attempt(i, others[i % 3]);
	}
	CHECK(hostile_end());
	return unit_done();
}
