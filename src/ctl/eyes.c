/*
 * eyes.c - which files the serving account cannot reach, and what mends it: a
 * part of `check`.
 * Runs in the tool, as that account; the files may be anything.
 */
#include "ctl/check.h"
#include "ctl/stringset.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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

/* The account may enter the folder. */
static bool
may_enter(struct ctl *c, const char *folder)
{
	if (access(folder, X_OK) == 0 || errno != EACCES)
		return true;
	eyes_say(
	    c, folder, "cannot be entered by @: chgrp # % && chmod ug+x %");
	return false;
}

bool
eyes_way(struct ctl *c, const char *path)
{
	char folder[EYES_PATH];

	if (path[0] != '/' && !may_enter(c, "."))
		return false;
	for (size_t i = 1; path[0] != '\0' && path[i] != '\0'; i++) {
		struct text t = TEXT(folder);

		if (path[i] != '/')
			continue;
		text_put(&t, (struct bytes){ path, i });
		if (text_end(&t) && !may_enter(c, folder))
			return false;
	}
	return true;
}

bool
eyes_read(struct ctl *c, const char *path, const char *what)
{
	if (access(path, R_OK) == 0 || errno != EACCES)
		return true;
	if (eyes_way(c, path))
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
