/*
 * watch.h - between the command `wait` and what watches. Private to src/ctl.
 */
#ifndef CTL_WATCH_H
#define CTL_WATCH_H

#include "ctl/ctl.h"
#include "store/maildir.h"
#include "ctl/set.h"

#include <time.h>

#define BOX_PATH (2 * LIM_FILE + LIM_DOMAIN + LIM_LOCAL)

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
	struct set seen; /* names: a message in two boxes is one message */
	uint64_t left;   /* messages to wait for */
	bool quiet;      /* what was there at the start does not count */
	struct timespec start;
	int fd;
};

/* Prints the paths of messages as they come, until enough have come; the
 * exit code, which is EX_TEMPFAIL if the deadline was first. */
int watch_for_mail(struct wait *w, int64_t deadline);

#endif
