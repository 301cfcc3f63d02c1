/*
 * cdbmake.c - writing a constant database.
 * Runs in the tool.
 */
#include "ctl/cdbmake.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
flush(struct cdbmake *m)
{
	bool ok = file_write(m->fd, m->buf, m->buffered);

	m->buffered = 0;
	return ok;
}

static bool
put_octets(struct cdbmake *m, const void *p, size_t n)
{
	const uint8_t *from = p;

	if (n > UINT32_MAX - m->pos) {
		errno = EFBIG;
		return false;
	}
	m->pos += n;
	while (n > 0) {
		size_t room = sizeof(m->buf) - m->buffered;
		size_t part = n < room ? n : room;

		memcpy(m->buf + m->buffered, from, part);
		m->buffered += part;
		from += part;
		n -= part;
		if (m->buffered == sizeof(m->buf) && !flush(m))
			return false;
	}
	return true;
}

static bool
put_pair(struct cdbmake *m, uint64_t a, uint64_t b)
{
	uint8_t pair[8];

	cdb_pack(pair, a, 4);
	cdb_pack(pair + 4, b, 4);
	return put_octets(m, pair, sizeof(pair));
}

bool
cdbmake_start(struct cdbmake *m, int fd)
{
	static const uint8_t head[CDB_HEAD];

	m->fd = fd;
	m->pos = 0;
	m->slots = NULL;
	m->n = m->cap = m->buffered = 0;
	return put_octets(m, head, sizeof(head));
}

bool
cdbmake_hidden(struct cdbmake *m, struct bytes data)
{
	return put_pair(m, 0, data.n) && put_octets(m, data.p, data.n);
}

bool
cdbmake_add(struct cdbmake *m, struct bytes key, struct bytes data)
{
	if (m->n == m->cap) {
		size_t cap = m->cap > 0 ? m->cap * 2 : 1024;
		struct cdb_slot *more =
		    reallocarray(m->slots, cap, sizeof(*more));

		if (more == NULL)
			return false;
		m->slots = more;
		m->cap = cap;
	}
	m->slots[m->n++] = (struct cdb_slot){ cdb_hash(key), (uint32_t)m->pos };
	return put_pair(m, key.n, data.n) && put_octets(m, key.p, key.n) &&
	       put_octets(m, data.p, data.n);
}

bool
cdbmake_change(
    struct cdbmake *m, size_t number, struct bytes key, struct bytes data)
{
	off_t at = (off_t)m->slots[number].pos + 8 + (off_t)key.n;
	ssize_t n;

	if (!flush(m))
		return false;
	n = pwrite(m->fd, data.p, data.n, at);
	if (n >= 0 && (size_t)n < data.n)
		errno = ENOSPC;
	return n >= 0 && (size_t)n == data.n;
}

/* One table: the N slots at FROM, spread over twice as many at TABLE. */
static bool
put_table(struct cdbmake *m, const struct cdb_slot *from, size_t n,
    struct cdb_slot *table)
{
	size_t len = 2 * n;

	for (size_t i = 0; i < len; i++)
		table[i] = (struct cdb_slot){ CDB_EMPTY, 0 };
	for (size_t i = 0; i < n; i++) {
		size_t at = (from[i].hash >> 8) % len;

		while (table[at].pos != 0)
			at = at + 1 < len ? at + 1 : 0;
		table[at] = from[i];
	}
	for (size_t i = 0; i < len; i++)
		if (!put_pair(m, table[i].hash, table[i].pos))
			return false;
	return true;
}

bool
cdbmake_finish(struct cdbmake *m, uint8_t head[CDB_HEAD])
{
	size_t count[CDB_TABLES] = { 0 }, next[CDB_TABLES], largest = 1, n = 0;
	struct cdb_slot *sorted = calloc(m->n + 1, sizeof(*sorted)), *table;
	bool ok;

	for (size_t i = 0; i < m->n; i++)
		count[m->slots[i].hash % CDB_TABLES]++;
	for (size_t t = 0; t < CDB_TABLES; t++) {
		largest = count[t] > largest ? count[t] : largest;
		next[t] = n;
		n += count[t];
	}
	table = calloc(2 * largest, sizeof(*table));
	ok = sorted != NULL && table != NULL;
	for (size_t i = 0; ok && i < m->n; i++)
		sorted[next[m->slots[i].hash % CDB_TABLES]++] = m->slots[i];
	for (size_t t = 0; ok && t < CDB_TABLES; t++) {
		cdb_pack(head + 8 * t, m->pos, 4);
		cdb_pack(head + 8 * t + 4, 2 * count[t], 4);
		ok = put_table(m, sorted + next[t] - count[t], count[t], table);
	}
	free(sorted);
	free(table);
	return ok && flush(m);
}

void
cdbmake_end(struct cdbmake *m)
{
	free(m->slots);
	m->slots = NULL;
}
