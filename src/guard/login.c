/*
 * login.c - logins, by a password or by the key of the channel.
 * Runs in the guard. Owns the password of a request until it is wiped.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"
#include "vault/account.h"

#include <poll.h>
#include <sodium.h>

#define SLOT_WAIT_MS 10000  /* for a turn to hash */
#define FIRST_DELAY_MS 500  /* doubles with each failure ... */
#define LAST_DELAY_MS 10000 /* ... to this one, with FAILURES_MOST */

/* A failure costs time, each one more than the last, whatever its reason: else
 * a peer could ask for hashes and log lines without end. Those of its source
 * count, in whichever session; where there is no telling, those of this one.
 * True: it was the last one. */
static bool
delay(struct guard *g)
{
	const struct peer *p = &g->start->peer;
	unsigned n = p->located ? failures_add(g->start->conf.run, &p->at) : 0;

	n = ++g->failures > n ? g->failures : n;
	/* No signal gets in here: it is held until the next wait. */
	(void)poll(NULL, 0,
	    n < FAILURES_MOST ? FIRST_DELAY_MS << (n - 1) : LAST_DELAY_MS);
	return g->failures >= LIM_FAILURES;
}

void
guard_log_login(const struct guard *g, struct bytes user, const char *how,
    const char *result)
{
	struct log l;

	log_begin(&l, "login");
	log_word(&l, "result", result);
	log_word(&l, "by", how);
	log_num(&l, "sealed", g->sealed != SEALED_NOT);
	if (user.n > 0)
		log_text(&l, "user", user);
	log_end(&l);
}

/* The result, as a word in the log and as the verdict. */
static const struct {
	const char *word;
	enum guard_verdict verdict;
} results[] = {
	[ACCOUNT_YES] = { "yes", GUARD_YES },
	[ACCOUNT_WRONG] = { "wrong", GUARD_WRONG },
	[ACCOUNT_NOBODY] = { "not-listed", GUARD_NOT_LISTED },
	[ACCOUNT_LATER] = { "later", GUARD_LATER },
};

/* A name that is nobody's is not logged: it may be a password. */
static enum guard_verdict
conclude(struct guard *g, enum account_rc rc, const struct account *found,
    struct bytes name, const char *how)
{
	if (rc == ACCOUNT_YES)
		g->user = found->user.addr;
	guard_log_login(
	    g, found->named ? name : BYTES(""), how, results[rc].word);
	return results[rc].verdict;
}

static enum guard_verdict
by_password(struct guard *g, struct bytes name, struct bytes password)
{
	enum guard_verdict verdict = GUARD_NO_USER;
	struct account found;
	enum account_rc rc;

	if (sodium_init() < 0)
		return GUARD_LATER;
	if (g->service->password != NULL)
		verdict = g->service->password(g, name, password);
	if (verdict != GUARD_NO_USER)
		return verdict;
	rc = account_password(
	    &g->users, name, password, clock_mono() + SLOT_WAIT_MS, &found);
	return conclude(g, rc, &found, name, "password");
}

/* The key that the channel has proved has to be listed for the user. */
static enum guard_verdict
by_key(struct guard *g, struct bytes name)
{
	char buf[LIM_LOCAL + LIM_DOMAIN + 1];
	struct text who = TEXT(buf);
	struct account found;
	enum account_rc rc;

	if (g->sealed != SEALED_NOISE)
		return GUARD_NOT_LISTED;
	rc = account_key(&g->users, &g->authkeys, g->client, name, &found);
	if (rc == ACCOUNT_YES) {
		addr_put(&who, &found.user.addr);
		name = text_bytes(&who);
		found.named = true;
	}
	return conclude(g, rc, &found, name, "key");
}

bool
guard_login(struct guard *g, struct exchange *x)
{
	const struct sasl_login *as = &x->req->u.login.as;
	struct bytes name = { as->name, as->name_n };
	struct bytes password = { as->password, as->password_n };
	bool honest = as->name_n <= sizeof(as->name) &&
		      as->password_n <= sizeof(as->password) && !g->logged_in &&
		      g->failures < LIM_FAILURES;

	if (honest && x->req->u.login.mech == SASL_EXTERNAL)
		x->reply.verdict = by_key(g, name);
	else if (honest && x->req->u.login.mech <= SASL_EXTERNAL &&
		 start_password_allowed(g->start, g->sealed != SEALED_NOT))
		x->reply.verdict = by_password(g, name, password);
	else
		honest = false;
	if (x->reply.verdict == GUARD_WRONG ||
	    x->reply.verdict == GUARD_LATER || x->reply.verdict == GUARD_LIMIT)
		x->reply.u.last = delay(g);
	/* POP3: without the mailbox it may be tried again. */
	if (x->reply.verdict == GUARD_YES && g->service->after_login != NULL)
		x->reply.verdict = g->service->after_login(g);
	g->logged_in = x->reply.verdict == GUARD_YES;
	if (g->logged_in)
		x->reply.u.account = g->user;
	return honest;
}

/* Among the mailboxes of an address, that of WHO. */
struct search {
	const struct addr *who;
	bool found;
};

static bool
look(void *arg, const struct addr *box)
{
	struct search *s = arg;

	s->found = s->found || addr_ieq(box, s->who);
	return true;
}

enum guard_verdict
guard_may_send(struct guard *g, const struct addr *from)
{
	struct search s = { &g->user, false };

	if (g->start->conf.sender_login == CONF_SENDER_ANY ||
	    addr_is_null(from))
		return GUARD_YES;
	if (users_resolve(&g->users, from, look, &s) == RESOLVE_ERROR)
		return GUARD_LATER;
	return s.found ? GUARD_YES : GUARD_NOT_YOURS;
}
