/*
 * call.c - requests to the guard and its replies, as they travel.
 * Runs in the wire, under its filter.
 */
#include "wire/call.h"
#include "base/passfd.h"

#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* Without the guard nothing can be promised any more, so the wire ends and the
 * peer sees the connection end. */
static _Noreturn void
lost(void)
{
	_exit(EX_UNAVAILABLE);
}

/* The posted requests, and behind them the new one, in one page. */
static _Alignas(LIM_PAGE) struct guard_request batch[GUARD_BATCH];
static size_t posted;

struct guard_request *
call_new(enum guard_op op)
{
	struct guard_request *req = &batch[posted];

	*req = (struct guard_request){ .op = op };
	return req;
}

void
call_send(int guard)
{
	size_t n = (posted + 1) * sizeof(batch[0]);
	bool sent = write(guard, batch, n) == (ssize_t)n;

	posted = 0;
	explicit_bzero(batch, n); /* may have held a password */
	if (!sent)
		lost();
}

void
call_post(int guard)
{
	batch[posted].posted = true;
	if (posted == GUARD_BATCH - 1)
		call_send(guard);
	else
		posted++;
}

enum guard_verdict
call_receive(int guard, struct guard_reply *reply, int *fd)
{
	int came;

	if (passfd_receive(guard, reply, sizeof(*reply), &came, 0) !=
	    (ssize_t)sizeof(*reply))
		lost();
	if (fd != NULL)
		*fd = came;
	return reply->verdict;
}

enum guard_verdict
call(int guard, struct guard_reply *reply, int *fd)
{
	call_send(guard);
	return call_receive(guard, reply, fd);
}

enum guard_verdict
call_page(int guard, struct guard_page *page)
{
	call_send(guard);
	if (read(guard, page, sizeof(*page)) != (ssize_t)sizeof(*page))
		lost();
	return page->verdict;
}
