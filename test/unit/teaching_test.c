/*
 * teaching_test.c - what the teaching dialect lets the wire ask for besides.
 */
#include "guard/service_teaching.h"
#include "base/keyvalue.h"
#include "hostile.h"

static uint32_t op_now;

/* After HELO a peer without a password acts as another user. */
static void
watches(int g)
{
	struct guard_request greet = hello("carol");
	struct guard_request r = request(op_now);

	greet.u.hello.esmtp = 0;
	note(ask(g, &greet));
	note(ask(g, &(struct guard_request){ .op = GUARD_WATCH }));
	if (op_now == GUARD_HELLO) {
		r = hello("dave");
		r.u.hello.esmtp = 0;
	}
	guard_tell(g, &r);
	if (op_now == GUARD_UNWATCH)
		note(guard_listen(g, &reply, NULL));
	if (op_now != GUARD_BYE)
		tell(g, GUARD_BYE);
}

static void
test_watching(void)
{
	static const char *const teaching[] = { "dialect=teaching",
		"signup=open", "sender-login=match" };
	int code, want;

	ABOUT("A7: whoever watches a mailbox is still who it was");
	for (size_t i = 0; i < sizeof(teaching) / sizeof(teaching[0]); i++)
		CHECK(keyvalue_line(conf_set, &start.conf,
		    bytes_str(teaching[i]), "-o", 0, &scratch_report));
	for (op_now = GUARD_HELLO; op_now < GUARD_OPS; op_now++) {
		want = op_now == GUARD_NEXT || op_now == GUARD_UNWATCH ||
			       op_now == GUARD_BYE
			   ? EX_OK
			   : EX_SOFTWARE;
		code = session(&guard_smtp_teaching, watches);
		if (!CHECK(code == want &&
			   verdicts(op_now == GUARD_UNWATCH ? "BBB" : "BB")))
			printf("op %u while watching: exit %d\n", op_now, code);
	}
}

int
main(void)
{
	CHECK(hostile_begin());
	test_watching();
	CHECK(hostile_end());
	return unit_done();
}
