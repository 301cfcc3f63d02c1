/*
 * listing.c - what is in a Maildir, in order.
 * Runs in the guard. Names and files may have been put there by anybody
 * who may write to the mailbox.
 */
#include "store/listing.h"
#include "base/file.h"
#include "store/folder.h"
#include "store/filename.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Up to this many messages, S= is compared with the size of the file at once,
 * which costs next to nothing. A larger mailbox is listed by one read of its
 * folders, and S= is compared when a message is opened. */
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
add_name(struct listing *l, const char *name, uint32_t *at)
{
	size_t n = strlen(name) + 1;

	if (l->names_n > UINT32_MAX - n) {
		errno = EFBIG;
		return false;
	}
	if (!grow((void **)&l->names, &l->names_cap, l->names_n + n, 1, 1024))
		return false;
	*at = (uint32_t)l->names_n;
	memcpy(l->names + l->names_n, name, n);
	l->names_n += n;
	return true;
}

static bool
add_message(struct listing *l, const char *name, bool cur)
{
	struct bytes unique = filename_unique(name);
	struct entry e = { .cur = cur };

	if (l->n == LIM_MESSAGES || unique.n > UINT8_MAX) {
		errno = EFBIG;
		return false;
	}
	e.unique = (uint8_t)unique.n;
	e.seconds = filename_seconds(unique, &e.key);
	e.size_from_name = filename_sizes(unique, &e.size, &e.crlf_size);
	if (!grow(
		(void **)&l->entry, &l->cap, l->n + 1, sizeof(*l->entry), 16) ||
	    !add_name(l, name, &e.name))
		return false;
	l->entry[l->n++] = e;
	return true;
}

static bool
add_new(void *arg, int dir, const struct dirent *d)
{
	return !folder_regular(dir, d) || add_message(arg, d->d_name, false);
}

static bool
add_cur(void *arg, int dir, const struct dirent *d)
{
	return !folder_regular(dir, d) || add_message(arg, d->d_name, true);
}

/* Takes the sizes from the name if it can be believed, else by reading the
 * file. A file that cannot be read now is left out. */
static void
measure(struct listing *l)
{
	size_t to = 0;

	l->verified = l->n <= VERIFIED;
	for (size_t i = 0; i < l->n; i++) {
		struct entry *e = &l->entry[i];
		const char *name = l->names + e->name;
		int dir = e->cur ? l->cur : l->new;
		bool holds =
		    e->size_from_name &&
		    (!l->verified || filename_size_holds(dir, name, e->size));

		if (holds ||
		    filename_measure(dir, name, &e->size, &e->crlf_size))
			l->entry[to++] = *e;
	}
	l->n = to;
}

/* Lists names and order of the files in the two open folders, without sizes. */
static bool
list_names(struct listing *l)
{
	/* new/ comes first: a message that moves meanwhile is met again in
	 * cur/. */
	if (!folder_each(l->new, add_new, l) ||
	    !folder_each(l->cur, add_cur, l))
		return false;
	return listing_sort(l);
}

static void
forget(struct listing *l)
{
	int saved = errno;

	free(l->entry);
	free(l->names);
	errno = saved;
}

bool
listing_refresh(struct listing *l)
{
	struct listing now = { .new = l->new, .cur = l->cur };
	bool ok = list_names(&now);
	size_t k = 0;

	/* Both are in the same order. */
	for (size_t i = 0; ok && i < l->n; i++) {
		struct entry *e = &l->entry[i];

		while (
		    k < now.n && listing_compare(&now, &now.entry[k], l, e) < 0)
			k++;
		if (k == now.n ||
		    listing_compare(&now, &now.entry[k], l, e) != 0) {
			e->vanished = true;
			continue;
		}
		e->vanished = false;
		e->cur = now.entry[k].cur;
		if (strcmp(l->names + e->name, now.names + now.entry[k].name) !=
		    0)
			ok = add_name(
			    l, now.names + now.entry[k].name, &e->name);
	}
	forget(&now);
	return ok;
}

bool
listing_open(struct listing *l, const struct tree *t, const struct addr *box)
{
	struct maildir m;

	*l = (struct listing){ .new = -1, .cur = -1 };
	if (!maildir_open(t, box, true, &m))
		return false;
	l->new = m.new;
	l->cur = m.cur;
	m.new = m.cur = -1;
	/* A file that cannot be swept stays. */
	folder_sweep(m.tmp, STALE_SECONDS);
	maildir_close(&m);
	if (!list_names(l)) {
		listing_close(l);
		return false;
	}
	measure(l);
	return true;
}

void
listing_close(struct listing *l)
{
	int saved = errno;

	forget(l);
	file_close(l->new);
	file_close(l->cur);
	*l = (struct listing){ .new = -1, .cur = -1 };
	errno = saved;
}
