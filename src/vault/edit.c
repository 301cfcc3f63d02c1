/*
 * edit.c - changing a text file that others read and change.
 * Runs in the tools and, where sign-up is on, in the guard.
 */
#include "vault/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_MODE 0640

static bool
failed(const struct edit *e, const char *what)
{
	report(e->report, e->path, 0, what, bytes_str(strerror(errno)));
	return false;
}

/* Is what we have locked still the file of that name? Another writer may
 * have put a new one in its place while we waited. */
static bool
still_there(const struct edit *e)
{
	struct stat a, b;

	return fstat(e->fd, &a) == 0 && stat(e->path, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A file that is made has its mode from the first moment. */
static void
open_file(struct edit *e, bool create)
{
	const int how = O_RDWR | O_APPEND | O_CLOEXEC;
	mode_t mask;

	e->made = false;
	e->fd = open(e->path, how);
	if (e->fd >= 0 || errno != ENOENT || !create)
		return;
	mask = umask(0777 & ~NEW_MODE);
	e->fd = open(e->path, how | O_CREAT | O_EXCL, NEW_MODE);
	(void)umask(mask);
	e->made = e->fd >= 0;
	/* Somebody else was faster. */
	if (e->fd < 0 && errno == EEXIST)
		e->fd = open(e->path, how);
}

bool
edit_begin(struct edit *e, const char *path, bool create, struct report *r)
{
	*e = (struct edit){ .path = path, .report = r, .fd = -1 };
	for (;;) {
		/* The file that a link leads to is the one to be replaced. */
		e->path = realpath(path, e->real) != NULL ? e->real : path;
		open_file(e, create);
		if (e->fd < 0)
			return failed(e, "cannot be changed");
		while (flock(e->fd, LOCK_EX) != 0)
			if (errno != EINTR) {
				(void)failed(e, "cannot be locked");
				edit_end(e);
				return false;
			}
		if (still_there(e))
			break;
		edit_end(e);
	}
	return true;
}

void
edit_end(struct edit *e)
{
	/* The lock goes with the descriptor. */
	if (e->fd >= 0)
		(void)close(e->fd);
	e->fd = -1;
}

const char *
edit_folder(const char *path, char *out)
{
	struct text t = { out, LIM_FILE, 0, false };
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		text_str(&t, ".");
	else
		text_put(&t, (struct bytes){ path,
				 slash == path ? 1 : (size_t)(slash - path) });
	return text_end(&t) ? out : NULL;
}

bool
edit_sync_folder(const char *path)
{
	char folder[LIM_FILE];
	bool ok;
	int fd;

	if (edit_folder(path, folder) == NULL)
		return false;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ok = fsync(fd) == 0;
	return close(fd) == 0 && ok;
}

/* The new file, and what has yet to be written to it: a table of a million
 * users is a line at a time to us, and not to the system. */
struct output {
	int fd;
	struct text queued;
	char buf[4 * LIM_TEXT_LINE];
};

static bool
put_line(struct output *o, struct bytes line, bool crlf)
{
	struct text *t = &o->queued;

	if (t->cap - t->n < line.n + 2) {
		if (!file_write(o->fd, t->p, t->n))
			return false;
		t->n = 0;
	}
	text_put(t, line);
	text_str(t, crlf ? "\r\n" : "\n");
	return !t->over;
}

/* All lines through FN into the new file. */
static bool
write_lines(struct edit *e, int to, edit_fn *fn, void *arg)
{
	static struct output o;
	static struct lines l;
	char buf[LIM_USERS_LINE];
	struct bytes line;
	enum lines_rc rc;
	bool more = true, crlf = false;

	lines_init(&l, e->fd);
	o.fd = to;
	o.queued = (struct text)TEXT(o.buf);
	while (more) {
		struct text out = TEXT(buf);
		enum edit_what what;

		rc = lines_next(&l, &line);
		if (rc == LINES_LONG || rc == LINES_ERROR)
			return false;
		more = rc == LINES_OK;
		/* A line keeps the kind of its end; a new one has that of the
		 * line before it. */
		if (more)
			crlf = line.p + line.n < l.buf + l.at &&
			       line.p[line.n] == '\r';
		what = fn(arg, more ? &line : NULL, &out);
		if (what == EDIT_FAIL || out.over)
			return false;
		if (what == EDIT_DROP || (!more && what == EDIT_KEEP))
			continue;
		if (what == EDIT_REPLACE)
			line = (struct bytes){ out.p, out.n };
		if (!put_line(&o, line, crlf))
			return false;
	}
	return file_write(to, o.buf, o.queued.n);
}

bool
edit_rewrite(struct edit *e, edit_fn *fn, void *arg)
{
	char name[LIM_FILE + 8];
	struct text t = TEXT(name);
	struct stat st;
	bool ok;
	int to;

	text_str(&t, e->path);
	text_str(&t, ".edit");
	if (!text_end(&t) || fstat(e->fd, &st) != 0)
		return failed(e, "cannot be changed");
	/* We hold the lock: one that is there was left by a writer that was
	 * killed. */
	if (unlink(name) != 0 && errno != ENOENT)
		return failed(e, "cannot clear an old copy");
	to = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (to < 0)
		return failed(e, "cannot make a copy beside it");
	errno = EINVAL;
	ok = write_lines(e, to, fn, arg) &&
	     (fchown(to, st.st_uid, st.st_gid) == 0 || geteuid() != 0) &&
	     fchmod(to, st.st_mode & 07777) == 0 && fsync(to) == 0;
	ok = close(to) == 0 && ok;
	ok = ok && rename(name, e->path) == 0 && edit_sync_folder(e->path);
	if (!ok) {
		(void)failed(e, "not changed");
		(void)unlink(name);
	}
	return ok;
}

bool
edit_append(struct edit *e, struct bytes line)
{
	char buf[LIM_USERS_LINE + 2], last = '\n';
	struct text t = TEXT(buf);
	struct stat st;

	if (fstat(e->fd, &st) != 0 ||
	    (st.st_size > 0 && !file_pread(e->fd, &last, 1, st.st_size - 1)))
		return failed(e, "cannot be read");
	if (last != '\n')
		text_char(&t, '\n');
	text_put(&t, line);
	text_char(&t, '\n');
	if (t.over || !file_write(e->fd, t.p, t.n) || fsync(e->fd) != 0) {
		(void)failed(e, "cannot be added to");
		/* Half a line must not stay. */
		if (ftruncate(e->fd, st.st_size) != 0)
			(void)failed(e, "holds half a line");
		return false;
	}
	return true;
}
