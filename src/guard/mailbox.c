/*
 * mailbox.c - requests about the mailbox of the user who logged in.
 * Runs in the guard. A message is named by its number in the listing, and the
 * listing belongs to that user.
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

/* Puts the message AT of the listing into the page. */
typedef bool put_fn(
    struct guard_page *page, const struct listing *l, size_t at);

static bool
put_size(struct guard_page *page, const struct listing *l, size_t at)
{
	const struct entry *e = &l->entry[at];

	page->u.size[page->n] = e->crlf_size | (e->cur ? 0 : GUARD_UNREAD);
	return true;
}

static bool
put_id(struct guard_page *page, const struct listing *l, size_t at)
{
	return listing_id(l, at, page->u.id[page->n]);
}

/* The page of the listing from the message AT on, of MOST at the most. */
static bool
send_page(const struct guard *g, size_t at, size_t most, put_fn *put)
{
	static struct guard_page page;
	const struct listing *l = &g->listing;

	if (at > l->n)
		return false;
	page.verdict = GUARD_YES;
	page.total = (uint32_t)l->n;
	for (page.n = 0; page.n < most && at < l->n; page.n++, at++)
		if (!put(&page, l, at))
			return false;
	(void)guard_send(g->socket, &page, sizeof(page), -1);
	return true;
}

bool
guard_sizes(struct guard *g, struct exchange *x)
{
	return send_page(g, x->req->u.first, GUARD_PAGE, put_size);
}

bool
guard_ids(struct guard *g, struct exchange *x)
{
	return send_page(g, x->req->u.first, GUARD_PAGE / 9, put_id);
}

bool
guard_read(struct guard *g, struct exchange *x)
{
	if (x->req->u.message >= g->listing.n)
		return false;
	x->fd = listing_read(&g->listing, x->req->u.message);
	if (x->fd >= 0) {
		const struct entry *e = &g->listing.entry[x->req->u.message];

		x->reply.u.opened.size = e->size;
		x->reply.u.opened.crlf_size = e->crlf_size;
		g->start->counts[COUNT_OCTETS] += e->crlf_size;
		x->reply.verdict = GUARD_YES;
	} else {
		/* Either the message is gone or has changed, or it may be had
		 * later. */
		bool gone = errno == ENOENT || errno == ESTALE ||
			    errno == EINVAL || errno == ELOOP;

		x->reply.verdict = gone ? GUARD_GONE : GUARD_LATER;
		log_problem("mailbox", "cannot open a message", errno);
	}
	return true;
}

bool
guard_mark(struct guard *g, struct exchange *x)
{
	struct listing *l = &g->listing;

	for (size_t i = 0; i < (size_t)8 * GUARD_MARKS; i++) {
		size_t at = x->req->u.mark.first + i;
		uint8_t bit = (uint8_t)(1U << (i % 8));
		bool deleted = (x->req->u.mark.deleted[i / 8] & bit) != 0;
		bool sent = (x->req->u.mark.sent[i / 8] & bit) != 0;

		if (at >= l->n && (deleted || sent))
			return false;
		if (deleted)
			l->entry[at].deleted = true;
		if (sent)
			l->entry[at].sent = true;
	}
	x->reply.verdict = GUARD_YES;
	return true;
}

bool
guard_update(struct guard *g, struct exchange *x)
{
	x->reply.verdict = GUARD_YES;
	if (!listing_update(&g->listing)) {
		log_problem("mailbox", "not all changes could be made", errno);
		x->reply.verdict = GUARD_LATER;
	}
	/* It is done once: a second time there is nothing left to do. */
	listing_close(&g->listing);
	return true;
}
