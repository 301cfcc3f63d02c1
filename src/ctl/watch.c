/*
 * watch.c - sees mail arrive: inotify on the new/ of mailboxes, or on the
 * nearest folder above that there is.
 *
 * Nothing is asked for again and again, and nothing is missed in between: a
 * folder is watched first and looked into afterwards. Runs in the tool, by
 * itself; the names in the folders may be anything.
 */
#include "ctl/watch.h"
#include "base/clock.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sysexits.h>
#include <unistd.h>

#define WATCH (IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

/* Was the message of this name begun when we had been? It may have come
 * before we could look. */
static bool
is_later(const char *name, struct timespec start)
{
	struct bytes rest = bytes_str(name), word;
	uint64_t s, us;

	if (!bytes_cut(&rest, '.', &word) || !num_parse(word, INT64_MAX, &s) ||
	    rest.n == 0 || rest.p[0] != 'M')
		return false;
	rest = bytes_skip(rest, 1);
	if (!bytes_cut(&rest, 'P', &word) || !num_parse(word, 999999, &us))
		return false;
	return (int64_t)s > start.tv_sec ||
	       ((int64_t)s == start.tv_sec && (long)us * 1000 >= start.tv_nsec);
}

/* A name has come up in the new/ of B. */
static bool
arrived(struct wait *w, const struct box *b, const char *name)
{
	char line[BOX_PATH + NAME_MAX + 3];
	struct text t = TEXT(line);
	uint32_t number = 0;
	enum set_rc rc = SET_KNOWN;

	if (name[0] != '.' && w->left > 0)
		rc = set_add(&w->seen, bytes_str(name), &number);
	if (rc == SET_ERROR)
		return false;
	if (rc == SET_KNOWN || (w->quiet && !is_later(name, w->start)))
		return true;
	w->left--;
	text_str(&t, b->path);
	text_char(&t, '/');
	text_str(&t, name);
	text_char(&t, '\n');
	return ctl_print(&t) == EX_OK;
}

/* There is no such folder, so far. */
static bool
missing(void)
{
	return errno == ENOENT || errno == ENOTDIR;
}

/* Everything in the new/ of B that has not been seen. */
static bool
look(struct wait *w, const struct box *b)
{
	DIR *d = opendir(b->path);
	const struct dirent *e;
	bool ok = true;

	if (d == NULL)
		return missing();
	while (ok && (errno = 0, e = readdir(d)) != NULL)
		if (e->d_type != DT_DIR)
			ok = arrived(w, b, e->d_name);
	ok = ok && errno == 0;
	return closedir(d) == 0 && ok;
}

/* Watches the first N octets of the path; -1 with errno. */
static int
watch(const struct wait *w, const struct box *b, size_t n)
{
	char path[BOX_PATH];

	memcpy(path, b->path, n);
	path[n] = '\0';
	return inotify_add_watch(w->fd, n > 0 ? path : ".", WATCH | IN_ONLYDIR);
}

/* The folder above the first N octets of PATH. */
static size_t
above(const char *path, size_t n)
{
	while (n > 1 && path[n - 1] == '/')
		n--;
	while (n > 0 && path[n - 1] != '/')
		n--;
	while (n > 1 && path[n - 1] == '/')
		n--;
	return n;
}

/* One component more than the first N octets of PATH. */
static size_t
below(const char *path, size_t n)
{
	n += strspn(path + n, "/");
	return n + strcspn(path + n, "/");
}

/* B is watched by WD now; what it was watched by goes if nobody else needs
 * it. */
static void
hand_over(struct wait *w, struct box *b, int wd, size_t watched)
{
	int old = b->wd;

	b->wd = wd;
	b->watched = watched;
	for (size_t i = 0; i < w->n; i++)
		if (w->boxes[i].wd == old)
			return;
	/* It may have gone with its folder. */
	if (old >= 0)
		(void)inotify_rm_watch(w->fd, old);
}

/* Watches as much of the path as there is. A folder that comes up while we
 * are on our way is found on the way down, or makes an event afterwards. */
static bool
settle(struct wait *w, struct box *b)
{
	size_t all = strlen(b->path), n = all;
	int wd;

	while ((wd = watch(w, b, n)) < 0) {
		size_t up = above(b->path, n);

		if (!missing() || up == n)
			return false;
		n = up;
	}
	hand_over(w, b, wd, n);
	while (n < all) {
		n = below(b->path, n);
		wd = watch(w, b, n);
		if (wd < 0)
			return missing();
		hand_over(w, b, wd, n);
	}
	return look(w, b);
}

static bool
settle_all(struct wait *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!settle(w, &w->boxes[i]))
			return false;
	return true;
}

static bool
event(struct wait *w, const struct inotify_event *e)
{
	bool ok = true;

	if (e->mask & IN_Q_OVERFLOW)
		return settle_all(w);
	for (size_t i = 0; ok && i < w->n; i++) {
		struct box *b = &w->boxes[i];

		if (e->wd != b->wd)
			continue;
		if (b->path[b->watched] != '\0' || e->len == 0)
			ok = settle(w, b);
		else if (!(e->mask & IN_ISDIR))
			ok = arrived(w, b, e->name);
	}
	return ok;
}

static bool
events(struct wait *w)
{
	_Alignas(struct inotify_event) char buf[16384];
	ssize_t n = read(w->fd, buf, sizeof(buf));

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	for (const char *p = buf; p < buf + n;) {
		const struct inotify_event *e =
		    (const struct inotify_event *)(const void *)p;

		if (!event(w, e))
			return false;
		p += sizeof(*e) + e->len;
	}
	return true;
}

static bool
begin(struct wait *w)
{
	w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->fd < 0)
		return false;
	w->quiet = true;
	for (size_t i = 0; i < w->n; i++)
		if (!look(w, &w->boxes[i]))
			return false;
	w->quiet = false;
	return settle_all(w);
}

int
watch_for_mail(struct wait *w, int64_t deadline)
{
	bool ok = begin(w);
	struct pollfd p = { w->fd, POLLIN, 0 };

	while (ok && w->left > 0) {
		int ready = poll(&p, 1, clock_left(deadline));

		if (ready > 0)
			ok = events(w);
		else if (ready == 0 && clock_left(deadline) == 0)
			return EX_TEMPFAIL;
		else
			ok = ready == 0 || errno == EINTR;
	}
	if (ok)
		return EX_OK;
	ctl_complain("cannot watch for mail", strerror(errno));
	return errno == EACCES ? EX_NOPERM : EX_OSERR;
}
