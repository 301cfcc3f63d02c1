/*
 * listing.h - the messages of a Maildir in order, and what a reader does to
 * them.
 */
#ifndef STORE_LISTING_H
#define STORE_LISTING_H

#include "store/maildir.h"

/* One message. SIZE is that of the file, CRLF_SIZE that of what RETR sends
 * before dots are stuffed: LF as CRLF, and a missing last line end. */
struct entry {
	uint64_t seconds; /* of the name; the order */
	uint64_t key;     /* ... and what follows them */
	uint64_t size, crlf_size;
	uint32_t name;  /* where it begins in the names */
	uint8_t unique; /* octets of its unique part */
	bool size_from_name : 1;
	bool cur : 1;      /* it was in cur/ */
	bool vanished : 1; /* it does not exist any more */
	bool deleted : 1;  /* to be deleted, ... */
	bool sent : 1;     /* whole: to be moved to cur/, at the end */
};

struct listing {
	int new, cur;
	struct entry *entry;
	size_t n, cap;
	char *names;
	size_t names_n, names_cap;
	bool verified; /* each S= has been compared with its file */
};

#define LISTING_ID 71 /* of a message: 70 octets and a NUL */

/* Lists all messages of a mailbox. Names that begin with a dot, and all but
 * regular files, are left out. False with errno. Files that have lain in tmp/
 * for 36 hours are swept on the way. */
bool listing_open(
    struct listing *l, const struct tree *t, const struct addr *box);
void listing_close(struct listing *l);

struct bytes listing_unique(const struct listing *l, const struct entry *e);
/* Compares two entries, each of a listing, as memcmp(3) does; 0 if they are the
 * same message. */
int listing_compare(const struct listing *la, const struct entry *a,
    const struct listing *lb, const struct entry *b);
/* Puts a listing in order, once all names are there; one message is one entry
 * then. False: there is no memory. */
bool listing_sort(struct listing *l);
/* Looks where the messages are now. A reader may move them and change their
 * flags, but not their unique part. False with errno: the folders could not be
 * read to their end. */
bool listing_refresh(struct listing *l);

/* Opens message I (from 0) for reading. -1: it is gone, or has changed. If
 * another session has moved it, it is found; if its name lied and was not
 * compared yet, its size is measured. */
int listing_read(struct listing *l, size_t i);
/* Puts the unique id of message I: 1 to 70 octets of 0x21-0x7E, the same in
 * every session. False: it has no room. */
bool listing_id(const struct listing *l, size_t i, char out[LISTING_ID]);
/* Deletes the messages with DELETED and moves those with SENT to cur/, durably.
 * False if a part of it failed; the rest is done. */
bool listing_update(struct listing *l);

#endif
