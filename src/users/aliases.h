/*
 * aliases.h - the aliases file, aliases(5): name by name, target by target.
 */
#ifndef USERS_ALIASES_H
#define USERS_ALIASES_H

#include "base/addr.h"
#include "base/file.h"
#include "base/report.h"

/* An address here may lack its domain. */
struct aliases {
	struct lines lines;
	const char *path;
	struct report *report;
	unsigned *said;     /* bad lines up to this one have been reported */
	struct bytes rest;  /* of the line: targets */
	unsigned name_line; /* 0: no alias has begun */
	bool skip;          /* what continues here is malformed */
	bool empty;         /* the alias has no target so far ... */
	bool fresh;         /* ... and that was not reported */
};

/* The place of an alias in the file, and its range: nobody, a name in all our
 * domains, or one address. */
struct alias_place {
	off_t at;
	unsigned line; /* 0: nowhere */
	enum { FIT_NOT, FIT_NAME, FIT_ADDRESS } fits;
};

enum alias_item { ALIAS_NAME, ALIAS_TARGET, ALIAS_END, ALIAS_ERROR };

/* Reads FD from its start; complaints go to R. */
void aliases_init(struct aliases *a, int fd, const char *path, struct report *r,
    unsigned *said);
/* The next name, or the next target of the last name. Malformed lines,
 * commands, files and lists in place of an address are reported and skipped.
 * ALIAS_ERROR: errno. */
enum alias_item aliases_next(struct aliases *a, struct addr *out);

/* The place of the name that was met last. */
struct alias_place aliases_here(const struct aliases *a);
/* Goes to a name that was met before; aliases_next returns it next. */
void aliases_go(struct aliases *a, const struct alias_place *place);

#endif
