/*
 * userline.h - one change to one user's line of the users file, under the
 * lock of textfile.h.
 */
#ifndef USERS_USERLINE_H
#define USERS_USERLINE_H

#include "base/addr.h"
#include "users/textfile.h"

struct userline {
	const struct addr *who;
	struct bytes hash; /* as hash_make writes it; may be empty */
	bool remove;
	/* Found by userline_look: */
	unsigned lines;   /* of WHO */
	bool password;    /* the first of them has one ... */
	bool same;        /* ... and it is HASH */
	uint64_t entries; /* in the whole file */
};

/* Looks through the file as it is now. False with errno: it cannot be read. */
bool userline_look(const struct textfile *e, struct userline *c);
/* Gives the first line of WHO the hash, and WHO a line if there is none; or
 * takes all lines away. False as textfile_rewrite has it. */
bool userline_lines(struct textfile *e, struct userline *c);
/* Adds a line for WHO in place. It is for folders in which no file can be made.
 * False as textfile_append has it. */
bool userline_add(struct textfile *e, const struct userline *c);

#endif
