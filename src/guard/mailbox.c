/*
 * mailbox.c - requests about the mailbox of a login.
 * Runs in the guard. A message is named by its number in the listing, and
 * the listing is the login's own.
 */
#include "base/log.h"
#include "guard/session.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

_Static_assert(GUARD_UIDL == LISTING_ID, "an id fits");

enum guard_verdict
guard_mailbox(struct guard *g)
{
	if (sodium_init() >= 0 &&
	    listing_open(&g->listing, &g->tree, &g->user)) {
		g->state = AT_MBOX;
		return GUARD_YES;
	}
	log_problem("mailbox", "cannot list it", errno);
	return GUARD_LATER;
}

bool
guard_sizes(
    struct guard *g, const struct guard_request *req, struct answer *out)
{
	static struct guard_page page;
	const struct listing *l = &g->listing;
	size_t first = req->u.first;

	(void)out;
	if (first > l->n)
		return false;
	page.verdict = GUARD_YES;
	page.total = (uint32_t)l->n;
	for (page.n = 0; page.n < GUARD_PAGE && first < l->n; first++)
		page.u.size[page.n++] =
		    l->entry[first].wire |
		    (l->entry[first].cur ? 0 : GUARD_UNREAD);
	guard_send_page(g->socket, &page);
	return true;
}

bool
guard_ids(struct guard *g, const struct guard_request *req, struct answer *out)
{
	static struct guard_page page;
	const struct listing *l = &g->listing;
	size_t most = sizeof(page.u.id) / sizeof(page.u.id[0]);
	size_t first = req->u.first;

	(void)out;
	if (first > l->n)
		return false;
	page.verdict = GUARD_YES;
	page.total = (uint32_t)l->n;
	for (page.n = 0; page.n < most && first < l->n; first++)
		if (!listing_id(l, first, page.u.id[page.n++]))
			return false;
	guard_send_page(g->socket, &page);
	return true;
}

bool
guard_read(struct guard *g, const struct guard_request *req, struct answer *out)
{
	if (req->u.message >= g->listing.n)
		return false;
	out->fd = listing_read(&g->listing, req->u.message);
	if (out->fd >= 0) {
		const struct entry *e = &g->listing.entry[req->u.message];

		out->reply.u.opened.size = e->size;
		out->reply.u.opened.wire = e->wire;
		out->reply.verdict = GUARD_YES;
		g->messages++;
	} else {
		/* It is not there, or is not what it was; else it may be
		 * had later. */
		bool gone = errno == ENOENT || errno == ESTALE ||
			    errno == EINVAL || errno == ELOOP;

		out->reply.verdict = gone ? GUARD_GONE : GUARD_LATER;
		log_problem("mailbox", "cannot open a message", errno);
	}
	return true;
}

bool
guard_mark(struct guard *g, const struct guard_request *req, struct answer *out)
{
	struct listing *l = &g->listing;

	for (size_t i = 0; i < (size_t)8 * GUARD_MARKS; i++) {
		size_t at = req->u.mark.first + i;
		uint8_t bit = (uint8_t)(1U << (i % 8));
		bool gone = (req->u.mark.gone[i / 8] & bit) != 0;
		bool seen = (req->u.mark.seen[i / 8] & bit) != 0;

		if (at >= l->n && (gone || seen))
			return false;
		if (gone)
			l->entry[at].gone = true;
		if (seen)
			l->entry[at].seen = true;
	}
	out->reply.verdict = GUARD_YES;
	return true;
}

bool
guard_update(
    struct guard *g, const struct guard_request *req, struct answer *out)
{
	(void)req;
	out->reply.verdict = GUARD_YES;
	if (!listing_update(&g->listing)) {
		log_problem("mailbox", "not all changes could be made", errno);
		out->reply.verdict = GUARD_LATER;
	}
	/* Once is enough: a second time there is nothing left to do. */
	listing_close(&g->listing);
	return true;
}
