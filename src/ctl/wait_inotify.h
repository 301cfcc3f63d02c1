/*
 * wait_inotify.h - between the command `wait` and what watches. Private to
 * src/ctl.
 */
#ifndef CTL_WAIT_INOTIFY_H
#define CTL_WAIT_INOTIFY_H

#include "ctl/ctl.h"
#include "store/maildir.h"
#include "ctl/match.h"
#include "ctl/stringset.h"

#include <limits.h>
#include <time.h>

#define BOX_PATH (2 * LIM_FILE + LIM_DOMAIN + LIM_LOCAL)

#define MESSAGE_PATH (BOX_PATH + NAME_MAX + 2)

/* PATH is that of new/; WATCHED octets of it are the folder that is watched
 * as WD, or -1. */
struct box {
	char path[BOX_PATH];
	size_t watched;
	int wd;
};

struct wait {
	struct tree tree;
	struct box *boxes;
	size_t n;
	struct set seen; /* unique parts: a message in two boxes is one */
	uint64_t left;   /* messages to wait for */
	const struct match *match; /* all of them must hold */
	size_t matches;
	struct timespec start; /* what was begun before does not count */
	bool since;            /* the user said when that was, in seconds */
	bool ready;            /* say so when all is watched */
	bool quiet;            /* notes what is there, and prints nothing */
	int fd;                /* -1: no inotify; we look more often */
};

/* Prints the paths of messages as they come, until enough have come. Returns
 * the exit code, which is EX_TEMPFAIL if the deadline was first. */
int watch_for_mail(struct wait *w, int64_t deadline);

/* arrive.c: */
/* Takes a name that has come up in new/ (or cur/) of B: prints and counts it,
 * if it is one more message and all of MATCH hold. False with errno. */
bool arrive(struct wait *w, const struct box *b, bool cur, const char *name);
/* Takes all names in the mailbox so. False with errno. */
bool arrive_look(struct wait *w, const struct box *b);
/* True if errno says that there is no such folder, so far. */
bool arrive_missing(void);

#endif
