/*
 * sysuser.h - the account that serves: `check` looks as it, and files are made
 * for it. Private to src/ctl.
 */
#ifndef CTL_SYSUSER_H
#define CTL_SYSUSER_H

#include "base/conf.h"

#include <sys/stat.h>

#define SYSUSER_NAME 64

/* Names are numbers where there are none. */
struct sysuser {
	uid_t uid;
	gid_t gid;
	char name[SYSUSER_NAME], group[SYSUSER_NAME];
};

/* The account called NAME; with NULL, the one that serves: it owns the folder
 * that mail goes to, or the nearest one above that is there. If that is root's,
 * it owns `run`; if that is not there or root's, we are it. False: there is no
 * such account. */
bool sysuser_find(struct sysuser *a, const char *name, const struct conf *conf);
/* Cuts PATH down to what is there of it. False with errno; ENOENT: PATH is now
 * that of a link that leads nowhere. */
bool sysuser_nearest(char *path, struct stat *st);
/* From here on the program runs as that account alone. Root may do this; for
 * another caller A must be the caller's own account. False with errno. */
bool sysuser_become(const struct sysuser *a);

/* Puts WHAT, in which @ stands for the account's name, # for its group and %
 * for PATH as a shell takes it. */
void sysuser_put(struct text *t, const struct sysuser *a, const char *what,
    const char *path);

#endif
