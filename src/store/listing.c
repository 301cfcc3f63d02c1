/*
 * listing.c - what is in a Maildir, in order.
 * Runs in the guard. Names and files may have been put there by anybody
 * who may write to the mailbox.
 */
#include "store/listing.h"
#include "base/clock.h"
#include "store/names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* S= is compared with the size of the file for as many messages as that
 * costs nothing to speak of. Beyond, a listing is one read of the folders,
 * and the comparison is made when a message is opened. */
#define VERIFIED 4096
#define STALE_SECONDS (36 * 3600)

static bool
grow(void **p, size_t *cap, size_t need, size_t size, size_t first)
{
	size_t more = *cap > 0 ? *cap : first;
	void *q;

	if (need <= *cap)
		return true;
	while (more < need)
		more *= 2;
	q = reallocarray(*p, more, size);
	if (q == NULL)
		return false;
	*p = q;
	*cap = more;
	return true;
}

static bool
add(struct listing *l, const char *name, bool cur)
{
	size_t n = strlen(name) + 1;
	struct entry *e;

	if (l->n == LIM_MESSAGES || l->names_n > UINT32_MAX - n) {
		errno = EFBIG;
		return false;
	}
	if (!grow(
		(void **)&l->entry, &l->cap, l->n + 1, sizeof(*l->entry), 16) ||
	    !grow((void **)&l->names, &l->names_cap, l->names_n + n, 1, 1024))
		return false;
	e = &l->entry[l->n++];
	*e = (struct entry){ .seconds = name_seconds(name),
		.name = (uint32_t)l->names_n,
		.cur = cur };
	memcpy(l->names + l->names_n, name, n);
	l->names_n += n;
	return true;
}

static bool
is_regular(int dir, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN)
		return d->d_type == DT_REG;
	return fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode);
}

typedef bool each_fn(void *arg, int dir, const struct dirent *d);

/* Calls FN for each name in the folder; *DIR stays open. */
static bool
each(int dir, each_fn *fn, void *arg)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *d;
	bool ok = stream != NULL;

	if (stream == NULL && fd >= 0)
		(void)close(fd);
	while (ok && (errno = 0, d = readdir(stream)) != NULL)
		if (d->d_name[0] != '.')
			ok = fn(arg, dir, d);
	ok = ok && errno == 0;
	if (stream != NULL && closedir(stream) != 0)
		ok = false;
	return ok;
}

static bool
add_new(void *arg, int dir, const struct dirent *d)
{
	return !is_regular(dir, d) || add(arg, d->d_name, false);
}

static bool
add_cur(void *arg, int dir, const struct dirent *d)
{
	return !is_regular(dir, d) || add(arg, d->d_name, true);
}

static bool
sweep(void *arg, int dir, const struct dirent *d)
{
	struct stat st;

	(void)arg;
	if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) &&
	    st.st_mtime < clock_wall().tv_sec - STALE_SECONDS)
		(void)unlinkat(dir, d->d_name, 0);
	return true;
}

/* qsort has no argument for it. */
static const char *sort_names;

static int
in_order(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;
	int by_name;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	by_name = name_compare(sort_names + a->name, sort_names + b->name);
	return by_name != 0 ? by_name : a->cur - b->cur;
}

/* A message that was moved while we read both folders is listed twice: the
 * later place counts. */
static void
drop_twins(struct listing *l)
{
	size_t to = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (to > 0 && name_compare(l->names + l->entry[to - 1].name,
				  l->names + l->entry[i].name) == 0)
			to--;
		l->entry[to++] = l->entry[i];
	}
	l->n = to;
}

/* Sizes by the name where that is to be believed, else by reading. A file
 * that cannot be read now is left out. */
static void
measure(struct listing *l)
{
	bool verify = l->n <= VERIFIED;
	size_t to = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct entry *e = &l->entry[i];
		const char *name = l->names + e->name;

		if (name_sizes(name, &e->size, &e->wire) &&
		    (!verify || name_size_holds(
				    e->cur ? l->cur : l->new, name, e->size)))
			l->entry[to++] = *e;
		else if (name_measure(e->cur ? l->cur : l->new, name, &e->size,
			     &e->wire))
			l->entry[to++] = *e;
	}
	l->n = to;
}

bool
listing_names(struct listing *l)
{
	/* new/ first: what moves meanwhile is met in cur/ again. */
	if (!each(l->new, add_new, l) || !each(l->cur, add_cur, l))
		return false;
	if (l->n > 0) {
		sort_names = l->names;
		qsort(l->entry, l->n, sizeof(*l->entry), in_order);
	}
	drop_twins(l);
	return true;
}

const struct entry *
listing_search(const struct listing *l, const char *name)
{
	uint64_t seconds = name_seconds(name);
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct entry *e = &l->entry[mid];
		int c = e->seconds != seconds
			    ? (e->seconds > seconds) - (e->seconds < seconds)
			    : name_compare(l->names + e->name, name);

		if (c == 0)
			return e;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

bool
listing_open(struct listing *l, const struct tree *t, const struct addr *box)
{
	struct maildir m;

	*l = (struct listing){ .new = -1, .cur = -1 };
	if (!maildir_open(t, box, &m))
		return false;
	l->new = m.new;
	l->cur = m.cur;
	m.new = m.cur = -1;
	/* What cannot be swept stays. */
	(void)each(m.tmp, sweep, NULL);
	maildir_close(&m);
	if (!listing_names(l)) {
		listing_close(l);
		return false;
	}
	measure(l);
	return true;
}

void
listing_forget(struct listing *l)
{
	free(l->entry);
	free(l->names);
	*l = (struct listing){ .new = l->new, .cur = l->cur };
}

void
listing_close(struct listing *l)
{
	int saved = errno;

	listing_forget(l);
	if (l->new >= 0)
		(void)close(l->new);
	if (l->cur >= 0)
		(void)close(l->cur);
	*l = (struct listing){ .new = -1, .cur = -1 };
	errno = saved;
}
