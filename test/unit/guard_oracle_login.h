/*
 * guard_oracle_login.h - what guard.h promises of logins and channels, of a
 * mailbox, and of the end.
 */
#ifndef GUARD_ORACLE_LOGIN_H
#define GUARD_ORACLE_LOGIN_H

#include "guard_walk.h"

#define IN(m, states) ((1U << (m)->at & (states)) != 0)
#define S(state) (1U << (state))
#define S_SMTP (S(M_START) | S(M_GREETED) | S(M_MAIL) | S(M_RCPT) | S(M_BODY))
#define S_CLEAR (S(M_START) | S(M_GREETED) | S(M_LOGIN))

/* The user with this address; -1: none in a domain of ours; -2: not ours. */
static int
oracle_user(const struct addr *a)
{
	if (!bytes_ieq(addr_domain(a), BYTES("b.c")))
		return -2;
	for (int u = 0; u < USERS; u++)
		if (bytes_ieq(addr_local(a), bytes_str(walk_user[u])))
			return u;
	return -1;
}

static void
oracle_forget(struct model *m)
{
	if (m->at == M_BODY)
		m->drafts[m->first]--;
	if (IN(m, S(M_MAIL) | S(M_RCPT) | S(M_BODY)))
		m->at = M_GREETED;
	m->accepted = m->to = 0;
}

static void
oracle_anew(struct model *m)
{
	m->at = m->pop3 ? M_LOGIN : M_START;
}

static int
oracle_login(struct model *m, const struct guard_request *r)
{
	const struct sasl_login *as = &r->u.login.as;
	struct bytes name = { as->name, as->name_n };

	if (!IN(m, S(M_GREETED) | S(M_LOGIN)) || m->logged_in ||
	    m->failures >= LIM_FAILURES || as->name_n > sizeof(as->name) ||
	    as->password_n > sizeof(as->password) ||
	    r->u.login.mech > SASL_EXTERNAL)
		return BREACH;
	if (r->u.login.mech == SASL_EXTERNAL)
		return GUARD_NOT_LISTED;
	if (!bytes_eq(name, BYTES("ann@b.c")) || as->password_n != 5 ||
	    memcmp(as->password, "right", 5) != 0) {
		m->failures++;
		return GUARD_WRONG;
	}
	m->logged_in = true;
	if (m->pop3) {
		m->at = M_MBOX;
		m->listed = true;
	}
	return GUARD_YES;
}

static int
oracle_noise1(struct model *m, const struct guard_request *r)
{
	if (!IN(m, S_CLEAR) || m->mailed || m->sealed || m->logged_in)
		return BREACH;
	if (memcmp(r->u.noise1.server, walk.key, NOISE_KEY) != 0)
		return GUARD_NOT_OURS;
	if (memcmp(&r->u.noise1, &walk_noise1.u.noise1, sizeof(r->u.noise1)) !=
	    0)
		return GUARD_FORGED;
	m->at = M_NOISE;
	return GUARD_YES;
}

static int
oracle_noise3(struct model *m, bool genuine)
{
	if (m->at != M_NOISE)
		return BREACH;
	m->sealed = m->noise = genuine;
	oracle_anew(m);
	return genuine ? GUARD_YES : GUARD_FORGED;
}

/* The process for TLS is ready once, and ends if it is asked wrongly. */
static int
oracle_tls(struct model *m)
{
	if (!IN(m, S_CLEAR) || m->sealed || m->logged_in || m->unsealed)
		return BREACH;
	if (m->starter && !m->relay) {
		m->relay = true;
		return GUARD_YES;
	}
	m->starter = false;
	return GUARD_LATER;
}

static int
oracle_sealed(struct model *m)
{
	if (!IN(m, S_CLEAR) || m->sealed || m->logged_in || m->unsealed)
		return BREACH;
	m->sealed = m->starter && m->relay;
	m->unsealed = !m->sealed;
	m->starter = m->sealed;
	oracle_anew(m);
	return m->sealed ? GUARD_YES : GUARD_FORGED;
}

static int
oracle_mbox(struct model *m, const struct guard_request *r)
{
	unsigned n = m->listed, beyond = 0;

	if (m->at != M_MBOX)
		return BREACH;
	switch (r->op) {
	case GUARD_SIZES:
	case GUARD_IDS:
		return r->u.first <= n ? GUARD_YES : BREACH;
	case GUARD_READ:
		return r->u.message < n ? GUARD_YES : BREACH;
	case GUARD_MARK:
		for (unsigned i = 0; i < 8 * GUARD_MARKS; i++)
			if (((r->u.mark.deleted[i / 8] |
				 r->u.mark.sent[i / 8]) >>
				    (i % 8) &
				1) != 0 &&
			    (uint64_t)r->u.mark.first + i >= n)
				beyond++;
		if (beyond > 0)
			return BREACH;
		m->gone = m->gone || (r->u.mark.deleted[0] & 1) != 0;
		m->marked = m->marked || (r->u.mark.sent[0] & 1) != 0;
		return GUARD_YES;
	default: /* GUARD_UPDATE */
		if (m->listed && (m->gone || m->marked))
			m->stored[ANN]--;
		if (m->listed && m->marked && !m->gone)
			m->seen[ANN]++;
		m->listed = false;
		return GUARD_YES;
	}
}

static int
oracle_bye(struct model *m, const struct guard_request *r)
{
	if (m->at == M_END || r->u.bye.end >= GUARD_ENDS ||
	    r->u.bye.outcome >= GUARD_OUTCOMES)
		return BREACH;
	oracle_forget(m);
	m->watching = m->waiting = false;
	m->at = M_END;
	return NOTHING;
}

static int
oracle_watch(struct model *m, uint32_t op)
{
	if (!m->teaching || m->pop3 || (op == GUARD_WATCH) == m->watching ||
	    (op == GUARD_NEXT && m->waiting) ||
	    (op == GUARD_WATCH && !IN(m, S_SMTP)))
		return BREACH;
	if (op == GUARD_WATCH && !m->logged_in)
		return GUARD_NOT_YOURS;
	m->waiting = op == GUARD_NEXT;
	if (op == GUARD_NEXT && m->came > 0) {
		m->came--;
		m->waiting = false;
		return GUARD_MAIL_CAME;
	}
	m->watching = op != GUARD_UNWATCH;
	if (op != GUARD_NEXT)
		m->came = 0;
	return op == GUARD_NEXT ? NOTHING : GUARD_YES;
}

#endif
