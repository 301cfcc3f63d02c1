/*
 * edit.h - changing a text file that others read and change: users,
 * authorized_keys.
 *
 * One writer at a time holds a lock on the file itself. A change is a new
 * file beside it that takes its name when all of it is on stable storage;
 * mode, owner, order, comments and unknown fields stay. An addition may be
 * made in place. Readers never see half of anything. An editor takes no
 * lock: what it puts there meanwhile is not lost, and makes ours fail.
 */
#ifndef VAULT_EDIT_H
#define VAULT_EDIT_H

#include "base/file.h"
#include "base/report.h"

#include <limits.h>

enum edit_how {
	EDIT_THERE,
	EDIT_CREATE, /* a missing one is made, 0640 */
	EDIT_SOON    /* as EDIT_THERE, but a lock is waited for some seconds */
};

struct edit {
	const char *path;
	struct report *report;
	int fd;     /* open and locked; -1 if not */
	bool made;  /* ... and new: there was none */
	bool moved; /* ... and somebody has put another in its place */
	const char *asked;
	enum edit_how how;
	char real[PATH_MAX];
};

/* Locks the file, waiting for other writers. Links are followed. False: R
 * has heard why. */
bool edit_begin(
    struct edit *e, const char *path, enum edit_how how, struct report *r);
/* After a change that failed: was it for a file that somebody who knows of
 * no lock has put in its place meanwhile? Then that is locked instead, and
 * the change may be tried anew. */
bool edit_again(struct edit *e);
void edit_end(struct edit *e);

/* Rewrites the file: FN says what becomes of each line and may put another
 * one, without its end, into *OUT. Where FN is called with a NULL line, at
 * the end of the file, EDIT_REPLACE adds one. */
enum edit_what { EDIT_KEEP, EDIT_REPLACE, EDIT_DROP, EDIT_FAIL };
typedef enum edit_what edit_fn(
    void *arg, const struct bytes *line, struct text *out);
bool edit_rewrite(struct edit *e, edit_fn *fn, void *arg);

/* Adds one line in place, durably; if the last one lacks its end, that
 * first. */
bool edit_append(struct edit *e, struct bytes line);

/* Is what is held still the file of that name? Another writer may have put a
 * new one in its place. */
bool edit_there(const struct edit *e);
/* R hears WHAT, and errno; false. */
bool edit_failed(const struct edit *e, const char *what);

/* The folder of PATH, in OUT with room for LIM_FILE; NULL: too long. */
const char *edit_folder(const char *path, char *out);
/* Makes names in the folder of PATH durable. */
bool edit_sync_folder(const char *path);

#endif
