/*
 * reread.c - the configuration of a program that goes on.
 * Runs in the listener. The file may be malformed, or missing.
 */
#include "listen/reread.h"
#include "base/file.h"
#include "base/log.h"
#include "listen/refusals.h"

#include <string.h>
#include <sys/stat.h>

/* All files that cannot be looked at count as the same. */
static struct stat
look_at_file(const char *path)
{
	struct stat st;

	if (path == NULL || stat(path, &st) != 0)
		memset(&st, 0, sizeof(st));
	return st;
}

bool
reread(struct start *s)
{
	static struct conf fresh;
	static struct stat was;
	static bool ever, usable, good;
	struct report r = { log_report, NULL, 0 };
	struct stat now = look_at_file(s->file);

	if (ever && file_same_state(&now, &was))
		return usable;
	listen_log(s, &s->peer);
	was = now;
	usable = start_configure(s, &fresh, &r);
	good = good || usable;
	/* A bad file tells at least of TLS, until one was good. */
	if (usable || !good)
		s->conf = fresh;
	ever = true;
	return usable;
}
