/*
 * users.h - who has a mailbox: the users file, its index, the aliases,
 * and the order in which they are asked.
 */
#ifndef USERS_USERS_H
#define USERS_USERS_H

#include "base/addr.h"
#include "base/conf.h"
#include "base/file.h"
#include "users/aliases.h"
#include "users/index.h"

/* An entry as it stands in the file; a catch-all has an empty local part. */
struct user {
	struct addr addr;
	off_t at; /* where its line begins */
};

enum users_rc { USERS_YES, USERS_NO, USERS_ERROR };

struct users;
typedef enum users_rc users_vacant_fn(struct users *u, const struct addr *a);

/* The open tables. Everything is opened at the start and read by
 * descriptor afterwards, since the guard is confined by then; where accounts
 * are made it is opened anew. */
struct users {
	const struct conf *conf;
	struct report *report;
	int fd;           /* -1 with users = any, or if it was lost */
	bool never_empty; /* a file without any address has lost its users */
	/* Tells of a domain without entries whether it is ours all the same.
	 * NULL: it is not. */
	users_vacant_fn *vacant;
	int aliases;        /* -1: there are none, or see below */
	bool aliases_error; /* there is a file, but we may not read it */
	/* Bad lines up to these have been reported. */
	unsigned users_reported, aliases_reported;
	bool loop; /* the last users_resolve met a loop of aliases */
	/* How many octets lookups have read in scans, and may read; 0: any
	 * number. */
	uint64_t read, most;
	/* Finds an alias in memory, for programs that ask for many; NULL: the
	 * file is read. */
	bool (*alias_known)(
	    void *arg, const struct addr *a, struct alias_place *out);
	void *alias_arg;
	struct index index;
};

/* Opens what CONF names. False: the users file is missing or unreadable,
 * which is reported through R. So are bad lines, once each. */
bool users_open(struct users *u, const struct conf *conf, struct report *r);
void users_close(struct users *u);
/* Opens the files once more: others may have their names. False as users_open
 * has it. */
bool users_reopen(struct users *u);

/* Parses one line of the users file: an entry with the fields behind its first
 * colon, nothing (comment, empty), or a malformed line, with *WHY. */
enum users_line { USERS_LINE_ENTRY, USERS_LINE_NONE, USERS_LINE_BAD };
enum users_line users_parse(struct bytes line, struct addr *out,
    struct bytes *fields, const char **why);
/* The next entry of the file; L is as lines_init left it, or as the call before
 * did. LINES_OK, LINES_END or LINES_ERROR. Malformed lines are reported and
 * skipped. */
enum lines_rc users_next(
    struct users *u, struct lines *l, struct addr *out, struct bytes *fields);

/* Reads the file up to the first entry that is WANTED. */
typedef bool users_wanted(const struct user *entry, void *arg);
enum users_rc users_scan(
    struct users *u, users_wanted *wanted, void *arg, struct user *out);
/* Adds to the octets that were read. */
void users_count(struct users *u, off_t octets);
/* Reads the entry of the line that begins at AT. False: no line begins there,
 * or it has no entry. */
bool users_at(const struct users *u, off_t at, struct user *out);

/* Finds the first entry that has this in common with an address, case-blind. */
enum users_kind {
	USERS_ENTRY,  /* all of it; of a catch-all the local part is empty */
	USERS_DOMAIN, /* its domain */
	USERS_LOCAL,  /* its local part, if no other domain has it */
	USERS_POSTMASTER, /* its local part, which is postmaster */
	USERS_FIRST       /* nothing; the address is not looked at */
};
enum users_rc users_find(struct users *u, enum users_kind kind,
    const struct addr *a, struct user *out);
/* The same by the index alone. USERS_ERROR: it cannot tell. USERS_LOCAL is for
 * this one. */
enum users_rc users_by_index(struct users *u, enum users_kind kind,
    const struct addr *a, struct user *out);

/* Finds the entry for a login, in a file. Without an index all of the file is
 * read, so that the time does not tell what was found. *OURS: some entry is in
 * its domain. */
enum users_rc users_account(
    struct users *u, const struct addr *a, struct user *out, bool *ours);
/* The fields behind the address, in the line of a user that was found; they
 * lie in BUF, as far as it has room. USERS_ERROR if the file has changed under
 * us. */
enum users_rc users_fields(struct users *u, const struct user *user, char *buf,
    size_t cap, struct bytes *fields);
/* USERS_YES if the domain of A is ours: by an entry or without one.
 * users_vacant takes the result of the lookup of an entry. */
enum users_rc users_domain(struct users *u, const struct addr *a);
enum users_rc users_vacant(
    struct users *u, const struct addr *a, enum users_rc rc);

/* Calls ADD for each mailbox that mail to A goes to (for one twice, perhaps);
 * ADD may refuse. The order of lookups: exact address, alias, without +tag,
 * catch-all; postmaster always exists. A mailbox is named by the entry as it
 * stands in the file. Each file is read once or twice for a level of aliases,
 * whatever the number of targets. RESOLVE_ERROR also if U has read as much as
 * it may. */
enum resolve_rc {
	RESOLVE_YES,
	RESOLVE_NO_USER,
	RESOLVE_NOT_OURS,
	RESOLVE_ERROR,  /* a table cannot be read */
	RESOLVE_REFUSED /* ADD said no */
};
typedef bool resolve_add(void *arg, const struct addr *box);
enum resolve_rc users_resolve(
    struct users *u, const struct addr *a, resolve_add *add, void *arg);

#endif
