/*
 * textfile_rewrite.c - changing a text file that is held.
 * Runs in the tools and, where accounts are made, in the guard.
 */
#include "users/textfile.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The new file, and octets that are still to be written to it. We handle a
 * table of a million users line by line, but do not write it so. */
struct output {
	int fd;
	struct text queued;
	char buf[4 * LIM_TEXT_LINE];
};

static bool
rewrite_line(struct output *o, struct bytes line, bool crlf)
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
write_lines(struct textfile *e, int to, textfile_fn *fn, void *arg)
{
	static struct output o;
	static struct lines l;
	static char buf[LIM_TEXT_LINE];
	struct bytes line;
	enum lines_rc rc;
	bool more = true, crlf = false;

	lines_init(&l, e->fd);
	o.fd = to;
	o.queued = (struct text)TEXT(o.buf);
	while (more) {
		struct text out = TEXT(buf);
		enum textfile_what what;

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
		if (what == TEXTFILE_FAIL || out.over)
			return false;
		if (what == TEXTFILE_DROP || (!more && what == TEXTFILE_KEEP))
			continue;
		if (what == TEXTFILE_REPLACE)
			line = text_bytes(&out);
		if (!rewrite_line(&o, line, crlf))
			return false;
	}
	return file_write(to, o.buf, o.queued.n);
}

/* True if the file of this name is still the one that WAS was taken from. */
static bool
unchanged(const struct textfile *e, const char *name, const struct stat *was)
{
	struct stat now;

	return fstatat(e->place.dir, name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	       now.st_dev == was->st_dev && now.st_ino == was->st_ino &&
	       now.st_size == was->st_size &&
	       now.st_mtim.tv_sec == was->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == was->st_mtim.tv_nsec;
}

/* The new file takes the name of the old one. We look at the old one when
 * nobody can reach it any more; if it is another file by now, it gets its name
 * back. */
static bool
exchange(struct textfile *e, const char *name, const struct stat *was)
{
	const char *its = e->place.name;
	int dir = e->place.dir;
	bool swapped = file_swap(dir, name, its);

	e->moved = !unchanged(e, swapped ? name : its, was);
	if (!e->moved)
		return swapped || renameat(dir, name, dir, its) == 0;
	if (swapped && renameat(dir, name, dir, its) != 0)
		(void)textfile_failed(e, "what it was has become .edit");
	return false;
}

/* The new file has the name: what it was goes, and that is made durable. */
static bool
make_last(const struct textfile *e, const char *name)
{
	if (unlinkat(e->place.dir, name, 0) != 0 && errno != ENOENT)
		return textfile_failed(e, "changed, but .edit, which it was, "
					  "stays");
	return place_sync(&e->place) ||
	       textfile_failed(e, "changed, but a power cut may undo it");
}

bool
textfile_take_on(const struct textfile *e, int fd)
{
	struct stat was, now;
	mode_t mode;

	if (fstat(e->fd, &was) != 0 || fstat(fd, &now) != 0)
		return textfile_failed(e, "cannot be looked at");
	mode = was.st_mode & 07777;
	/* Root's group has no members that root is not, so it counts as
	 * none. */
	if (e->closed && e->group != (gid_t)-1 &&
	    (was.st_gid == 0 || (mode & S_IROTH) != 0 ||
		(mode & S_IRGRP) == 0)) {
		was.st_gid = e->group;
		mode |= S_IRGRP;
	}
	if (e->closed)
		mode &= ~(mode_t)S_IRWXO;
	if ((was.st_uid != now.st_uid || was.st_gid != now.st_gid) &&
	    fchown(fd, was.st_uid, was.st_gid) != 0)
		return textfile_failed(
		    e, "not changed, since its owner or group would be lost");
	return fchmod(fd, mode) == 0 || textfile_failed(e, "not changed");
}

bool
textfile_rewrite(struct textfile *e, textfile_fn *fn, void *arg)
{
	char name[sizeof(e->place.name) + 8];
	struct text t = TEXT(name);
	struct stat st;
	bool ok;
	int to;

	text_str(&t, e->place.name);
	text_str(&t, ".edit");
	if (!text_end(&t) || fstat(e->fd, &st) != 0)
		return textfile_failed(e, "cannot be changed");
	/* We hold the lock, so a file that is there was left by a writer that
	 * was killed. */
	if (unlinkat(e->place.dir, name, 0) != 0 && errno != ENOENT)
		return textfile_failed(e, "cannot clear an old copy");
	to = place_create(&e->place, name, 0600);
	if (to < 0)
		return textfile_failed(e, "cannot make a copy beside it");
	/* The next writer waits until the old name is gone, too: it would take
	 * that for one left behind. */
	ok = file_lock(to, clock_mono()) ||
	     textfile_failed(e, "cannot be locked");
	if (!ok || !textfile_take_on(e, to)) {
		(void)close(to);
		(void)unlinkat(e->place.dir, name, 0);
		return false;
	}
	errno = EOVERFLOW;
	ok = write_lines(e, to, fn, arg) && fsync(to) == 0 &&
	     exchange(e, name, &st);
	if (!ok && !e->moved) {
		(void)textfile_failed(e, "not changed");
		(void)unlinkat(e->place.dir, name, 0);
	}
	ok = ok && make_last(e, name);
	(void)close(to); /* and the lock with it; its data has been synced */
	return ok;
}

/* Takes back N octets that were written behind the first AT. If the file is
 * longer by now, another writer was there, and nothing is taken back. */
static bool
take_back(const struct textfile *e, off_t at, ssize_t n)
{
	struct stat st;

	return n <= 0 ||
	       (fstat(e->fd, &st) == 0 && st.st_size == at + (off_t)n &&
		   ftruncate(e->fd, at) == 0);
}

bool
textfile_append(struct textfile *e, struct bytes line)
{
	char buf[LIM_USERS_LINE + 2], last = '\n';
	struct text t = TEXT(buf);
	struct stat st;
	ssize_t n;

	if (fstat(e->fd, &st) != 0 ||
	    (st.st_size > 0 && !file_pread(e->fd, &last, 1, st.st_size - 1)))
		return textfile_failed(e, "cannot be read");
	if (last != '\n')
		text_char(&t, '\n');
	text_put(&t, line);
	text_char(&t, '\n');
	if (t.over)
		return false;
	/* At once: what others add at the same time goes behind it. One that
	 * is cut short has no error of its own. */
	errno = ENOSPC;
	n = write(e->fd, t.p, t.n);
	if (n == (ssize_t)t.n && fsync(e->fd) == 0) {
		e->moved = !textfile_current(e);
		return !e->moved;
	}
	(void)textfile_failed(e, "cannot be added to");
	if (!take_back(e, st.st_size, n))
		(void)textfile_failed(e, "holds half a line");
	return false;
}
