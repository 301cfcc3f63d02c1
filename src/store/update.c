/*
 * update.c - opening, identifying and changing the messages of a listing.
 * Runs in the guard. Another session, or another program, may be at the
 * same mailbox.
 */
#include "store/listing.h"
#include "base/file.h"
#include "store/filename.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Renames by another session that we follow before giving up. */
#define TRIES 5

/* Finds where message I is now. NULL with errno; ENOENT if it is gone. */
static const char *
locate(struct listing *l, size_t i, int *dir)
{
	struct entry *e = &l->entry[i];
	struct stat st;

	for (bool again = false; !e->vanished; again = true) {
		const char *name = l->names + e->name;

		*dir = e->cur ? l->cur : l->new;
		if (fstatat(*dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			return name;
		if (errno != ENOENT || again || !listing_refresh(l))
			return NULL;
	}
	errno = ENOENT;
	return NULL;
}

int
listing_read(struct listing *l, size_t i)
{
	struct entry *e = &l->entry[i];
	const char *name = l->names + e->name;
	uint64_t size;
	int dir = e->cur ? l->cur : l->new;
	int fd = filename_open(dir, name, &size);

	if (fd < 0 && errno == ENOENT && (name = locate(l, i, &dir)) != NULL)
		fd = filename_open(dir, name, &size);
	if (fd < 0)
		return -1;
	if (size == e->size || (!l->verified && filename_measure(dir, name,
						    &e->size, &e->crlf_size)))
		return fd;
	(void)close(fd);
	errno = ESTALE;
	return -1;
}

bool
listing_id(const struct listing *l, size_t i, char out[LISTING_ID])
{
	struct bytes unique = listing_unique(l, &l->entry[i]);
	uint8_t hash[crypto_hash_sha256_BYTES];
	bool fits = unique.n > 0 && unique.n < LISTING_ID;
	/* A name that looks like a hash is hashed, too, so that two messages
	 * never share an id. */
	bool like_hash = unique.n == 2 * sizeof(hash);
	struct text t = { out, LISTING_ID, 0, false };

	for (size_t k = 0; fits && k < unique.n; k++) {
		fits = unique.p[k] > 0x20 && unique.p[k] < 0x7f;
		like_hash = like_hash &&
			    memchr("0123456789abcdef", unique.p[k], 16) != NULL;
	}
	if (fits && !like_hash) {
		text_put(&t, unique);
	} else {
		(void)crypto_hash_sha256(
		    hash, (const uint8_t *)unique.p, unique.n);
		text_hex(&t, hash, sizeof(hash));
	}
	return text_end(&t);
}

static bool
delete_one(struct listing *l, size_t i)
{
	int dir;

	for (int n = 0; n < TRIES; n++) {
		const char *name = locate(l, i, &dir);

		/* Another session has deleted it, which is what was asked
		 * for. */
		if (name == NULL)
			return errno == ENOENT;
		if (unlinkat(dir, name, 0) == 0)
			return true;
		/* After ENOENT it is gone, or was moved just now. */
		if (errno != ENOENT)
			return false;
	}
	return false;
}

/* True if the message has the name in cur/ already, or this one no more: NFS
 * may say EEXIST after it did the work, since its first answer was lost; and
 * another session may have done it. A file of two names has two links. */
static bool
moved(int dir, const char *name, int cur, const char *as)
{
	struct stat a, b;

	if (fstatat(dir, name, &a, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	return a.st_nlink > 1 &&
	       fstatat(cur, as, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool
move_one(struct listing *l, size_t i)
{
	char buf[NAME_MAX + 1];
	struct text seen = TEXT(buf);
	int dir;
	bool link;
	const char *name;

	/* In cur/ it stays as it is; its flags are other readers' business. */
	if (l->entry[i].cur)
		return true;
	name = locate(l, i, &dir);
	if (name == NULL || dir == l->cur)
		return name != NULL || errno == ENOENT;
	text_put(&seen, listing_unique(l, &l->entry[i]));
	text_str(&seen, ":2,S");
	if (!text_end(&seen) || file_move(dir, name, l->cur, buf))
		return true;
	/* Where no rename refuses to overwrite, a second name does. */
	link = errno == ENOSYS || errno == EINVAL;
	if ((link && linkat(dir, name, l->cur, buf, 0) == 0) ||
	    (errno == EEXIST && moved(dir, name, l->cur, buf)))
		return unlinkat(dir, name, 0) == 0 || errno == ENOENT;
	/* The message stays new if the name has no room for the flag or cannot
	 * be made here, and where there are no second names. A rename that is
	 * forbidden is a failure. */
	return errno == ENOENT || errno == ENAMETOOLONG || errno == EINVAL ||
	       (link && (errno == EPERM || errno == EOPNOTSUPP));
}

bool
listing_update(struct listing *l)
{
	bool changed = false;
	int why = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct entry *e = &l->entry[i];
		bool ok = e->deleted ? delete_one(l, i)
			  : e->sent  ? move_one(l, i)
				     : true;

		if (!ok && why == 0)
			why = errno;
		changed = changed || e->deleted || e->sent;
	}
	/* A message may have been in either folder. Of a moved one, the new
	 * name is durable before the old one is gone. */
	if (changed && fsync(l->cur) != 0 && why == 0)
		why = errno;
	if (changed && fsync(l->new) != 0 && why == 0)
		why = errno;
	errno = why;
	return why == 0;
}
