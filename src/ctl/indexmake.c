/*
 * indexmake.c - the index of a large users file: making it.
 * Runs in the tool; the file may hold anything.
 */
#include "ctl/indexmake.h"
#include "base/clock.h"
#include "ctl/cdbmake.h"
#include "ctl/progress.h"
#include "ctl/stringset.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* File times advance in ticks of at most 10 ms: a file that was changed
 * less than that ago could be changed again without a sign. */
#define TICK_MS 20

struct making {
	struct users *u;
	struct cdbmake cdb;
	struct set keys;
};

static bool
wait_for_tick(int fd, struct stat *st)
{
	for (;;) {
		struct timespec now = clock_wall(), nap = { 0, 1000000 };
		int64_t age;

		if (fstat(fd, st) != 0)
			return false;
		age = (now.tv_sec - st->st_ctim.tv_sec) * (int64_t)1000 +
		      (now.tv_nsec - st->st_ctim.tv_nsec) / 1000000;
		/* A file with a time in the future is not changed to the same
		 * time by chance. */
		if (age < 0 || age > TICK_MS)
			return true;
		(void)nanosleep(&nap, NULL);
	}
}

static bool
add_record(struct making *m, struct bytes key, off_t at)
{
	uint8_t value[INDEX_VALUE];

	cdb_pack(value, (uint64_t)at, INDEX_VALUE);
	return cdbmake_add(
	    &m->cdb, key, (struct bytes){ (const char *)value, sizeof(value) });
}

/* Adds a key that several entries may share; the first one counts. */
static bool
add_once(struct making *m, struct bytes key, off_t at)
{
	uint32_t number = 0;
	enum set_rc rc = set_add(&m->keys, key, &number);

	return rc == SET_KNOWN || (rc == SET_NEW && add_record(m, key, at));
}

/* Adds a local part, which is useful if only one domain has it. */
static bool
add_local(struct making *m, struct bytes key, off_t at)
{
	uint32_t number = (uint32_t)m->cdb.n;
	uint8_t several[INDEX_VALUE];

	switch (set_add(&m->keys, key, &number)) {
	case SET_NEW:
		return add_record(m, key, at);
	case SET_KNOWN:
		cdb_pack(several, INDEX_SEVERAL, sizeof(several));
		return cdbmake_change(&m->cdb, number, key,
		    (struct bytes){ (char *)several, sizeof(several) });
	default:
		return false;
	}
}

/* The same address, already in line BEFORE. */
static void
say_twice(const struct making *m, unsigned line, unsigned before,
    struct bytes address)
{
	char what[64];
	struct text t = TEXT(what);

	text_str(&t, "the same address as in line ");
	text_num(&t, before);
	(void)text_end(&t);
	report(m->u->report, m->u->conf->users, line, what, address);
}

static bool
add_entry(struct making *m, const struct addr *a, const struct lines *l)
{
	struct bytes local = addr_local(a), key;
	uint32_t line = l->number;
	struct index_key k;

	key = index_key_addr(&k, a);
	switch (set_add(&m->keys, key, &line)) {
	case SET_ERROR:
		return false;
	case SET_KNOWN:
		say_twice(m, l->number, line, key);
		return true;
	default:
		break;
	}
	return add_record(m, key, l->start) &&
	       add_once(m, index_key_domain(&k, addr_domain(a)), l->start) &&
	       (local.n == 0 ||
		   add_local(m, index_key_local(&k, local), l->start)) &&
	       add_once(m, INDEX_FIRST, l->start) &&
	       (!bytes_ieq(local, BYTES("postmaster")) ||
		   add_once(m, INDEX_POSTMASTER, l->start));
}

static bool
write_all(struct making *m, const struct stat *st)
{
	static const char room[INDEX_STAMP];
	static struct lines l;
	uint8_t head[INDEX_HEAD];
	struct bytes fields;
	enum lines_rc rc;
	struct addr a;

	if (!cdbmake_hidden(&m->cdb, (struct bytes){ room, sizeof(room) }))
		return false;
	lines_init(&l, m->u->fd);
	progress_begin("users", m->u->fd);
	while ((rc = users_next(m->u, &l, &a, &fields)) == LINES_OK)
		if (!progress_at(l.start) || !add_entry(m, &a, &l))
			return false;
	if (rc != LINES_END || !cdbmake_finish(&m->cdb, head))
		return false;
	index_stamp(head, st);
	return lseek(m->cdb.fd, 0, SEEK_SET) == 0 &&
	       file_write(m->cdb.fd, head, sizeof(head));
}

bool
index_make(struct users *u, int fd)
{
	static struct making m;
	struct stat before, after;
	bool ok;

	m.u = u;
	set_init(&m.keys);
	ok = cdbmake_start(&m.cdb, fd) && wait_for_tick(u->fd, &before) &&
	     write_all(&m, &before) && fstat(u->fd, &after) == 0;
	cdbmake_end(&m.cdb);
	set_free(&m.keys);
	if (ok && !file_same_state(&before, &after)) {
		errno = EAGAIN;
		return false;
	}
	return ok;
}
