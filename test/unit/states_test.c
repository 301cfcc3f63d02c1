/*
 * states_test.c - every request to the guard in every state: what guard.h
 * does not allow there ends the session.
 */
#include "hostile.h"

static enum stage stage_now;
static uint32_t op_now;

static void
out_of_turn(int g)
{
	struct guard_request r = request(op_now);

	char any[sizeof(struct guard_page)];

	advance(g, stage_now);
	if (op_now == GUARD_COMMIT)
		close(body);
	guard_tell(g, &r);
	if (op_now == GUARD_FAILED)
		tell(g, GUARD_BYE);
	else if (op_now != GUARD_BYE && read(g, any, sizeof(any)) > 0)
		tell(g, GUARD_BYE);
}

#define ON(stage) (1U << (stage))
#define SMTP (ON(START) | ON(REST) | ON(MAIL) | ON(RCPT) | ON(BODY))

static void
test_states(void)
{
	/* As guard.h says. The strict dialect has no WATCH. */
	static const unsigned allowed[GUARD_OPS] = {
		[GUARD_HELLO] = SMTP,
		[GUARD_MAIL] = ON(REST),
		[GUARD_RCPT] = ON(MAIL) | ON(RCPT),
		[GUARD_BODY] = ON(RCPT),
		[GUARD_FAILED] = ON(BODY),
		[GUARD_COMMIT] = ON(BODY),
		[GUARD_RESET] = SMTP,
		[GUARD_LOGIN] = ON(REST) | ON(LOGIN),
		[GUARD_RCKEY] = SMTP | ON(LOGIN) | ON(MBOX),
		[GUARD_NOISE1] = ON(START) | ON(REST) | ON(LOGIN),
		[GUARD_NOISE3] = ON(NOISE),
		[GUARD_SIZES] = ON(MBOX),
		[GUARD_IDS] = ON(MBOX),
		[GUARD_READ] = ON(MBOX),
		[GUARD_MARK] = ON(MBOX),
		[GUARD_UPDATE] = ON(MBOX),
		[GUARD_BYE] = SMTP | ON(LOGIN) | ON(MBOX) | ON(NOISE),
	};
	static const uint32_t others[] = { 0, GUARD_OPS, 255, 1U << 31,
		UINT32_MAX };
	int code, want;

	for (stage_now = START; stage_now < STAGES; stage_now++)
		for (unsigned i = 0; i < GUARD_OPS + 4; i++) {
			bool pop3 = stage_now == LOGIN || stage_now == MBOX;

			op_now = i > 0 && i < GUARD_OPS
				     ? i
				     : others[i > 0 ? i - GUARD_OPS + 1 : 0];
			want = op_now < GUARD_OPS &&
				       (allowed[op_now] & ON(stage_now)) != 0
				   ? EX_OK
				   : EX_SOFTWARE;
			code = session(
			    pop3 ? &guard_pop3 : &guard_smtp, out_of_turn);
			if (!CHECK(code == want && logged("violation") ==
						       (want == EX_SOFTWARE)))
				printf("op %u in stage %d: exit %d\n", op_now,
				    (int)stage_now, code);
		}
	CHECK(mailbox() == 1); /* the commit that was in order */
}

/* A handshake, when a transaction has come and gone in the clear. */
static void
late(int g)
{
	struct guard_request r = request(GUARD_NOISE1);

	advance(g, MAIL);
	tell(g, GUARD_RESET);
	(void)guard_listen(g, &reply, NULL);
	note(ask(g, &r));
	tell(g, GUARD_BYE);
}

int
main(void)
{
	CHECK(hostile_begin());
	test_states();
	CHECK(refused(late, 0) && logged("violation"));
	CHECK(hostile_end());
	return unit_done();
}
