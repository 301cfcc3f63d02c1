/*
 * report.c - how the readers of files say what is wrong, and where.
 * Runs in main, guard and the tools; SHOW may hold any bytes.
 */
#include "base/report.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
report(struct report *r, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	r->count++;
	r->say(r->arg, path, line, what, show);
}

bool
report_errno(struct report *r, const char *path, const char *what)
{
	int saved = errno;
	struct bytes why = bytes_str(strerror(saved));

	report(r, path, 0, what != NULL ? what : why.p,
	    what != NULL ? why : BYTES(""));
	errno = saved;
	return false;
}

void
report_text(char *buf, size_t cap, const char *path, unsigned line,
    const char *what, struct bytes show)
{
	struct text t = { buf, cap - 4, 0, false };

	text_str(&t, path);
	if (line > 0) {
		text_char(&t, ':');
		text_num(&t, line);
	}
	text_str(&t, ": ");
	text_str(&t, what);
	if (show.n > 0) {
		text_str(&t, ": ");
		text_quoted(&t, show, 80);
	}
	memcpy(buf + t.n, t.over ? "..." : "", t.over ? 4 : 1);
}

void
report_print(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	char buf[16 * LIM_FILE]; /* a path may stand in the cure, too, quoted */
	const int *fd = arg;
	size_t n;

	report_text(buf, sizeof(buf) - 1, path, line, what, show);
	n = strlen(buf);
	buf[n++] = '\n';
	(void)file_write(fd != NULL ? *fd : STDERR_FILENO, buf, n);
}
