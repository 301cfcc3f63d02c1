/*
 * mail.c - requests about a transaction: greeting, sender, recipients.
 * Runs in the guard; every length and byte of a request is checked here.
 */
#include "base/log.h"
#include "guard/session.h"
#include "proto/args.h"

#include <stdlib.h>
#include <string.h>

void
guard_forget(struct guard *g)
{
	guard_void_file(g);
	g->from = g->only_rcpt = (struct addr){ 0 };
	g->accepted = 0;
	g->to_n = 0;
	if ((g->state & (AT_MAIL | AT_RCPT | AT_BODY)) != 0)
		g->state = AT_GREETED;
}

bool
guard_reset(struct guard *g, struct exchange *x)
{
	guard_forget(g);
	x->reply.verdict = GUARD_YES;
	return true;
}

bool
guard_hello(struct guard *g, struct exchange *x)
{
	struct bytes name = { x->req->u.hello.name, x->req->u.hello.n };

	if (!helo_name_valid(name) || x->req->u.hello.esmtp > 1)
		return false;
	guard_forget(g);
	memcpy(g->hello, name.p, name.n);
	g->hello_n = (uint8_t)name.n;
	g->esmtp = x->req->u.hello.esmtp;
	x->reply.verdict = GUARD_YES;
	if (g->service->hello != NULL)
		x->reply.verdict = g->service->hello(g, &x->reply);
	g->state = x->reply.verdict == GUARD_YES ? AT_GREETED : AT_START;
	return true;
}

bool
guard_mail(struct guard *g, struct exchange *x)
{
	struct addr from = x->req->u.mail;

	if (!addr_sane(&from) || (g->start->conf.submission && !g->logged_in))
		return false;
	x->reply.verdict = GUARD_YES;
	if (g->service->sender != NULL)
		x->reply.verdict = g->service->sender(g, &from);
	if (x->reply.verdict == GUARD_YES && g->logged_in)
		x->reply.verdict = guard_may_send(g, &from);
	if (x->reply.verdict == GUARD_YES) {
		g->from = from;
		g->mailed = true;
		g->state = AT_MAIL;
	}
	return true;
}

bool
guard_add_mailbox(void *guard, const struct addr *box)
{
	struct guard *g = guard;
	struct recipient *more;

	for (size_t i = 0; i < g->to_n; i++)
		if (addr_ieq(&g->to[i].box, box))
			return true;
	if (g->to_n == g->to_cap) {
		more = reallocarray(g->to == g->few ? NULL : g->to,
		    2 * g->to_cap, sizeof(*more));
		if (more == NULL)
			return false;
		if (g->to == g->few)
			memcpy(more, g->few, sizeof(g->few));
		g->to = more;
		g->to_cap *= 2;
	}
	g->to[g->to_n++] = (struct recipient){ .box = *box, .new = -1 };
	return true;
}

enum resolve_rc
guard_resolve(struct guard *g, const struct addr *to)
{
	return users_resolve(&g->users, to, guard_add_mailbox, g);
}

static void
log_refused(const struct addr *a, const char *why)
{
	char buf[LIM_LOCAL + LIM_DOMAIN + 1];
	struct text t = TEXT(buf);
	struct log l;

	addr_put(&t, a);
	log_begin(&l, "refused");
	log_word(&l, "why", why);
	log_text(&l, "to", text_bytes(&t));
	log_end(&l);
}

/* A refused recipient: the verdict, and the word in the log. */
static const struct {
	enum guard_verdict verdict;
	const char *why;
} refusals[] = {
	[RESOLVE_NO_USER] = { GUARD_NO_USER, "no-user" },
	[RESOLVE_NOT_OURS] = { GUARD_NOT_OURS, "not-ours" },
	[RESOLVE_ERROR] = { GUARD_LATER, "error" },
	[RESOLVE_REFUSED] = { GUARD_LATER, "error" },
};

bool
guard_rcpt(struct guard *g, struct exchange *x)
{
	struct addr whole = x->req->u.rcpt, *a = &whole;
	enum resolve_rc found;
	size_t before = g->to_n;
	uint8_t kind;

	if (!addr_sane(a) || addr_is_null(a))
		return false;
	if (g->accepted >= g->start->conf.max_recipients) {
		x->reply.verdict = GUARD_TOO_MANY;
		return true;
	}
	found = g->service->recipient != NULL ? g->service->recipient(g, a)
					      : guard_resolve(g, a);
	if (found != RESOLVE_YES) {
		x->reply.verdict = refusals[found].verdict;
		kind = guard_counted[GUARD_RCPT][x->reply.verdict];
		if (g->start->counts[kind] < LIM_COMPLAINTS)
			log_refused(a, refusals[found].why);
		g->to_n = before;
		return true;
	}
	g->only_rcpt = *a;
	g->accepted++;
	g->state = AT_RCPT;
	x->reply.verdict = GUARD_YES;
	return true;
}
