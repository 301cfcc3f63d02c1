/*
 * wanted.c - lookups in the files for all addresses of a level, in one pass
 * each.
 * Runs in the guard and the tools; the files may hold anything.
 */
#include "users/expand.h"

#include <string.h>

#define HEADS (sizeof(((struct walk *)0)->heads) / sizeof(uint16_t))

static uint32_t
mix(uint32_t h, struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		h = h * 33 + (uint32_t)ascii_lower(b.p[i]);
	return h;
}

uint32_t
walk_hash(struct bytes local, struct bytes domain)
{
	return mix(mix(5381, local) * 33, domain);
}

static uint32_t
hash_domain(struct bytes domain)
{
	return mix(1, domain);
}

bool
walk_meaning(
    const struct walk *w, size_t step, enum look what, struct addr *out)
{
	const struct addr *a = &w->steps[step].addr;
	struct bytes rest = addr_local(a), local = rest;
	char delimiter = w->users->conf->delimiter[0];

	if (what == LOOK_CATCHALL)
		local = BYTES("");
	else if (what == LOOK_BASE &&
		 (delimiter == '\0' || !bytes_cut(&rest, delimiter, &local) ||
		     local.n == 0))
		return false;
	return addr_set(out, local, addr_domain(a));
}

static void
want(struct walk *w, size_t step, enum look what, uint32_t hash)
{
	uint16_t *head = &w->heads[hash % HEADS];

	w->wants[w->wants_n++] =
	    (struct want){ hash, (uint16_t)step, (uint16_t)what, *head };
	*head = (uint16_t)w->wants_n;
}

/* All that this level looks for, once a file must be read for it. */
static void
want_all(struct walk *w)
{
	if (w->wanted)
		return;
	w->wanted = true;
	w->wants_n = 0;
	w->open = w->end - w->first;
	memset(w->heads, 0, sizeof(w->heads));
	for (size_t i = w->first; i < w->end; i++) {
		struct step *home = &w->steps[w->steps[i].home];
		struct addr a;

		for (enum look what = 0; what < LOOK_ENTRIES; what++)
			if (walk_meaning(w, i, what, &a))
				want(w, i, what,
				    walk_hash(addr_local(&a), addr_domain(&a)));
		want(w, i, LOOK_NAME,
		    walk_hash(addr_local(&w->steps[i].addr), BYTES("")));
		if (walk_meaning(w, i, LOOK_BASE, &a))
			want(w, i, LOOK_BASE_NAME,
			    walk_hash(addr_local(&a), BYTES("")));
		if (home->asked == w->end)
			continue;
		home->asked = (uint16_t)w->end;
		want(w, w->steps[i].home, LOOK_DOMAIN,
		    hash_domain(addr_domain(&home->addr)));
	}
}

/* The next want of this hash behind *AT, which begins at 0. */
static const struct want *
next_want(const struct walk *w, uint32_t hash, size_t *at)
{
	size_t i = *at > 0 ? w->wants[*at - 1].next : w->heads[hash % HEADS];

	while (i > 0 && w->wants[i - 1].hash != hash)
		i = w->wants[i - 1].next;
	*at = i;
	return i > 0 ? &w->wants[i - 1] : NULL;
}

/* An entry of the file answers those who want it; the first one holds. True:
 * nobody needs another. */
static bool
answer(const struct user *e, const void *arg)
{
	struct walk *w = *(struct walk *const *)arg;
	struct bytes domain = addr_domain(&e->addr);
	uint32_t hash = walk_hash(addr_local(&e->addr), domain);
	const struct want *x;
	struct addr a;

	for (size_t at = 0; (x = next_want(w, hash, &at)) != NULL;) {
		struct step *s = &w->steps[x->step];

		if (x->what >= LOOK_ENTRIES || s->at[x->what] >= 0 ||
		    !walk_meaning(w, x->step, x->what, &a) ||
		    !addr_ieq(&a, &e->addr))
			continue;
		s->at[x->what] = e->at;
		w->open -= x->what == LOOK_WHOLE;
	}
	hash = hash_domain(domain);
	for (size_t at = 0; (x = next_want(w, hash, &at)) != NULL;)
		if (x->what == LOOK_DOMAIN &&
		    addr_same_domain(&w->steps[x->step].addr, &e->addr))
			w->steps[x->step].ours = true;
	return w->open == 0;
}

static bool
scan(struct walk *w)
{
	struct user last;

	if (!w->scanned) {
		want_all(w);
		w->scanned =
		    users_scan(w->users, answer, &w, &last) != USERS_ERROR;
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
		rc = users_by_index(w->users, &a, out);
	if (rc != USERS_ERROR)
		return rc;
	if (!scan(w))
		return USERS_ERROR;
	at = w->steps[w->at].at[what];
	if (at < 0)
		return USERS_NO;
	if (users_at(w->users, at, out) && addr_ieq(&out->addr, &a))
		return USERS_YES;
	report(w->users->report, w->users->conf->users, 0,
	    "an entry cannot be read again", BYTES(""));
	return USERS_ERROR;
}

enum users_rc
walk_ours(struct walk *w)
{
	struct bytes domain = addr_domain(&w->steps[w->at].addr);
	enum users_rc rc = USERS_ERROR;

	if (!w->scanned)
		rc = users_domain_by_index(w->users, domain);
	if (rc == USERS_ERROR && !scan(w))
		return USERS_ERROR;
	if (rc == USERS_ERROR)
		rc = w->steps[w->steps[w->at].home].ours ? USERS_YES : USERS_NO;
	return rc == USERS_NO ? users_vacant(w->users, domain) : rc;
}

/* Of several aliases that fit, one with a domain beats one for all domains,
 * then the first one holds. */
static void
offer(struct walk *w, const struct addr *name, struct alias_place here)
{
	uint32_t hash = walk_hash(addr_local(name), addr_domain(name));
	const struct want *x;
	struct addr a;

	here.fits = name->domain_n > 0 ? FIT_ADDRESS : FIT_NAME;
	for (size_t at = 0; (x = next_want(w, hash, &at)) != NULL;) {
		bool base = x->what == LOOK_BASE || x->what == LOOK_BASE_NAME;
		struct alias_place *best = &w->steps[x->step].alias[base];

		if (x->what == LOOK_CATCHALL || x->what == LOOK_DOMAIN ||
		    here.fits <= best->fits ||
		    !walk_meaning(
			w, x->step, base ? LOOK_BASE : LOOK_WHOLE, &a))
			continue;
		if (name->domain_n > 0
			? addr_ieq(name, &a)
			: bytes_ieq(addr_local(name), addr_local(&a)))
			*best = here;
	}
}

static bool
read_aliases(struct walk *w)
{
	static struct aliases file;
	struct users *u = w->users;
	enum alias_item item;
	struct addr name;

	want_all(w);
	aliases_init(
	    &file, u->aliases, u->conf->aliases, u->report, &u->aliases_said);
	while ((item = aliases_next(&file, &name)) <= ALIAS_TARGET)
		if (item == ALIAS_NAME)
			offer(w, &name, aliases_here(&file));
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
