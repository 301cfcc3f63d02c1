/*
 * guard_oracle.h - what guard.h promises of each request, and whether the guard
 * of guard_walk.h keeps it. Written from guard.h alone.
 */
#ifndef GUARD_ORACLE_H
#define GUARD_ORACLE_H

#include "guard_oracle_login.h"

#include <fcntl.h>
#include <limits.h>

static int
oracle_mail(struct model *m, const struct addr *a)
{
	if (!IN(m, S(M_GREETED)) || !addr_sane(a))
		return BREACH;
	/* The login is Ann's. */
	if (m->logged_in && !addr_is_null(a) && oracle_user(a) != ANN)
		return GUARD_NOT_YOURS;
	m->mailed = true;
	m->at = M_MAIL;
	return GUARD_YES;
}

static int
oracle_rcpt(struct model *m, const struct addr *a)
{
	int u = oracle_user(a);

	if (!IN(m, S(M_MAIL) | S(M_RCPT)) || !addr_sane(a) || addr_is_null(a))
		return BREACH;
	if (m->accepted >= LIM_RCPT_MIN)
		return GUARD_TOO_MANY;
	if (u < 0)
		return u == -1 ? GUARD_NO_USER : GUARD_NOT_OURS;
	if (m->to == 0)
		m->first = (unsigned)u;
	m->to |= 1U << u;
	m->accepted++;
	m->at = M_RCPT;
	return GUARD_YES;
}

static int
oracle_commit(struct model *m, uint64_t claimed)
{
	if (m->at != M_BODY || m->open || claimed < m->body ||
	    claimed > 2 * m->body)
		return BREACH;
	for (int u = 0; u < USERS; u++)
		m->stored[u] += m->to >> u & 1;
	oracle_forget(m);
	return GUARD_YES;
}

static bool
oracle_hello_valid(const struct guard_request *r)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789.:_[]-";

	for (unsigned i = 0; i < r->u.hello.n; i++)
		if (r->u.hello.name[i] == '\0' ||
		    strchr(good, r->u.hello.name[i]) == NULL)
			return false;
	return r->u.hello.n > 0 && r->u.hello.esmtp <= 1;
}

static int
oracle_smtp(struct model *m, const struct guard_request *r)
{
	if (m->pop3 || !IN(m, S_SMTP))
		return BREACH;
	switch (r->op) {
	case GUARD_HELLO:
		if (!oracle_hello_valid(r))
			return BREACH;
		oracle_forget(m);
		m->at = M_GREETED;
		return GUARD_YES;
	case GUARD_RESET:
		oracle_forget(m);
		return GUARD_YES;
	case GUARD_MAIL:
		return oracle_mail(m, &r->u.mail);
	case GUARD_RCPT:
		return oracle_rcpt(m, &r->u.rcpt);
	case GUARD_COMMIT:
		return oracle_commit(m, r->u.commit.size);
	case GUARD_BODY:
		if (m->at != M_RCPT)
			return BREACH;
		m->drafts[m->first]++;
		m->body = 0;
		m->open = true;
		m->at = M_BODY;
		return GUARD_YES;
	default: /* GUARD_FAILED */
		if (m->at != M_BODY || r->u.failed == 0 ||
		    r->u.failed > INT_MAX)
			return BREACH;
		m->drafts[m->first]--;
		m->at = M_RCPT;
		return NOTHING;
	}
}

/* What a request is answered with: a verdict, NOTHING, or the end. */
static int
oracle_says(struct model *m, const struct guard_request *r, bool genuine)
{
	if (m->watching && r->op != GUARD_NEXT && r->op != GUARD_UNWATCH &&
	    r->op != GUARD_BYE)
		return BREACH;
	switch (r->op) {
	case GUARD_HELLO:
	case GUARD_MAIL:
	case GUARD_RCPT:
	case GUARD_BODY:
	case GUARD_FAILED:
	case GUARD_COMMIT:
	case GUARD_RESET:
		return oracle_smtp(m, r);
	case GUARD_LOGIN:
		return oracle_login(m, r);
	case GUARD_RCKEY:
		return IN(m, S_SMTP | S(M_LOGIN) | S(M_MBOX)) ? GUARD_YES
							      : BREACH;
	case GUARD_NOISE1:
		return oracle_noise1(m, r);
	case GUARD_NOISE3:
		return oracle_noise3(m, genuine);
	case GUARD_TLS:
		return oracle_tls(m);
	case GUARD_SEALED:
		return oracle_sealed(m);
	case GUARD_SIZES:
	case GUARD_IDS:
	case GUARD_READ:
	case GUARD_MARK:
	case GUARD_UPDATE:
		return oracle_mbox(m, r);
	case GUARD_WATCH:
	case GUARD_NEXT:
	case GUARD_UNWATCH:
		return oracle_watch(m, r->op);
	case GUARD_BYE:
		return oracle_bye(m, r);
	default:
		return BREACH;
	}
}

/* The same of a whole message. Requests that were posted have no answer, and
 * so none that could be a refusal: HELLO and MAIL alone can be. */
static int
oracle_message(struct model *m, const struct step *s, bool genuine)
{
	int said = BREACH;

	for (unsigned i = 0; i < s->n; i++) {
		const struct guard_request *r = &s->req[i];

		if (s->odd ||
		    (r->posted && r->op != GUARD_HELLO && r->op != GUARD_MAIL))
			return BREACH;
		said = oracle_says(m, r, genuine);
		if (said == BREACH || (r->posted && said != GUARD_YES))
			return BREACH;
		if (r->posted)
			said = NOTHING;
		else if (i + 1 < s->n)
			return BREACH;
	}
	return said;
}

#endif
