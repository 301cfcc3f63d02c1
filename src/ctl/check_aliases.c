/*
 * check_aliases.c - what is wrong with the aliases: a part of `check`.
 * Runs in the tool; the file may hold anything, and its syntax is the
 * business of users/aliases.c.
 */
#include "users/aliases.h"
#include "ctl/check.h"
#include "ctl/progress.h"
#include "ctl/stringset.h"

#include <stdlib.h>
#include <string.h>

/* A name, or a target of the name before it. */
struct item {
	struct addr addr;
	struct alias_place place; /* of a name */
	unsigned line;
	bool name;
};

struct work {
	struct users *users;
	struct set domains; /* ours */
	struct set names;   /* the item that holds; by place */
	struct item *items;
	size_t n, cap;
};

static const char nowhere[] = "an alias that leads to no mailbox";

static void
complain_item(struct work *w, const struct item *i, const char *what)
{
	char buf[LIM_LOCAL + 1 + LIM_DOMAIN];
	struct text t = TEXT(buf);

	addr_put(&t, &i->addr);
	report(w->users->report, w->users->conf->aliases, i->line, what,
	    text_bytes(&t));
}

static bool
read_domains(struct work *w)
{
	static struct lines l;
	struct index_key k;
	struct bytes fields;
	enum lines_rc rc;
	struct addr a;

	lines_init(&l, w->users->fd);
	progress_begin("domains", w->users->fd);
	while ((rc = users_next(w->users, &l, &a, &fields)) == LINES_OK) {
		uint32_t line = l.number;

		if (!progress_at(l.start) ||
		    set_add(&w->domains, index_key_domain(&k, addr_domain(&a)),
			&line) == SET_ERROR)
			return false;
	}
	return rc == LINES_END;
}

static bool
keep_item(struct work *w, const struct item *i)
{
	if (w->n == w->cap) {
		size_t cap = w->cap > 0 ? w->cap * 2 : 64;
		struct item *more = reallocarray(w->items, cap, sizeof(*more));

		if (more == NULL)
			return false;
		w->items = more;
		w->cap = cap;
	}
	w->items[w->n++] = *i;
	return true;
}

/* The last item is a name: of equal ones the first holds. */
static bool
add_name(struct work *w)
{
	struct index_key k;
	uint32_t number = (uint32_t)w->n - 1;

	return set_add(&w->names, index_key_addr(&k, &w->items[w->n - 1].addr),
		   &number) != SET_ERROR;
}

/* Finds an alias in memory, for the lookups of each target. */
static bool
known(void *arg, const struct addr *a, struct alias_place *out)
{
	const struct work *w = arg;
	struct index_key k;
	uint32_t number;

	if (!set_get(&w->names, index_key_addr(&k, a), &number) &&
	    !set_get(&w->names, index_key_local(&k, addr_local(a)), &number))
		return false;
	*out = w->items[number].place;
	return true;
}

static bool
read_items(struct work *w)
{
	static struct aliases file;
	struct users *u = w->users;
	enum alias_item what;
	struct item i;

	progress_begin("aliases", u->aliases);
	aliases_init(&file, u->aliases, u->conf->aliases, u->report,
	    &u->aliases_reported);
	while ((what = aliases_next(&file, &i.addr)) <= ALIAS_TARGET) {
		i.name = what == ALIAS_NAME;
		i.line = file.lines.number;
		i.place = aliases_here(&file);
		if (!progress_at(i.place.at) || !keep_item(w, &i) ||
		    (i.name && !add_name(w)))
			return false;
	}
	return what == ALIAS_END;
}

/* The addresses that A may stand for below the alias NAME, one a call. */
static bool
next_meaning(const struct work *w, const struct addr *a,
    const struct addr *name, size_t *at, struct addr *out)
{
	struct bytes domain = addr_domain(a->domain_n > 0 ? a : name);

	if (progress_stopped())
		return false;
	if (domain.n > 0) {
		if ((*at)++ > 0)
			return false;
	} else if (!set_next(&w->domains, at, &domain)) {
		return false;
	}
	return addr_set(out, addr_local(a), domain);
}

static bool
take_any(void *arg, const struct addr *box)
{
	(void)arg;
	(void)box;
	return true;
}

/* The reason why mail to this name is not delivered, or NULL. */
static const char *
verdict(struct work *w, const struct addr *name)
{
	struct users *u = w->users;
	struct user found;
	struct addr a;
	size_t at = 0;

	while (next_meaning(w, name, name, &at, &a)) {
		enum resolve_rc rc;

		if (users_domain(u, &a) == USERS_NO)
			return "an alias in a domain that is not ours";
		if (users_find(u, USERS_ENTRY, &a, &found) == USERS_YES)
			continue;
		rc = users_resolve(u, &a, take_any, NULL);
		if (u->loop)
			return "an alias that leads into a loop";
		return rc == RESOLVE_YES ? NULL : nowhere;
	}
	return "an alias that a user of this name hides";
}

static void
check_target(struct work *w, const struct addr *name, const struct item *i)
{
	enum resolve_rc rc = RESOLVE_NO_USER;
	struct addr a;
	size_t at = 0;

	while (next_meaning(w, &i->addr, name, &at, &a)) {
		rc = users_resolve(w->users, &a, take_any, NULL);
		if (rc == RESOLVE_YES)
			return;
	}
	complain_item(w, i,
	    rc == RESOLVE_NOT_OURS ? "a target that is not ours"
				   : "a target that leads to no mailbox");
}

static void
check_twice(struct work *w, size_t i)
{
	struct index_key k;
	uint32_t first = (uint32_t)i;

	if (set_get(&w->names, index_key_addr(&k, &w->items[i].addr), &first) &&
	    first != i)
		complain_item(
		    w, &w->items[i], "an alias that an earlier line hides");
}

/* The alias whose name is item I; the number of the next one's. */
static size_t
check_alias(struct work *w, size_t i)
{
	const struct item *name = &w->items[i];
	const char *why = verdict(w, &name->addr);
	unsigned before = w->users->report->count;
	size_t first = i + 1;

	if (why != NULL && why != nowhere)
		complain_item(w, name, why);
	for (i = first; i < w->n && !w->items[i].name; i++)
		if (why == NULL || why == nowhere)
			check_target(w, &name->addr, &w->items[i]);
	/* No target was at fault, and still no mail arrives. */
	if (why == nowhere && i > first && w->users->report->count == before)
		complain_item(w, name, why);
	return i;
}

void
check_aliases(struct users *u)
{
	static struct work w;
	bool ok;

	if (u->aliases < 0)
		return;
	w.users = u;
	set_init(&w.domains);
	set_init(&w.names);
	ok = read_domains(&w) && read_items(&w);
	if (!ok)
		(void)report_errno(
		    u->report, u->conf->aliases, "cannot be checked");
	u->alias_known = known;
	u->alias_arg = &w;
	/* Without any user no alias leads anywhere, and that was reported. */
	progress_begin("aliases", u->aliases);
	for (size_t i = 0; ok && w.domains.n > 0 && i < w.n;) {
		if (!progress_at(w.items[i].place.at))
			break;
		check_twice(&w, i);
		i = check_alias(&w, i);
	}
	u->alias_known = NULL;
	set_free(&w.domains);
	set_free(&w.names);
	free(w.items);
}
