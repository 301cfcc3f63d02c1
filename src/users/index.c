/*
 * index.c - the index of a large users file: reading it.
 * Runs in the guard and the tools. Believes nothing the index says: a position
 * in it may lead anywhere, and its tables may have no end.
 */
#include "users/index.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* How many slots are looked at for one key. Half of a sound table is empty, so
 * we did not write one with a longer run. */
#define PROBES 1000
/* Slots read at once: nearly every run is shorter. */
#define SLOTS 8

static uint64_t
checksum(const uint8_t *p, size_t n)
{
	uint64_t h = 0xcbf29ce484222325ULL; /* FNV-1a */

	while (n-- > 0)
		h = (h ^ *p++) * 0x100000001b3ULL;
	return h;
}

void
index_stamp(uint8_t *head, const struct stat *users)
{
	const struct timespec *m = &users->st_mtim, *c = &users->st_ctim;
	const uint64_t v[] = { INDEX_MAGIC, (uint64_t)users->st_size,
		(uint64_t)m->tv_sec, (uint64_t)m->tv_nsec, (uint64_t)c->tv_sec,
		(uint64_t)c->tv_nsec, (uint64_t)users->st_ino };
	uint8_t *p = head + CDB_HEAD;

	cdb_pack(p, 0, 4);
	cdb_pack(p + 4, INDEX_STAMP, 4);
	p += 8;
	for (size_t i = 0; i < STAMP_SUM; i++, p += 8)
		cdb_pack(p, v[i], 8);
	cdb_pack(p, checksum(head, INDEX_HEAD - 8), 8);
}

static uint64_t
stamp(const struct index *x, int field)
{
	return cdb_unpack(x->head + CDB_HEAD + 8 + 8 * field, 8);
}

bool
index_use(struct index *x, int fd)
{
	x->fd = fd;
	memset(x->head, 0, sizeof(x->head));
	return file_pread(fd, x->head, sizeof(x->head), 0) &&
	       stamp(x, STAMP_MAGIC) == INDEX_MAGIC &&
	       stamp(x, STAMP_SUM) == checksum(x->head, sizeof(x->head) - 8);
}

bool
index_path(const char *users, char out[INDEX_PATH])
{
	struct text t = { out, INDEX_PATH, 0, false };

	text_str(&t, users);
	text_str(&t, INDEX_SUFFIX);
	return text_end(&t);
}

void
index_open(struct index *x, const char *path, struct report *r)
{
	char name[INDEX_PATH];
	uint64_t differs;
	int fd;

	x->fd = -1;
	if (!index_path(path, name))
		return;
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno != ENOENT)
		(void)report_errno(
		    r, name, "cannot be read: run smtpd-litectl index");
	if (fd < 0 || index_use(x, fd))
		return;
	differs = stamp(x, STAMP_MAGIC) ^ INDEX_MAGIC;
	report(r, name, 0,
	    differs > 0 && differs << 8 == 0
		? "of another version: run smtpd-litectl index"
		: "damaged: run smtpd-litectl index",
	    BYTES(""));
	index_close(x);
}

void
index_close(struct index *x)
{
	file_close(x->fd);
	x->fd = -1;
}

bool
index_matches(const struct index *x, const struct stat *users)
{
	return x->fd >= 0 && stamp(x, STAMP_SIZE) == (uint64_t)users->st_size &&
	       stamp(x, STAMP_SEC) == (uint64_t)users->st_mtim.tv_sec &&
	       stamp(x, STAMP_NSEC) == (uint64_t)users->st_mtim.tv_nsec &&
	       stamp(x, STAMP_CSEC) == (uint64_t)users->st_ctim.tv_sec &&
	       stamp(x, STAMP_CNSEC) == (uint64_t)users->st_ctim.tv_nsec &&
	       stamp(x, STAMP_INO) == (uint64_t)users->st_ino;
}

/* The record at POS, which a slot with hash H leads to: INDEX_AT if it is
 * KEY's, INDEX_NO if it is that of another key with this very hash. */
static enum index_rc
record(const struct index *x, uint64_t pos, uint32_t h, struct bytes key,
    off_t *at)
{
	uint8_t buf[8 + INDEX_KEY + INDEX_VALUE];
	ssize_t got = file_pread_most(x->fd, buf, sizeof(buf), (off_t)pos);
	struct bytes found;
	uint64_t value;

	if (got < 8)
		return INDEX_DAMAGED;
	found = (struct bytes){ (char *)buf + 8, cdb_unpack(buf, 4) };
	if (found.n > INDEX_KEY || cdb_unpack(buf + 4, 4) != INDEX_VALUE ||
	    (size_t)got < 8 + found.n + INDEX_VALUE || cdb_hash(found) != h)
		return INDEX_DAMAGED;
	if (!bytes_eq(found, key))
		return INDEX_NO;
	value = cdb_unpack(buf + 8 + found.n, INDEX_VALUE);
	*at = (off_t)value;
	return value <= INT64_MAX ? INDEX_AT : INDEX_DAMAGED;
}

/* Looks at the slots from where KEY's should be up to an empty one. Those with
 * its hash, or ALL of them, lead to records that are looked at. */
static enum index_rc
probe(const struct index *x, struct bytes key, bool all, off_t *at)
{
	uint32_t h = cdb_hash(key);
	const uint8_t *table = x->head + h % CDB_TABLES * 8;
	uint64_t start = cdb_unpack(table, 4), n = cdb_unpack(table + 4, 4);
	uint64_t slot = n > 0 ? (h >> 8) % n : 0, have = 0;
	uint8_t slots[SLOTS * 8], *p = slots;

	if (n == 0)
		return INDEX_NO;
	for (unsigned i = 0; i < PROBES; i++, p += 8, have--) {
		enum index_rc rc = INDEX_NO;
		uint32_t hash, pos;

		if (have == 0) {
			have = n - slot < SLOTS ? n - slot : SLOTS;
			p = slots;
			if (!file_pread(x->fd, slots, have * 8,
				(off_t)(start + slot * 8)))
				return INDEX_DAMAGED;
		}
		hash = (uint32_t)cdb_unpack(p, 4);
		pos = (uint32_t)cdb_unpack(p + 4, 4);
		if (pos == 0)
			return hash == CDB_EMPTY ? INDEX_NO : INDEX_DAMAGED;
		if (all || hash == h)
			rc = record(x, pos, hash, key, at);
		if (rc != INDEX_NO)
			return rc;
		slot = slot + 1 < n ? slot + 1 : 0;
	}
	return INDEX_DAMAGED;
}

/* A find is looked up in the file, but a NO is believed, so nothing on the way
 * to a NO may be damaged. */
enum index_rc
index_find(const struct index *x, struct bytes key, off_t *at)
{
	enum index_rc rc = probe(x, key, false, at);

	return rc == INDEX_NO ? probe(x, key, true, at) : rc;
}

static void
put_lower(struct index_key *k, struct bytes b)
{
	for (size_t i = 0; i < b.n && k->n < sizeof(k->buf); i++)
		k->buf[k->n++] = (char)ascii_lower(b.p[i]);
}

struct bytes
index_key_addr(struct index_key *k, const struct addr *a)
{
	k->n = 0;
	put_lower(k, addr_local(a));
	put_lower(k, BYTES("@"));
	put_lower(k, addr_domain(a));
	return (struct bytes){ k->buf, k->n };
}

struct bytes
index_key_domain(struct index_key *k, struct bytes domain)
{
	k->n = 0;
	put_lower(k, domain);
	return (struct bytes){ k->buf, k->n };
}
