/*
 * runfile.h - the files in the folder `run`, which all processes of an account
 * share: locks, what is counted, keys of a day.
 *
 * Each has a size that never changes. It is opened by its name for each use,
 * locked as a whole, and read and written in place; nothing is mapped, so
 * a file that is cut short ends nobody.
 *
 * A file is ours if it has one name, the account owns it, and nobody else may
 * open it; root makes files for the owner of the folder. A link, a second name
 * and a pipe make room for a new file; any other file that is in the way is
 * renamed NAME.foreign.N. In a folder that is not ours we touch nothing of
 * others, and do without.
 *
 * A file of another size or version, which garbage is too, begins anew. It
 * holds zeros then, and after a kill between two calls zeros or what was there
 * before. A reader has to take any octets.
 */
#ifndef BASE_RUNFILE_H
#define BASE_RUNFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct runfile {
	const char *name;
	uint32_t version;
	uint32_t size; /* of its contents; 0: a lock and nothing else */
};

/* Opens F in the folder RUN, and makes it if it is not there. Locks it, and
 * waits for the lock until DEADLINE (clock.h); closing the descriptor ends the
 * lock. -1 with errno: EWOULDBLOCK if others have the lock; ENOENT without RUN;
 * EEXIST if a file of somebody else's stays where it is. */
int runfile_open(const char *run, const struct runfile *f, int64_t deadline);
/* Read or write N octets of the contents from AT on. False with errno. */
bool runfile_get(int fd, void *p, size_t n, size_t at);
bool runfile_put(int fd, const void *p, size_t n, size_t at);
/* Reads all contents; they are zeros where there is no file of ours. Makes and
 * locks nothing. False with errno: it cannot be read. */
bool runfile_read(const char *run, const struct runfile *f, void *contents);

#endif
