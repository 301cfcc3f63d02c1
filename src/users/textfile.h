/*
 * textfile.h - changing a text file that others read and change: users,
 * authorized_keys.
 *
 * One writer at a time holds a lock on the file itself. A change is a new
 * file beside it that takes its name when all of it is on stable storage;
 * owner, order, comments and unknown fields stay. An addition may be
 * made in place. Readers never see half of anything. An editor takes no
 * lock: what it puts there meanwhile is not lost, and makes ours fail.
 */
#ifndef USERS_TEXTFILE_H
#define USERS_TEXTFILE_H

#include "base/file.h"
#include "base/place.h"

enum textfile_mode {
	TEXTFILE_THERE,
	TEXTFILE_CREATE, /* a missing one is made, 0640 */
	TEXTFILE_SOON    /* as TEXTFILE_THERE, but a lock is waited for some
			    seconds */
};

struct textfile {
	const char *path;
	struct report *report;
	int fd;     /* open and locked; -1 if not */
	bool made;  /* ... and new: there was none */
	bool moved; /* ... and somebody has put another in its place */
	enum textfile_mode how;
	struct place place;
	/* May be set in between, for a rewrite: */
	bool closed; /* others lose all rights to it */
	gid_t group; /* ... and this group reads it in their place; -1: none */
};

/* Locks the file, waiting for other writers. Links are followed as far as
 * place.h goes, and until textfile_end we are the account that it makes us.
 * False: the reason was reported through R. */
bool textfile_begin(struct textfile *e, const char *path,
    enum textfile_mode how, struct report *r);
/* If a change failed because an editor, which knows of no lock, replaced the
 * file: locks the new one and returns true, and the change may be tried
 * again. */
bool textfile_relock(struct textfile *e);
void textfile_end(struct textfile *e);

/* Rewrites the file: FN says what becomes of each line and may put another
 * one, without its end, into *OUT. Where FN is called with a NULL line, at
 * the end of the file, TEXTFILE_REPLACE adds one. */
enum textfile_what {
	TEXTFILE_KEEP,
	TEXTFILE_REPLACE,
	TEXTFILE_DROP,
	TEXTFILE_FAIL
};
typedef enum textfile_what textfile_fn(
    void *arg, const struct bytes *line, struct text *out);
bool textfile_rewrite(struct textfile *e, textfile_fn *fn, void *arg);

/* Adds one line in place, durably; if the last one lacks its end, that
 * first. */
bool textfile_append(struct textfile *e, struct bytes line);

/* True if the locked file still has that name. Another writer may have put a
 * new one in its place. */
bool textfile_current(const struct textfile *e);
/* Reports WHAT and errno; false. */
bool textfile_failed(const struct textfile *e, const char *what);
/* Gives the new file FD owner, group and mode of the one that is held, and
 * lets nobody lose anything: false, after a complaint, if it cannot. */
bool textfile_take_on(const struct textfile *e, int fd);

/* The folder of PATH, in OUT with room for LIM_FILE; NULL: too long. */
const char *textfile_folder(const char *path, char *out);

#endif
