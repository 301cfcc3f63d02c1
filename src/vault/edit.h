/*
 * edit.h - changing a text file that others read and change: users,
 * authorized_keys.
 *
 * One writer at a time holds a lock on the file itself. A change is a new
 * file beside it that takes its name when all of it is on stable storage;
 * mode, owner, order, comments and unknown fields stay. An addition may be
 * made in place. Readers never see half of anything.
 */
#ifndef VAULT_EDIT_H
#define VAULT_EDIT_H

#include "base/file.h"
#include "base/report.h"

#include <limits.h>

struct edit {
	const char *path;
	struct report *report;
	int fd;    /* open and locked; -1 if not */
	bool made; /* ... and new: there was none */
	char real[PATH_MAX];
};

/* Locks the file, waiting for other writers; CREATE makes a missing one,
 * 0640. Links are followed. False: R has heard why. */
bool edit_begin(
    struct edit *e, const char *path, bool create, struct report *r);
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

/* The folder of PATH, in OUT with room for LIM_FILE; NULL: too long. */
const char *edit_folder(const char *path, char *out);
/* Makes names in the folder of PATH durable. */
bool edit_sync_folder(const char *path);

#endif
