/*
 * update.c - opening, identifying and changing the messages of a listing.
 * Runs in the guard. Another session, or another program, may be at the
 * same mailbox.
 */
#include "store/listing.h"
#include "base/file.h"
#include "store/names.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <unistd.h>

/* Where message I is now. A reader changes flags and moves messages, but
 * not their unique part: FRESH, if it is needed, is read once for as many
 * as one likes. NULL, and errno ENOENT if the message is nowhere. */
static const char *
find(const struct listing *l, size_t i, struct listing *fresh, int *dir)
{
	const struct entry *e = &l->entry[i];

	*dir = e->cur ? l->cur : l->new;
	if (faccessat(*dir, l->names + e->name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return l->names + e->name;
	if (fresh->names == NULL) {
		fresh->new = l->new;
		fresh->cur = l->cur;
		if (!listing_names(fresh))
			return NULL;
	}
	e = listing_search(fresh, l->names + e->name);
	if (e == NULL) {
		errno = ENOENT;
		return NULL;
	}
	*dir = e->cur ? l->cur : l->new;
	return fresh->names + e->name;
}

int
listing_read(const struct listing *l, size_t i)
{
	struct listing fresh = { 0 };
	int dir, fd = -1, saved;
	const char *name = find(l, i, &fresh, &dir);
	uint64_t size;

	if (name != NULL)
		fd = name_open(dir, name, &size);
	if (fd >= 0 && size != l->entry[i].size) {
		(void)close(fd);
		errno = ESTALE;
		fd = -1;
	}
	saved = errno;
	listing_forget(&fresh);
	errno = saved;
	return fd;
}

bool
listing_id(const struct listing *l, size_t i, char out[LISTING_ID])
{
	struct bytes unique = name_unique(l->names + l->entry[i].name);
	uint8_t hash[crypto_hash_sha256_BYTES];
	bool fits = unique.n > 0 && unique.n < LISTING_ID;
	struct text t = { out, LISTING_ID, 0, false };

	for (size_t k = 0; fits && k < unique.n; k++)
		fits = unique.p[k] > 0x20 && unique.p[k] < 0x7f;
	if (fits) {
		text_put(&t, unique);
	} else {
		(void)crypto_hash_sha256(
		    hash, (const uint8_t *)unique.p, unique.n);
		text_hex(&t, hash, sizeof(hash));
	}
	return text_end(&t);
}

static bool delete (const struct listing *l, size_t i, struct listing *fresh)
{
	int dir;
	const char *name = find(l, i, fresh, &dir);

	/* Somebody else was faster: it is gone, as was asked for. */
	if (name == NULL)
		return errno == ENOENT;
	return unlinkat(dir, name, 0) == 0 || errno == ENOENT;
}

static bool
move(const struct listing *l, size_t i, struct listing *fresh)
{
	char buf[NAME_MAX + 1];
	struct text seen = TEXT(buf);
	int dir;
	const char *name = find(l, i, fresh, &dir);

	/* In cur/ it is where it belongs; its flags are a reader's. */
	if (name == NULL || dir == l->cur)
		return name != NULL || errno == ENOENT;
	text_put(&seen, name_unique(name));
	text_str(&seen, ":2,S");
	if (!text_end(&seen))
		return false;
	if (file_move(dir, name, l->cur, buf) || errno == ENOENT)
		return true;
	return (errno == ENOSYS || errno == EINVAL) &&
	       linkat(dir, name, l->cur, buf, 0) == 0 &&
	       unlinkat(dir, name, 0) == 0;
}

bool
listing_update(struct listing *l)
{
	struct listing fresh = { 0 };
	bool changed = false, ok = true;

	for (size_t i = 0; i < l->n; i++) {
		struct entry *e = &l->entry[i];

		if (e->gone)
			ok = delete (l, i, &fresh) && ok;
		else if (e->seen)
			ok = move(l, i, &fresh) && ok;
		changed = changed || e->gone || e->seen;
	}
	listing_forget(&fresh);
	/* A message may have been in either. */
	if (changed && fsync(l->new) != 0)
		ok = false;
	if (changed && fsync(l->cur) != 0)
		ok = false;
	return ok;
}
