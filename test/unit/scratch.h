/*
 * scratch.h - for unit programs that need files: a folder that goes away,
 * and an ear for reports.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "base/report.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch_dir[256];

/* Makes the folder and goes there. */
static inline bool
scratch_enter(void)
{
	const char *tmp = getenv("BATS_TEST_TMPDIR");

	snprintf(scratch_dir, sizeof(scratch_dir), "%s/unit.XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	return mkdtemp(scratch_dir) != NULL && chdir(scratch_dir) == 0;
}

/* Files that tests made are removed by them; this one must be empty. */
static inline bool
scratch_leave(void)
{
	return chdir("/") == 0 && rmdir(scratch_dir) == 0;
}

static inline int
scratch_take(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

/* Removes PATH, if it is there, and all that is in it. */
static inline bool
scratch_remove(const char *path)
{
	return (nftw(path, scratch_take, 8, FTW_DEPTH | FTW_PHYS) == 0 ||
		errno == ENOENT);
}

static inline bool
scratch_write(const char *path, const char *text, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	size_t n = strlen(text);
	bool ok = fd >= 0 && write(fd, text, n) == (ssize_t)n &&
		  fchmod(fd, mode) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static struct {
	unsigned line;
	char what[256];
} scratch_heard;

static inline void
scratch_say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	(void)arg;
	(void)path;
	(void)show;
	scratch_heard.line = line;
	snprintf(scratch_heard.what, sizeof(scratch_heard.what), "%s", what);
}

static struct report scratch_report = { scratch_say, NULL, 0 };

/* True if there was a report since the last call, and the last one has WHAT. */
static inline bool
scratch_said(const char *what)
{
	bool ok = scratch_report.count > 0 &&
		  strstr(scratch_heard.what, what) != NULL;

	scratch_report.count = 0;
	return ok;
}

static inline bool
scratch_silent(void)
{
	return scratch_report.count == 0;
}

#endif
