/*
 * expand.c - the steps: from an alias to its targets, level by level.
 * Runs in the guard and the tools; the aliases file may hold anything.
 */
#include "users/expand.h"

/* True if the step that is looked up now came from the step OLD. */
static bool
comes_from(const struct walk *w, size_t old)
{
	size_t i = w->at;

	while (i != old && i != 0)
		i = w->steps[i].from;
	return i == old;
}

bool
walk_push(struct walk *w, const struct addr *a)
{
	uint32_t hash = walk_hash(a);
	struct step *s = &w->steps[w->n];

	for (size_t i = 0; i < w->n; i++)
		if (w->steps[i].hash == hash &&
		    addr_ieq(&w->steps[i].addr, a)) {
			w->users->loop |= comes_from(w, i);
			return true;
		}
	if (w->n == STEPS)
		return false;
	*s = (struct step){ .addr = *a,
		.hash = hash,
		.from = (uint16_t)w->at,
		.depth = w->n > 0 ? w->steps[w->at].depth + 1 : 0,
		.at = { -1, -1, -1, -1 } };
	w->n++;
	return true;
}

bool
walk_level(struct walk *w)
{
	w->first = w->at = w->end;
	w->end = w->n;
	w->wanted = w->scanned = w->aliased = false;
	return w->first < w->end;
}

static enum resolve_rc
fails(const struct users *u, const char *why, struct bytes show)
{
	report(u->report, u->conf->aliases, 0, why, show);
	return RESOLVE_ERROR;
}

enum resolve_rc
walk_alias(struct walk *w, enum look what)
{
	static struct aliases file;
	struct users *u = w->users;
	struct alias_place place;
	enum users_rc rc = walk_find(w, what, &place);
	enum alias_item item;
	struct addr a, name, target;

	if (rc != USERS_YES || !walk_meaning(w, w->at, what, &a))
		return rc == USERS_ERROR ? RESOLVE_ERROR : RESOLVE_NO_USER;
	aliases_init(&file, u->aliases, u->conf->aliases, u->report,
	    &u->aliases_reported);
	aliases_go(&file, &place);
	item = aliases_next(&file, &name);
	if (item != ALIAS_ERROR &&
	    (item != ALIAS_NAME ||
		!bytes_ieq(addr_local(&name), addr_local(&a))))
		return fails(u, "changed while it was read", BYTES(""));
	/* After an error nothing more is read: it would be found too late. */
	while (item != ALIAS_ERROR &&
	       (item = aliases_next(&file, &name)) == ALIAS_TARGET) {
		target = name;
		if (name.domain_n == 0)
			(void)addr_set(
			    &target, addr_local(&name), addr_domain(&a));
		if (!walk_push(w, &target))
			return fails(u, "an alias with too many targets",
			    addr_local(&a));
	}
	users_count(u, file.lines.base + (off_t)file.lines.end - place.at);
	if (item != ALIAS_ERROR)
		return RESOLVE_YES;
	(void)report_errno(u->report, u->conf->aliases, NULL);
	return RESOLVE_ERROR;
}
