/*
 * place.h - where a file is that we write: the one way to it.
 *
 * Others may have put anything into a folder that they can change, under the
 * names that we are going to write to. So no link is followed but in a folder
 * that only root and we can change; what is opened is a regular file with no
 * other name, and what is made was not there before. Root may be called to
 * work in a folder of another account: there it is that account for as long as
 * it stays.
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
	char name[NAME_MAX + 1]; /* what is meant in it */
	uid_t uid;               /* whom to be again afterwards */
	gid_t gid;
};

/* Goes to where PATH leads, and is there until place_leave. Places may be
 * entered within one another. False: the reason was reported through R,
 * and there is nothing to leave. */
bool place_enter(
    struct place *p, const char *path, enum place_how how, struct report *r);
/* Keeps errno. */
void place_leave(struct place *p);

/* Opens the file of that name to change it; FLAGS as for open, and 0600 is the
 * mode of one that O_CREAT makes. -1 with errno; if it is a link, no regular
 * file or has another name as well: ELOOP, EINVAL, EMLINK. */
int place_open(const struct place *p, int flags);
/* Makes a file NAME in the same folder, of exactly this mode. -1 with errno;
 * EEXIST if anything has that name. */
int place_create(const struct place *p, const char *name, mode_t mode);
/* Says in words what the errno of a failed call of ours means. */
const char *place_error(int error);
/* Makes changes to names in the folder durable. */
bool place_sync(const struct place *p);

#endif
