/*
 * index.h - the index of a large users file: reading it.
 *
 * A constant database of offsets into the users file. It is a hint: we look up
 * in the file what it finds, and believe that it has no entry only if its table
 * is whole. So a damaged index costs a scan, never a wrong answer.
 *
 * Keys, all in lower case: addresses; domains; local parts with an @; and two
 * words with a blank before them, which no address can be. The first record,
 * with an empty key, is the stamp: it tells which file the index is for.
 */
#ifndef USERS_INDEX_H
#define USERS_INDEX_H

#include "base/addr.h"
#include "base/report.h"
#include "users/cdb.h"

#include <sys/stat.h>

#define INDEX_SUFFIX ".cdb"
#define INDEX_FIRST BYTES(" first")
#define INDEX_POSTMASTER BYTES(" postmaster")
#define INDEX_KEY (LIM_LOCAL + 1 + LIM_DOMAIN)
#define INDEX_VALUE 8 /* an offset */
/* In place of the offset: a local part that several domains have. */
#define INDEX_SEVERAL INT64_MAX

/* The stamp: a word of ours, whose last letter is the version; the state of the
 * file (its owner may set its mtime, but nobody its ctime); and a checksum over
 * the head and all of the stamp before it. */
#define INDEX_MAGIC 0x33786469646d6173ULL
enum {
	STAMP_MAGIC,
	STAMP_SIZE,
	STAMP_SEC,
	STAMP_NSEC,
	STAMP_CSEC,
	STAMP_CNSEC,
	STAMP_INO,
	STAMP_SUM
};
#define INDEX_STAMP ((STAMP_SUM + 1) * 8)
#define INDEX_HEAD (CDB_HEAD + 8 + INDEX_STAMP)

struct index {
	int fd; /* -1: none, or not to be used any more */
	uint8_t head[INDEX_HEAD];
};

/* Puts the path of the index of the users file USERS. False: it is too long. */
#define INDEX_PATH (LIM_FILE + sizeof(INDEX_SUFFIX))
bool index_path(const char *users, char out[INDEX_PATH]);

/* Opens the index of the users file PATH, if there is one. A damaged one is
 * reported through R. */
void index_open(struct index *x, const char *path, struct report *r);
/* Takes the descriptor; false if what it holds is no index of ours. */
bool index_use(struct index *x, int fd);
void index_close(struct index *x);
/* True if it is the index of this very file, in its present state. */
bool index_matches(const struct index *x, const struct stat *users);

enum index_rc { INDEX_AT, INDEX_NO, INDEX_DAMAGED };
enum index_rc index_find(const struct index *x, struct bytes key, off_t *at);

/* Keys; whatever is part of a struct addr fits. */
struct index_key {
	char buf[INDEX_KEY];
	size_t n;
};
/* An address without its domain is a local part, whatever its domain. */
struct bytes index_key_addr(struct index_key *k, const struct addr *a);
struct bytes index_key_domain(struct index_key *k, struct bytes domain);
static inline struct bytes
index_key_local(struct index_key *k, struct bytes local)
{
	struct addr a;

	(void)addr_set(&a, local, BYTES(""));
	return index_key_addr(k, &a);
}

/* Puts the stamp for a users file behind the tables at HEAD. */
void index_stamp(uint8_t *head, const struct stat *users);

#endif
