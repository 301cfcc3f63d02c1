/*
 * place.h - the only way to a file that is written.
 *
 * Root may have to write in a folder of another account, which may have put
 * anything there under the names that we use. So root follows a link only in a
 * folder that nobody but root can change. In a folder of another account root
 * takes the identity of that account as long as it is there. For every caller,
 * a file is opened only if it is a regular one with a single name, and a file
 * is made only if nothing has its name.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/report.h"

#include <limits.h>
#include <sys/types.h>

enum place_how {
	PLACE_ITSELF, /* the last name is not followed: it is to be replaced */
	PLACE_FOLLOW, /* the last name may be a link, as far as links go */
	PLACE_MAKE    /* as PLACE_ITSELF; missing folders are made, durably */
};

struct place {
	int dir;                 /* the folder; for *at() calls; -1: none */
	char name[NAME_MAX + 1]; /* the name in this folder */
	uid_t uid;               /* the identity to return to */
	gid_t gid;
};

/* Enters the folder that PATH leads to, until place_leave. Places may be
 * nested. False: nothing was entered, and R has the reason. */
bool place_enter(
    struct place *p, const char *path, enum place_how how, struct report *r);
/* Keeps errno. */
void place_leave(struct place *p);

/* Opens the file of that name to change it, with FLAGS as for open(2). -1 with
 * errno: ELOOP for a link, EINVAL for what is no regular file, EMLINK for a
 * file with a second name. */
int place_open(const struct place *p, int flags);
/* Makes a file NAME in the same folder, of exactly this mode. -1 with errno;
 * EEXIST if anything has that name. */
int place_create(const struct place *p, const char *name, mode_t mode);
/* The words for the errno of a failed call of these. */
const char *place_error(int error);
/* Makes changes to names in the folder durable. False with errno. */
bool place_sync(const struct place *p);

#endif
