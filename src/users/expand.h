/*
 * expand.h - the way from an address to its mailboxes. Private to src/users.
 *
 * It goes level by level: the addresses of a level are looked for in the files
 * together, so a file is read once for all of them.
 */
#ifndef USERS_EXPAND_H
#define USERS_EXPAND_H

#include "users/aliases.h"
#include "users/users.h"

/* A step looks for its address, the address without +tag, the catch-all, its
 * domain, and aliases for all domains. */
enum look {
	LOOK_WHOLE,
	LOOK_BASE,
	LOOK_CATCHALL,
	LOOK_DOMAIN,
	LOOK_ENTRIES, /* those that entries answer */
	LOOK_NAME = LOOK_ENTRIES,
	LOOK_BASE_NAME,
	LOOK_KINDS
};

/* Addresses that are to be looked up, and those that were. No address is added
 * twice, so a loop ends. */
struct step {
	struct addr addr;
	uint32_t hash;          /* of the address */
	uint16_t from;          /* the step whose alias led here */
	unsigned depth;         /* aliases it went through */
	off_t at[LOOK_ENTRIES]; /* entries that a scan has found; -1: none */
	/* Aliases of the whole address, and without +tag. */
	struct alias_place alias[2];
};

/* One thing that a pass over a file looks for. Once an entry has answered it,
 * it is in no chain. */
struct want {
	uint32_t hash;
	uint16_t step, what;
	uint16_t next; /* in the chain of this hash, plus one */
};

#define STEPS (1 + LIM_ALIAS_TARGETS)
#define HEADS 8192 /* a power of two, not less than all wants */
_Static_assert(HEADS >= STEPS * LOOK_KINDS, "the mask stays below it");

struct walk {
	struct users *users;
	resolve_add *add;
	void *arg;
	bool added;      /* ADD was called */
	bool postmaster; /* an alias of postmaster is among the steps */
	/* The level: its first step, the one looked up now, the first one of
	 * the next level; and all steps. */
	size_t first, at, end, n;
	/* For this level: its wants are listed; the users file was scanned for
	 * them, or the aliases. */
	bool wanted, scanned, aliased;
	size_t open; /* whole addresses that are not found yet */
	size_t wants_n;
	size_t mask; /* of hashes, to a chain */
	uint16_t heads[HEADS];
	struct step steps[STEPS];
	struct want wants[STEPS * LOOK_KINDS];
};

/* One more address to look up; false: there are too many. */
bool walk_push(struct walk *w, const struct addr *a);
/* The next level begins; false: there is none. */
bool walk_level(struct walk *w);
uint32_t walk_hash(const struct addr *a);
/* Puts the address that WHAT means for a step. That of a domain has no local
 * part, that of an alias for all domains no domain. False: there is none. */
bool walk_meaning(
    const struct walk *w, size_t step, enum look what, struct addr *out);
/* Finds the entry that WHAT means for the present step. */
enum users_rc walk_entry(struct walk *w, enum look what, struct user *out);
/* USERS_YES if the domain of the present step is ours. */
enum users_rc walk_ours(struct walk *w);
/* USERS_YES: *OUT is the place of the alias that holds for it (LOOK_WHOLE,
 * LOOK_BASE). */
enum users_rc walk_find(
    struct walk *w, enum look what, struct alias_place *out);

/* Adds the targets of that alias to the steps. RESOLVE_YES: there is one,
 * whatever its targets are. */
enum resolve_rc walk_alias(struct walk *w, enum look what);

#endif
