/*
 * expand.c - from an alias to its targets.
 * Runs in the guard and the tools; the aliases file may hold anything.
 */
#include "users/expand.h"
#include "users/aliases.h"

#include <errno.h>
#include <string.h>

/* Did the step that is looked up now come from the step OLD? */
static bool
comes_from(const struct walk *w, size_t old)
{
	size_t i = w->at;

	while (i != old && i != 0)
		i = w->steps[i].from;
	return i == old;
}

/* One more address to look up: a target of the alias A. */
static enum resolve_rc
push(struct walk *w, const struct addr *name, const struct addr *a)
{
	struct addr target = *name;

	if (target.domain_n == 0)
		(void)addr_set(&target, addr_local(name), addr_domain(a));
	for (size_t i = 0; i < w->n; i++)
		if (addr_ieq(&w->steps[i].addr, &target)) {
			w->users->loop |= comes_from(w, i);
			return RESOLVE_YES;
		}
	if (w->n == sizeof(w->steps) / sizeof(w->steps[0])) {
		report(w->users->report, w->users->conf->aliases, 0,
		    "an alias with too many targets", addr_local(a));
		return RESOLVE_ERROR;
	}
	w->steps[w->n++] =
	    (struct step){ target, w->at, w->steps[w->at].depth + 1 };
	return RESOLVE_YES;
}

/* Of several aliases that fit, one with a domain beats one for all domains,
 * then the first one holds. */
enum fit { FIT_NOT, FIT_NAME, FIT_ADDRESS };

static bool
fits_better(const struct addr *name, const struct addr *a, enum fit *best)
{
	enum fit fit = FIT_NOT;

	if (name->domain_n > 0)
		fit = addr_ieq(name, a) ? FIT_ADDRESS : FIT_NOT;
	else if (bytes_ieq(addr_local(name), addr_local(a)))
		fit = FIT_NAME;
	if (fit <= *best)
		return false;
	*best = fit;
	return true;
}

enum resolve_rc
walk_alias(struct walk *w, const struct addr *a)
{
	static struct aliases file;
	struct users *u = w->users;
	enum fit best = FIT_NOT;
	enum alias_item item;
	size_t mark = w->n;
	struct addr found;
	bool ours = false;

	if (u->aliases < 0 || w->steps[w->at].depth == LIM_ALIAS_DEPTH)
		return u->aliases_error ? RESOLVE_ERROR : RESOLVE_NO_USER;
	aliases_init(
	    &file, u->aliases, u->conf->aliases, u->report, &u->aliases_said);
	while ((item = aliases_next(&file, &found)) <= ALIAS_TARGET) {
		enum resolve_rc rc = RESOLVE_YES;

		if (item == ALIAS_NAME && best == FIT_ADDRESS)
			break;
		if (item == ALIAS_NAME) {
			ours = fits_better(&found, a, &best);
			w->n = ours ? mark : w->n;
		} else if (ours) {
			rc = push(w, &found, a);
		}
		if (rc != RESOLVE_YES)
			return rc;
	}
	if (item == ALIAS_ERROR) {
		(void)report_errno(u->report, u->conf->aliases, NULL);
		return RESOLVE_ERROR;
	}
	return best == FIT_NOT ? RESOLVE_NO_USER : RESOLVE_YES;
}
