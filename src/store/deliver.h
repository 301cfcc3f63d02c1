/*
 * deliver.h - the promise behind 250: one file, on stable storage, in the
 * new/ of every recipient, or nowhere.
 */
#ifndef STORE_DELIVER_H
#define STORE_DELIVER_H

#include "store/maildir.h"

#include <sys/types.h>

#define DELIVER_NAME 256 /* NAME_MAX and a NUL */

/* A message on its way: a file in the tmp/ of its first recipient. */
struct message {
	struct maildir first;
	int fd;       /* for writing, then for reading; -1: closed */
	dev_t device; /* the file that was made, and whose it is */
	ino_t inode;
	uid_t owner;
	char name[DELIVER_NAME];
};

/* A recipient's mailbox; NEW is -1 until the message is there. */
struct recipient {
	struct addr box;
	int new;
	dev_t device; /* of NEW, which others may share */
	ino_t inode;
};

/* Creates NAME in the tmp/ of BOX, which is made if need be. All calls: false
 * with errno. */
bool message_create(struct message *m, const struct tree *t,
    const struct addr *box, const char *name);

/* Closes the complete file for writing and tells its size. SEAL_FAILED: errno.
 * SEAL_BROKEN: it is not what it has to be: it is still open for writing
 * somewhere, it does not begin with HEAD, more than MOST octets follow HEAD, it
 * has a second name, or its name leads to another file. */
enum seal { SEAL_DONE, SEAL_BROKEN, SEAL_FAILED };
enum seal message_seal(
    struct message *m, struct bytes head, uint64_t most, uint64_t *size);

/* Puts a sealed message into the new/ of all N recipients as NAME; the first of
 * them is the one it was created for. Afterwards it is there durably for all,
 * and once where some share a mailbox. On failure it is taken back. */
bool message_deliver(struct message *m, const struct tree *t,
    struct recipient *to, size_t n, const char *name);

/* Closes the descriptors that are open and takes the name in tmp/ away. */
void message_drop(struct message *m);

#endif
