/*
 * complain.c - one line a complaint, on standard error.
 * Runs in the client. If a line cannot be written, it is lost; the exit code
 * is not.
 */
#include "smtp/complain.h"
#include "base/file.h"

#include <string.h>
#include <unistd.h>

/* Enough for a server's name of LIM_FILE octets and a reply, each octet of
 * which may be escaped by four. */
#define SAY_ROOM 8192
#define SAY_SHOW 400

static void
head(struct text *t, const char *about, const char *what)
{
	text_str(t, "smtp-lite: ");
	if (about != NULL) {
		text_str(t, about);
		text_str(t, ": ");
	}
	text_str(t, what);
}

void
complain(const char *about, const char *what, struct bytes show)
{
	char buf[SAY_ROOM];
	struct text t = TEXT(buf);

	head(&t, about, what);
	if (show.n > 0) {
		text_str(&t, ": ");
		text_quoted(&t, show, SAY_SHOW);
	}
	text_char(&t, '\n');
	(void)file_write(STDERR_FILENO, t.p, t.n);
}

void
complain_error(const char *about, const char *what, int error)
{
	char buf[SAY_ROOM];
	struct text t = TEXT(buf);

	head(&t, about, what);
	if (error != 0) {
		text_str(&t, ": ");
		text_str(&t, strerror(error));
	}
	text_char(&t, '\n');
	(void)file_write(STDERR_FILENO, t.p, t.n);
}

void
complain_see(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	char buf[SAY_ROOM];
	struct text t = TEXT(buf);

	text_str(&t, what);
	text_str(&t, " (see ");
	text_str(&t, arg);
	text_str(&t, ")");
	report_print(NULL, path, line, text_end(&t) ? buf : what, show);
}
