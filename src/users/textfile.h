/*
 * textfile.h - changing a text file that others read and change: users,
 * authorized_keys.
 *
 * One writer at a time holds a lock on the file itself. A change is a new file
 * beside it, which takes its name when all of it is on stable storage; owner,
 * order, comments and unknown fields stay. An addition may be made in place.
 * Readers never see half of a change. An editor takes no lock: if it replaces
 * the file meanwhile, its file stays and our change fails.
 */
#ifndef USERS_TEXTFILE_H
#define USERS_TEXTFILE_H

#include "base/file.h"
#include "base/place.h"

enum textfile_mode {
	TEXTFILE_THERE,
	TEXTFILE_CREATE, /* a missing one is made, 0640 */
	TEXTFILE_SOON    /* as TEXTFILE_THERE, but waits for the lock only some
			  * seconds */
};

struct textfile {
	const char *path;
	struct report *report;
	int fd;     /* open and locked; -1 if not */
	bool made;  /* ... and new: there was none */
	bool moved; /* ... and another file has taken its place */
	enum textfile_mode how;
	struct place place;
	/* May be set in between, for a rewrite: */
	bool closed; /* others lose all rights to it */
	gid_t group; /* ... and this group reads it in their place; -1: none */
};

/* Locks the file, and waits for other writers. Links are followed as place.h
 * allows it, and until textfile_end we have the identity that place.h gives us.
 * False, with the reason reported through R: it is not locked. */
bool textfile_begin(struct textfile *e, const char *path,
    enum textfile_mode how, struct report *r);
/* Call it after a change that failed. If an editor, which takes no lock, had
 * replaced the file: locks the new one and returns true; try the change
 * again. */
bool textfile_relock(struct textfile *e);
void textfile_end(struct textfile *e);

/* Rewrites the file. FN decides on each line and may put another one, without
 * its end, into *OUT. At the end of the file FN is called with a NULL line;
 * TEXTFILE_REPLACE adds a line there. */
enum textfile_what {
	TEXTFILE_KEEP,
	TEXTFILE_REPLACE,
	TEXTFILE_DROP,
	TEXTFILE_FAIL
};
typedef enum textfile_what textfile_fn(
    void *arg, const struct bytes *line, struct text *out);
/* False: it was not changed; the reason was reported, unless textfile_relock
 * can help. */
bool textfile_rewrite(struct textfile *e, textfile_fn *fn, void *arg);

/* Adds one line in place, durably. If the last line lacks its end, the end is
 * added first. False as textfile_rewrite has it. */
bool textfile_append(struct textfile *e, struct bytes line);

/* True if the locked file still has its name. Another writer may have put a
 * new one in its place. */
bool textfile_current(const struct textfile *e);
/* Reports WHAT and errno; false. */
bool textfile_failed(const struct textfile *e, const char *what);
/* Gives the new file FD the owner, group and mode of the file that is held.
 * False, after a complaint, if it cannot: nobody may lose access by an edit. */
bool textfile_take_on(const struct textfile *e, int fd);

/* Returns the folder of PATH, in OUT with room for LIM_FILE; NULL: it is too
 * long. */
const char *textfile_folder(const char *path, char *out);

#endif
