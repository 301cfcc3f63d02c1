/*
 * mail_teaching.c - the teaching dialect: what a greeting, a sender and a
 * recipient are there.
 * Runs in the guard. A name is the peer's, so it is kept plain.
 */
#include "guard/teaching.h"
#include "base/log.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define GUEST_DIGITS 8

static enum guard_verdict
by_chance(struct guard *g, struct guard_reply *reply)
{
	static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
	char name[sizeof(GUEST) - 1 + GUEST_DIGITS];
	struct maildir m;
	struct addr who;

	memcpy(name, GUEST, sizeof(GUEST) - 1);
	if (sodium_init() < 0)
		return GUARD_LATER;
	for (size_t i = 0; i < GUEST_DIGITS; i++)
		name[sizeof(GUEST) - 1 + i] = base32[randombytes_uniform(32)];
	if (!name_complete(g, (struct bytes){ name, sizeof(name) }, &who) ||
	    !maildir_open(&g->tree, &who, true, &m)) {
		log_problem("signup", "cannot make a guest's mailbox", errno);
		return GUARD_LATER;
	}
	maildir_close(&m);
	g->extra->guest = true;
	name_act_as(g, &who, reply);
	return GUARD_YES;
}

enum guard_verdict
teaching_hello(struct guard *g, struct guard_reply *reply)
{
	struct bytes name = { g->hello, g->hello_n };
	bool bare = memchr(name.p, '.', name.n) == NULL;

	bool named = teaching_changes_users(g) && bare &&
		     (!has_guests(g) || name_valid(name));

	if (named && !g->esmtp && !g->logged_in && !g->extra->guest)
		return signup_name(g, name, reply);
	if (!named && has_guests(g) && !g->logged_in && !g->extra->acting_as)
		return by_chance(g, reply);
	if (g->extra->acting_as)
		reply->u.account = g->user;
	return GUARD_YES;
}

/* Completes a bare name; false: nobody can tell now. */
static bool
complete(struct guard *g, struct addr *a)
{
	struct addr whole;

	if (!has_names(g) || a->domain_n > 0 ||
	    bytes_ieq(addr_local(a), BYTES("postmaster")))
		return true;
	if (!name_complete(g, addr_local(a), &whole))
		return false;
	*a = whole;
	return true;
}

/* Completes @ME and bare names, and looks at helo-domain. */
static enum guard_verdict
complete_sender(struct guard *g, struct addr *from)
{
	struct bytes hello = { g->hello, g->hello_n };
	bool somebody = g->logged_in || g->extra->acting_as;

	if (!has_names(g) || addr_is_null(from))
		return GUARD_YES;
	if (from->domain_n == 0 && bytes_ieq(addr_local(from), BYTES("@ME"))) {
		if (!somebody)
			return GUARD_NOT_YOURS;
		*from = g->user;
		return GUARD_YES;
	}
	if (!complete(g, from))
		return GUARD_LATER;
	if (g->start->conf.helo_domain == CONF_HELO_MATCH && !somebody &&
	    !bytes_ieq(addr_domain(from), hello))
		return GUARD_NOT_DOMAIN;
	return GUARD_YES;
}

enum guard_verdict
teaching_sender(struct guard *g, struct addr *from)
{
	enum guard_verdict verdict = complete_sender(g, from);

	if (verdict != GUARD_YES || g->logged_in || !g->extra->acting_as)
		return verdict;
	if (!signup_lasts(g))
		return GUARD_NOT_YOURS;
	return addr_ieq(from, &g->user) ? GUARD_YES : guard_may_send(g, from);
}

/* True if TO is the mailbox of a guest, which exists: *BOX is its name. */
static bool
is_guest(struct guard *g, const struct addr *to, struct addr *box)
{
	struct bytes local = addr_local(to);

	return has_guests(g) && bytes_istarts(local, BYTES(GUEST)) &&
	       local.n == sizeof(GUEST) - 1 + GUEST_DIGITS &&
	       name_valid(local) && name_complete(g, local, box) &&
	       addr_ieq(box, to) && maildir_exists(&g->tree, box);
}

enum resolve_rc
teaching_recipient(struct guard *g, struct addr *to)
{
	struct addr box;

	if (!complete(g, to))
		return RESOLVE_ERROR;
	if (!is_guest(g, to, &box))
		return guard_resolve(g, to);
	return guard_add_mailbox(g, &box) ? RESOLVE_YES : RESOLVE_ERROR;
}
