/*
 * change.h - one change to one user's line of the users file, under the
 * lock of edit.h.
 */
#ifndef VAULT_CHANGE_H
#define VAULT_CHANGE_H

#include "base/addr.h"
#include "vault/edit.h"

struct change {
	const struct addr *who;
	struct bytes hash; /* as hash_make writes it; may be empty */
	bool remove;
	/* Found by change_look: */
	unsigned lines;   /* of WHO */
	bool password;    /* the first of them has one ... */
	bool same;        /* ... and it is HASH */
	uint64_t entries; /* in the whole file */
};

/* Looks through the file as it is now. */
bool change_look(const struct edit *e, struct change *c);
/* Gives the first line of WHO the hash, and WHO a line if there is none; or
 * takes all lines away. */
bool change_lines(struct edit *e, struct change *c);
/* Adds a line for WHO in place, where no file can be made beside it. */
bool change_add(struct edit *e, const struct change *c);

#endif
