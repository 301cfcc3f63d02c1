/*
 * cdbmake.h - writing a constant database.
 */
#ifndef CTL_CDBMAKE_H
#define CTL_CDBMAKE_H

#include "users/cdb.h"

struct cdb_slot {
	uint32_t hash, pos;
};

struct cdbmake {
	int fd;
	uint64_t pos;           /* octets so far, with those in BUF */
	struct cdb_slot *slots; /* one a record */
	size_t n, cap;
	size_t buffered;
	uint8_t buf[65536];
};

/* Begins a database in FD, which is empty and stays the caller's. All
 * calls: false with errno, EFBIG if it does not fit in 4 GiB. */
bool cdbmake_start(struct cdbmake *m, int fd);
/* A record that no key leads to. */
bool cdbmake_hidden(struct cdbmake *m, struct bytes data);
/* A record. Of two with the same key the first one is found. */
bool cdbmake_add(struct cdbmake *m, struct bytes key, struct bytes data);
/* Replaces the data of the record with this number by other data of the same
 * length. The number is counted from 0 in the order of cdbmake_add. */
bool cdbmake_change(
    struct cdbmake *m, size_t number, struct bytes key, struct bytes data);
/* Writes the tables, and the head into HEAD: the caller puts it in its
 * place, at the start of the file. */
bool cdbmake_finish(struct cdbmake *m, uint8_t head[CDB_HEAD]);
/* Frees what M holds; always to be called. */
void cdbmake_end(struct cdbmake *m);

#endif
