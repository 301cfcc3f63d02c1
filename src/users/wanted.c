/*
 * wanted.c - lookups in the files for all addresses of a level, in one pass
 * each.
 * Runs in the guard and the tools; the files may hold anything.
 */
#include "users/expand.h"

#include <string.h>

static uint32_t
mix(uint32_t h, struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		h = h * 33 + (uint32_t)ascii_lower(b.p[i]);
	return h;
}

uint32_t
walk_hash(const struct addr *a)
{
	return mix(mix(5381, addr_local(a)) * 33, addr_domain(a));
}

bool
walk_meaning(
    const struct walk *w, size_t step, enum look what, struct addr *out)
{
	const struct addr *a = &w->steps[step].addr;
	struct bytes rest = addr_local(a), local = rest;
	char delimiter = w->users->conf->delimiter[0];

	if (what == LOOK_CATCHALL || what == LOOK_DOMAIN)
		local = BYTES("");
	else if ((what == LOOK_BASE || what == LOOK_BASE_NAME) &&
		 (delimiter == '\0' || !bytes_cut(&rest, delimiter, &local) ||
		     local.n == 0))
		return false;
	return addr_set(
	    out, local, what < LOOK_NAME ? addr_domain(a) : BYTES(""));
}

/* All that this level looks for, once a file must be read for it. */
static void
want_all(struct walk *w)
{
	struct addr a;

	if (w->wanted)
		return;
	w->wanted = true;
	w->wants_n = 0;
	w->open = w->end - w->first;
	/* No more heads than there is use for: each page of them costs. */
	w->mask = 63;
	while (w->mask < w->open * LOOK_KINDS)
		w->mask = w->mask * 2 + 1;
	memset(w->heads, 0, (w->mask + 1) * sizeof(w->heads[0]));
	for (size_t i = w->first; i < w->end; i++)
		for (enum look what = 0; what < LOOK_KINDS; what++)
			if (walk_meaning(w, i, what, &a)) {
				uint32_t hash = walk_hash(&a);
				uint16_t *head = &w->heads[hash & w->mask];

				w->wants[w->wants_n++] = (struct want){ hash,
					(uint16_t)i, (uint16_t)what, *head };
				*head = (uint16_t)w->wants_n;
			}
}

/* A file has a line for it: an entry, or else an alias. */
struct met {
	const struct user *entry;
	struct alias_place alias;
};

/* The first entry holds. True: X is answered. */
static bool
by_entry(struct walk *w, const struct want *x, const struct user *e)
{
	if (x->what >= LOOK_ENTRIES ||
	    (x->what == LOOK_CATCHALL && e->addr.local_n > 0))
		return false;
	w->steps[x->step].at[x->what] = e->at;
	w->open -= x->what == LOOK_WHOLE;
	return true;
}

/* Of several aliases that fit, one with a domain beats one for all domains,
 * then the first one holds. */
static bool
by_alias(struct walk *w, const struct want *x, struct alias_place here)
{
	bool base = x->what == LOOK_BASE || x->what == LOOK_BASE_NAME;
	struct alias_place *best = &w->steps[x->step].alias[base];

	if (x->what != LOOK_CATCHALL && x->what != LOOK_DOMAIN &&
	    here.fits > best->fits)
		*best = here;
	return false;
}

/* Answers those who want the address KEY with what has been met. */
static void
answer(struct walk *w, const struct addr *key, const struct met *m)
{
	uint32_t hash = walk_hash(key);
	uint16_t *link = &w->heads[hash & w->mask];
	struct addr a;

	while (*link > 0) {
		struct want *x = &w->wants[*link - 1];

		if (x->hash == hash && walk_meaning(w, x->step, x->what, &a) &&
		    addr_ieq(&a, key) &&
		    (m->entry != NULL ? by_entry(w, x, m->entry)
				      : by_alias(w, x, m->alias)))
			*link = x->next;
		else
			link = &x->next;
	}
}

/* True: all are answered. */
static bool
take_entry(const struct user *e, void *arg)
{
	struct walk *w = arg;
	const struct met m = { .entry = e };
	struct addr domain;

	answer(w, &e->addr, &m);
	(void)addr_set(&domain, BYTES(""), addr_domain(&e->addr));
	answer(w, &domain, &m);
	return w->open == 0;
}

static bool
scan(struct walk *w)
{
	struct user last;

	if (!w->scanned) {
		want_all(w);
		w->scanned =
		    users_scan(w->users, take_entry, w, &last) != USERS_ERROR;
	}
	return w->scanned;
}

enum users_rc
walk_entry(struct walk *w, enum look what, struct user *out)
{
	enum users_rc rc = USERS_ERROR;
	off_t at;
	struct addr a;

	if (!walk_meaning(w, w->at, what, &a))
		return USERS_NO;
	if (!w->scanned)
		rc = users_by_index(w->users,
		    what == LOOK_DOMAIN ? USERS_DOMAIN : USERS_ENTRY, &a, out);
	if (rc != USERS_ERROR)
		return rc;
	if (!scan(w))
		return USERS_ERROR;
	at = w->steps[w->at].at[what];
	if (at < 0)
		return USERS_NO;
	if (what == LOOK_DOMAIN ||
	    (users_at(w->users, at, out) && addr_ieq(&out->addr, &a)))
		return USERS_YES;
	report(w->users->report, w->users->conf->users, 0,
	    "an entry cannot be read again", BYTES(""));
	return USERS_ERROR;
}

enum users_rc
walk_ours(struct walk *w)
{
	struct user found;

	return users_vacant(w->users, &w->steps[w->at].addr,
	    walk_entry(w, LOOK_DOMAIN, &found));
}

static bool
read_aliases(struct walk *w)
{
	static struct aliases file;
	struct users *u = w->users;
	enum alias_item item;
	struct addr name;

	want_all(w);
	aliases_init(&file, u->aliases, u->conf->aliases, u->report,
	    &u->aliases_reported);
	while ((item = aliases_next(&file, &name)) <= ALIAS_TARGET)
		if (item == ALIAS_NAME) {
			struct met m = { .alias = aliases_here(&file) };

			m.alias.fits =
			    name.domain_n > 0 ? FIT_ADDRESS : FIT_NAME;
			answer(w, &name, &m);
		}
	users_count(u, file.lines.base + (off_t)file.lines.end);
	if (item == ALIAS_ERROR)
		(void)report_errno(u->report, u->conf->aliases, NULL);
	return item != ALIAS_ERROR;
}

enum users_rc
walk_find(struct walk *w, enum look what, struct alias_place *out)
{
	struct users *u = w->users;
	struct addr a;

	if (!walk_meaning(w, w->at, what, &a) ||
	    w->steps[w->at].depth == LIM_ALIAS_DEPTH)
		return USERS_NO;
	if (u->aliases < 0)
		return u->aliases_error ? USERS_ERROR : USERS_NO;
	if (u->alias_known != NULL)
		return u->alias_known(u->alias_arg, &a, out) ? USERS_YES
							     : USERS_NO;
	w->aliased = w->aliased || read_aliases(w);
	if (!w->aliased)
		return USERS_ERROR;
	*out = w->steps[w->at].alias[what == LOOK_BASE];
	return out->line > 0 ? USERS_YES : USERS_NO;
}
