/*
 * expand.h - the way from an address to its mailboxes. Private to src/vault.
 */
#ifndef USERS_EXPAND_H
#define USERS_EXPAND_H

#include "users/users.h"

/* Addresses still to be looked up, and those that have been: an address
 * that is here already is not looked up again, so a loop ends. */
struct step {
	struct addr addr;
	size_t from;    /* the step whose alias led here */
	unsigned depth; /* aliases it went through */
};

struct walk {
	struct users *users;
	resolve_add *add;
	void *arg;
	bool added;      /* ADD was called */
	bool postmaster; /* an alias of postmaster is among the steps */
	size_t at, n;    /* the step that is looked up now, and all */
	struct step steps[1 + LIM_ALIAS_TARGETS];
};

/* Adds the targets of the alias A to the steps. RESOLVE_YES: A is an alias,
 * whatever its targets are. */
enum resolve_rc walk_alias(struct walk *w, const struct addr *a);

#endif
