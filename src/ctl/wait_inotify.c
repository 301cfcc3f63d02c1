/*
 * wait_inotify.c - sees mail arrive: inotify on the new/ of mailboxes, or on
 * the nearest folder above that there is.
 *
 * Nothing is missed in between: a folder is watched first and looked into
 * afterwards. We look again from time to time as well, since mail that another
 * machine puts on a share (NFS, FUSE) makes no event here. Runs in the tool, by
 * itself; the names in the folders may be anything.
 */
#include "ctl/wait_inotify.h"
#include "base/clock.h"
#include "base/file.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sysexits.h>
#include <unistd.h>

#define LOOK_MS 1000  /* without inotify */
#define SHARE_MS 3000 /* with it */

#define WATCH (IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

/* Watches the first N octets of the path; -1 with errno. */
static int
watch_folder(const struct wait *w, const struct box *b, size_t n)
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

/* From now on B is watched by WD. Its former watch ends, unless another box
 * needs it. */
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

/* The account has no watch left, so we look again and again instead. */
static bool
do_without(struct wait *w)
{
	if (errno != EMFILE && errno != ENOSPC && errno != ENOMEM)
		return false;
	ctl_complain(
	    "no inotify to be had; looking once a second", strerror(errno));
	if (w->fd >= 0)
		(void)close(w->fd);
	w->fd = -1;
	return true;
}

/* Watches as much of the path as there is. A folder that is made meanwhile is
 * found on the way down, or makes an event afterwards. */
static bool
watch_path(struct wait *w, struct box *b)
{
	size_t all = strlen(b->path), n = all;
	int wd;

	while ((wd = watch_folder(w, b, n)) < 0) {
		size_t up = above(b->path, n);

		if (!arrive_missing() || up == n)
			return false;
		n = up;
	}
	hand_over(w, b, wd, n);
	while (n < all) {
		n = below(b->path, n);
		wd = watch_folder(w, b, n);
		if (wd < 0)
			return arrive_missing();
		hand_over(w, b, wd, n);
	}
	return true;
}

static bool
watch_box(struct wait *w, struct box *b)
{
	return w->fd < 0 || watch_path(w, b) || do_without(w);
}

static bool
settle(struct wait *w, struct box *b)
{
	return watch_box(w, b) && arrive_look(w, b);
}

static bool
each_box(struct wait *w, bool (*fn)(struct wait *w, struct box *b))
{
	for (size_t i = 0; i < w->n; i++)
		if (!fn(w, &w->boxes[i]))
			return false;
	return true;
}

static bool
look_into_both(struct wait *w, struct box *b)
{
	return arrive_look(w, b);
}

static bool
event(struct wait *w, const struct inotify_event *e)
{
	bool ok = true;

	if (e->mask & IN_Q_OVERFLOW)
		return each_box(w, settle);
	for (size_t i = 0; ok && i < w->n; i++) {
		struct box *b = &w->boxes[i];

		if (e->wd != b->wd)
			continue;
		if (b->path[b->watched] != '\0' || e->len == 0)
			ok = settle(w, b);
		else if (!(e->mask & IN_ISDIR))
			ok = arrive(w, b, false, e->name);
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

/* The first look meets old mail. Later mail is found by the second look, or
 * makes an event. */
static bool
begin(struct wait *w)
{
	static const char ready[] = "ready\n";

	w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->fd < 0 && !do_without(w))
		return false;
	w->quiet = true;
	if (!each_box(w, look_into_both) || !each_box(w, watch_box))
		return false;
	w->quiet = false;
	if (w->ready && !file_write(STDOUT_FILENO, ready, sizeof(ready) - 1))
		return false;
	return each_box(w, look_into_both);
}

static int
pause_until(const struct wait *w, int64_t when)
{
	struct pollfd p = { w->fd, POLLIN, 0 };

	return poll(&p, 1, clock_left(when));
}

static int64_t
next_look(const struct wait *w)
{
	return clock_mono() + (w->fd < 0 ? LOOK_MS : SHARE_MS);
}

int
watch_for_mail(struct wait *w, int64_t deadline)
{
	bool ok = begin(w), over = false;
	int64_t look = next_look(w);

	while (ok && w->left > 0 && !over) {
		int ready = pause_until(w, look < deadline ? look : deadline);

		ok = ready > 0 ? events(w) : ready == 0 || errno == EINTR;
		over = clock_left(deadline) == 0;
		if (ok && (over || clock_left(look) == 0)) {
			ok = each_box(w, look_into_both);
			look = next_look(w);
		}
	}
	if (ok)
		return w->left > 0 ? EX_TEMPFAIL : EX_OK;
	ctl_complain("cannot watch for mail", strerror(errno));
	return errno == EACCES ? EX_NOPERM : EX_OSERR;
}
