/*
 * check_eyes.c - which files the serving account cannot reach, and what mends
 * it: a part of `check`. Runs in the tool, as that account; the files may be
 * anything.
 */
#include "ctl/check.h"
#include "ctl/stringset.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINKS 40 /* that a system follows on one way, at most */

void
eyes_say(struct ctl *c, const char *path, const char *what)
{
	static struct set said;
	char buf[4 * EYES_PATH];
	struct text t = TEXT(buf);
	uint32_t number = 0;
	size_t at;

	text_str(&t, path);
	text_char(&t, ':');
	at = t.n;
	sysuser_put(&t, &c->as, what, path);
	if (!text_end(&t))
		t.p[t.cap - 1] = '\0';
	/* It is reported once: one folder may be in the way of many files. */
	if (set_add(&said, bytes_str(buf), &number) != SET_KNOWN)
		report(&c->report, path, 0, buf + at, BYTES(""));
}

/* The account may enter the folder. If links led to it, its own name tells more
 * than the way. */
static bool
may_enter(struct ctl *c, const char *folder, bool linked)
{
	char *name = NULL;

	if (access(folder, X_OK) == 0 || errno != EACCES)
		return true;
	if (linked)
		name = realpath(folder, NULL);
	eyes_say(c, name != NULL ? name : folder,
	    "cannot be entered by @: chgrp # % && chmod ug+x %");
	free(name);
	return false;
}

/* If the first N octets of WAY name a link, puts its target in their place. */
static bool
follow(char way[EYES_PATH], size_t n)
{
	char name[EYES_PATH], target[EYES_PATH];
	struct text t = TEXT(name);
	ssize_t got = -1;

	text_put(&t, (struct bytes){ way, n });
	if (text_end(&t))
		got = readlink(name, target, sizeof(target));
	if (got <= 0)
		return false;
	/* A relative one begins in the folder that the link is in. */
	while (t.n > 0 && (target[0] == '/' || name[t.n - 1] != '/'))
		t.n--;
	text_put(&t, (struct bytes){ target, (size_t)got });
	text_str(&t, way + n);
	if (got == sizeof(target) || !text_end(&t))
		return false;
	memcpy(way, name, t.n + 1);
	return true;
}

bool
eyes_way(struct ctl *c, const char *path)
{
	char way[EYES_PATH], folder[EYES_PATH];
	struct text t = TEXT(way);
	int links = 0;

	text_str(&t, path);
	if (!text_end(&t))
		return true;
	if (way[0] != '/' && !may_enter(c, ".", false))
		return false;
	for (size_t i = 1; way[0] != '\0' && way[i - 1] != '\0'; i++) {
		if (way[i] != '/' && way[i] != '\0')
			continue;
		if (links < LINKS && follow(way, i)) {
			links++;
			i = 0;
			continue;
		}
		t = (struct text)TEXT(folder);
		text_put(&t, (struct bytes){ way, i });
		if (way[i] == '/' && text_end(&t) &&
		    !may_enter(c, folder, links > 0))
			return false;
	}
	return true;
}

bool
eyes_read(struct ctl *c, const char *path, const char *what)
{
	struct stat st;

	if (access(path, R_OK) == 0)
		return true;
	if (errno == ENOENT && lstat(path, &st) == 0)
		eyes_say(c, path, EYES_NOWHERE);
	else if (errno != EACCES)
		return true;
	else if (eyes_way(c, path))
		eyes_say(c, path, what);
	return false;
}

bool
eyes_write(struct ctl *c, const char *folder, const char *what)
{
	if (access(folder, R_OK | W_OK | X_OK) == 0)
		return true;
	if (errno != EACCES)
		(void)report_errno(&c->report, folder, "cannot be written to");
	else if (eyes_way(c, folder))
		eyes_say(c, folder, what);
	return false;
}
