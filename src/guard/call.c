/*
 * call.c - the wire's side of the boundary: ask, and take the answer.
 * Runs in the wire, under its filter.
 */
#include "guard/guard.h"
#include "base/passfd.h"

#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* Without the guard nothing can be promised any more, and there is nobody
 * to tell: the peer sees the connection end. */
static _Noreturn void
lost(void)
{
	_exit(EX_UNAVAILABLE);
}

/* What has been posted, and room for what sends it: in one page. */
static _Alignas(LIM_PAGE) struct guard_request batch[GUARD_BATCH];
static size_t posted;

void
guard_tell(int guard, const struct guard_request *req)
{
	size_t n = (posted + 1) * sizeof(*req);
	bool sent;

	batch[posted] = *req;
	posted = 0;
	sent = write(guard, batch, n) == (ssize_t)n;
	explicit_bzero(batch, n); /* may have held a password */
	if (!sent)
		lost();
}

void
guard_post(int guard, const struct guard_request *req)
{
	struct guard_request r = *req;

	r.posted = true;
	if (posted == GUARD_BATCH - 1)
		guard_tell(guard, &r);
	else
		batch[posted++] = r;
}

enum guard_verdict
guard_listen(int guard, struct guard_reply *reply, int *fd)
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
guard_call(int guard, const struct guard_request *req,
    struct guard_reply *reply, int *fd)
{
	guard_tell(guard, req);
	return guard_listen(guard, reply, fd);
}

enum guard_verdict
guard_ask_page(
    int guard, const struct guard_request *req, struct guard_page *page)
{
	guard_tell(guard, req);
	if (read(guard, page, sizeof(*page)) != (ssize_t)sizeof(*page))
		lost();
	return page->verdict;
}
