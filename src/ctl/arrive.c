/*
 * arrive.c - which messages have come to a mailbox, and which of them are
 * waited for.
 * Runs in the tool. Names and messages may hold anything, and readers move
 * messages.
 */
#include "base/file.h"
#include "ctl/wait_inotify.h"
#include "store/filename.h"
#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* True if the message of this name was begun late enough to count. A time that
 * the user gives is in whole seconds. */
static bool
is_later(const struct wait *w, const char *name)
{
	struct bytes unique = filename_unique(name);
	struct timespec t;
	uint64_t key;

	if (w->since)
		return (int64_t)filename_seconds(unique, &key) >=
		       w->start.tv_sec;
	return filename_time(unique, &t) &&
	       (t.tv_sec > w->start.tv_sec ||
		   (t.tv_sec == w->start.tv_sec &&
		       t.tv_nsec >= w->start.tv_nsec));
}

/* Puts the path of a message. That of the box leads to its new/. */
static void
put_path(struct text *t, const struct box *b, bool cur, const char *name)
{
	size_t n = strlen(b->path) - strlen("new");

	*t = (struct text){ t->p, t->cap, 0, false };
	text_put(t, (struct bytes){ b->path, n });
	text_str(t, cur ? "cur/" : "new/");
	text_str(t, name);
	(void)text_end(t); /* it fits: MESSAGE_PATH */
}

struct named {
	struct bytes unique;
	char name[NAME_MAX + 1];
};

static bool
is_another(void *arg, int dir, const struct dirent *d)
{
	struct named *s = arg;
	struct text t = TEXT(s->name);

	(void)dir;
	if (!bytes_eq(filename_unique(d->d_name), s->unique))
		return true;
	text_str(&t, d->d_name);
	(void)text_end(&t);
	return false;
}

/* Looks in cur/ for what was in new/; its name there, or an empty one. */
static void
search(struct named *s, const struct box *b)
{
	char path[MESSAGE_PATH];
	struct text t = TEXT(path);
	int fd;

	s->name[0] = '\0';
	put_path(&t, b, true, "");
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)folder_each(fd, is_another, s);
	(void)close(fd);
}

/* Opens a message, wherever readers have moved it, and leaves its path in T.
 * -1 with errno. */
static int
open_message(struct text *t, const struct box *b, bool cur, const char *name)
{
	struct named s = { filename_unique(name), { 0 } };
	uint64_t size;
	int fd = -1;

	/* Renames by others that we follow before giving up. */
	for (int i = 0; i < 5 && fd < 0; i++) {
		put_path(t, b, cur, name);
		fd = filename_open(AT_FDCWD, t->p, &size);
		if (fd >= 0 || errno != ENOENT)
			break;
		search(&s, b);
		if (s.name[0] == '\0') {
			errno = ENOENT;
			break;
		}
		cur = true;
		name = s.name;
	}
	return fd;
}

enum meant { MEANT, NOT_MEANT, MEANT_ERROR };

static enum meant
look_into(const struct wait *w, int fd)
{
	static char head[MATCH_HEAD];
	ssize_t n = file_pread_most(fd, head, sizeof(head), 0);

	if (n < 0)
		return MEANT_ERROR;
	for (size_t i = 0; i < w->matches; i++)
		if (!match_found(
			&w->match[i], (struct bytes){ head, (size_t)n }))
			return NOT_MEANT;
	return MEANT;
}

/* Without --match it need not be read, and may be gone. */
static enum meant
is_meant(const struct wait *w, struct text *t, const struct box *b, bool cur,
    const char *name)
{
	enum meant rc;
	struct stat st;
	int fd;

	if (w->matches == 0) {
		put_path(t, b, cur, name);
		return lstat(t->p, &st) == 0 && !S_ISREG(st.st_mode) ? NOT_MEANT
								     : MEANT;
	}
	fd = open_message(t, b, cur, name);
	/* It is gone, or no regular file. */
	if (fd < 0)
		return errno == ENOENT || errno == ELOOP || errno == ENXIO ||
			       errno == EINVAL
			   ? NOT_MEANT
			   : MEANT_ERROR;
	rc = look_into(w, fd);
	(void)close(fd);
	return rc;
}

bool
arrive(struct wait *w, const struct box *b, bool cur, const char *name)
{
	bool old = (w->quiet || cur) && !is_later(w, name);
	char line[MESSAGE_PATH + 1];
	struct text t = { line, MESSAGE_PATH, 0, false };
	uint32_t number = 0;
	enum set_rc rc;

	/* The same message is met again in the look after all is watched. */
	if (name[0] == '.' || w->left == 0 || (w->quiet && !old))
		return true;
	rc = set_add(&w->seen, filename_unique(name), &number);
	if (rc != SET_NEW || old)
		return rc != SET_ERROR;
	switch (is_meant(w, &t, b, cur, name)) {
	case MEANT:
		w->left--;
		t.cap++;
		text_char(&t, '\n');
		return ctl_print(&t) == EX_OK;
	case NOT_MEANT:
		return true;
	default:
		return false;
	}
}

struct look {
	struct wait *w;
	const struct box *b;
	bool cur;
};

static bool
meet(void *arg, int dir, const struct dirent *d)
{
	const struct look *l = arg;

	return !folder_regular(dir, d) || arrive(l->w, l->b, l->cur, d->d_name);
}

static bool
look(struct wait *w, const struct box *b, bool cur)
{
	struct look l = { w, b, cur };
	char path[MESSAGE_PATH];
	struct text t = TEXT(path);
	bool ok;
	int fd;

	put_path(&t, b, cur, "");
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return arrive_missing();
	ok = folder_each(fd, meet, &l);
	return close(fd) == 0 && ok;
}

bool
arrive_look(struct wait *w, const struct box *b)
{
	/* In this order: a message is moved from new/ to cur/. */
	return look(w, b, false) && look(w, b, true);
}

bool
arrive_missing(void)
{
	return errno == ENOENT || errno == ENOTDIR;
}
