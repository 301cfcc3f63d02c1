/*
 * ask_teaching.c - what the wire asks of the guard to watch a mailbox.
 * Runs in the wire, under its filter.
 */
#include "wire/ask_teaching.h"
#include "wire/call.h"
#include "wire/session.h"

enum guard_verdict
ask_watch(struct session *s)
{
	struct guard_reply reply;

	(void)call_new(GUARD_WATCH);
	return call(s->guard, &reply, NULL);
}

void
ask_next(struct session *s)
{
	(void)call_new(GUARD_NEXT);
	call_send(s->guard);
}

void
ask_unwatch(struct session *s)
{
	(void)call_new(GUARD_UNWATCH);
	call_send(s->guard);
}

enum guard_verdict
ask_news(struct session *s, int *fd)
{
	struct guard_reply reply;

	return call_receive(s->guard, &reply, fd);
}
