/*
 * login.c - who the peer is: passwords, and the key of the channel.
 * Runs in the guard. Owns the password of a request until it is wiped.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/signup.h"
#include "vault/account.h"

#include <poll.h>
#include <signal.h>
#include <sodium.h>

#define SLOT_WAIT_MS 10000 /* for a turn to hash */
#define FIRST_DELAY_MS 500 /* doubles with each failure */

/* A failure costs time, each one more than the last. */
static enum guard_verdict
failed(struct guard *g)
{
	int ms = FIRST_DELAY_MS << g->failures++;
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	/* No signal gets in here: it is held until the next wait. */
	(void)ppoll(NULL, 0, &ts, NULL);
	return g->failures < LIM_FAILURES ? GUARD_WRONG : GUARD_WRONG_LAST;
}

static void
log_login(const struct guard *g, struct bytes name, const char *how,
    const char *result)
{
	struct log l;

	log_begin(&l, "login");
	log_word(&l, "result", result);
	log_word(&l, "by", how);
	log_num(&l, "sealed", g->secure);
	log_text(&l, "user", name);
	log_end(&l);
}

static enum guard_verdict
by_password(struct guard *g, struct bytes name, struct bytes password)
{
	enum guard_verdict signed_up = GUARD_LATER;

	if (sodium_init() >= 0)
		signed_up = signup_password(g, name, password);
	if (signed_up == GUARD_YES)
		log_login(g, name, "signup", "yes");
	if (signed_up == GUARD_WRONG)
		return failed(g);
	if (signed_up != GUARD_NO_USER)
		return signed_up;
	switch (account_password(
	    &g->users, name, password, clock_mono() + SLOT_WAIT_MS, &g->user)) {
	case ACCOUNT_YES:
		log_login(g, name, "password", "yes");
		return GUARD_YES;
	case ACCOUNT_WRONG:
		log_login(g, name, "password", "wrong");
		return failed(g);
	default:
		log_login(g, name, "password", "later");
		return GUARD_LATER;
	}
}

/* The channel has proved a key; is it listed for the user? */
static enum guard_verdict
by_key(struct guard *g, struct bytes name)
{
	char buf[LIM_LOCAL + LIM_DOMAIN + 1];
	struct text who = TEXT(buf);

	if (!g->secure)
		return GUARD_NOT_LISTED;
	switch (
	    account_key(&g->users, &g->authkeys, g->client, name, &g->user)) {
	case ACCOUNT_YES:
		addr_put(&who, &g->user);
		log_login(g, (struct bytes){ who.p, who.n }, "key", "yes");
		return GUARD_YES;
	case ACCOUNT_WRONG:
		log_login(g, name, "key", "wrong");
		return failed(g);
	case ACCOUNT_NOBODY:
		log_login(g, name, "key", "not-listed");
		return GUARD_NOT_LISTED;
	default:
		log_login(g, name, "key", "later");
		return GUARD_LATER;
	}
}

bool
guard_login(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd)
{
	const struct sasl_login *as = &req->u.login.as;
	struct bytes name = { as->name, as->name_n };
	struct bytes password = { as->password, as->password_n };
	bool honest = as->name_n <= sizeof(as->name) &&
		      as->password_n <= sizeof(as->password) && !g->known &&
		      g->failures < LIM_FAILURES;

	(void)fd;
	if (honest && req->u.login.mech == SASL_EXTERNAL)
		reply->verdict = by_key(g, name);
	else if (honest && req->u.login.mech <= SASL_EXTERNAL &&
		 start_password_allowed(g->start, g->secure))
		reply->verdict = by_password(g, name, password);
	else
		honest = false;
	/* POP3: without the mailbox it may be tried again. */
	if (reply->verdict == GUARD_YES && g->service->logged_in != NULL)
		reply->verdict = g->service->logged_in(g);
	g->known = reply->verdict == GUARD_YES;
	if (g->known)
		reply->u.account = g->user;
	return honest;
}

/* Does mail to A come to the one who is logged in? */
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

	if (g->acting && !signup_lasts(g))
		return GUARD_NOT_YOURS;
	if (g->acting && !g->known && addr_ieq(from, &g->user))
		return GUARD_YES;
	if ((!g->known && !g->acting) ||
	    g->start->conf.sender_login == CONF_SENDER_ANY ||
	    addr_is_null(from))
		return GUARD_YES;
	if (users_resolve(&g->users, from, look, &s) == RESOLVE_ERROR)
		return GUARD_LATER;
	return s.found ? GUARD_YES : GUARD_NOT_YOURS;
}
