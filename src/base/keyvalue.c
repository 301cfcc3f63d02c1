/*
 * keyvalue.c - text files of `key = value` lines.
 * Runs in main, before the fork, in the listener, the client and the tools.
 * Trusts neither the file nor the command line to be well formed.
 */
#include "base/keyvalue.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool
keyvalue_line(keyvalue_set *set, void *arg, struct bytes line, const char *path,
    unsigned number, struct report *r)
{
	struct bytes value = line, name = { NULL, 0 };
	const char *wrong = "not of the form key = value";

	if (bytes_cut(&value, '=', &name))
		wrong = set(arg, name = bytes_trim(name), bytes_trim(value));
	if (wrong != NULL)
		report(r, path, number, wrong,
		    strcmp(wrong, KEYVALUE_BAD) == 0 ? line : name);
	return wrong == NULL;
}

bool
keyvalue_read(keyvalue_set *set, void *arg, const char *path, struct report *r)
{
	static struct lines l;
	unsigned before = r->count;
	enum lines_rc rc;
	struct bytes line;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return report_errno(r, path, NULL);
	lines_init(&l, fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		line = bytes_trim(line);
		if (rc == LINES_LONG)
			report(r, path, l.number, "line too long", line);
		else if (line.n > 0 && line.p[0] != '#')
			(void)keyvalue_line(set, arg, line, path, l.number, r);
	}
	if (rc == LINES_ERROR)
		(void)report_errno(r, path, NULL);
	(void)close(fd);
	return r->count == before;
}
