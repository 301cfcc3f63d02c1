/*
 * deliver.h - the promise behind 250: one file, on stable storage, in the
 * new/ of every recipient, or nowhere.
 */
#ifndef STORE_DELIVER_H
#define STORE_DELIVER_H

#include "store/maildir.h"

#define DELIVER_NAME 256 /* NAME_MAX and a NUL */

/* A message on its way: a file in the tmp/ of its first recipient. */
struct message {
	struct maildir first;
	int fd; /* -1 once closed */
	char name[DELIVER_NAME];
};

/* A recipient's mailbox; NEW is -1 until the message has been linked. */
struct recipient {
	struct addr box;
	int new;
};

/* Creates NAME in the tmp/ of BOX, which MAKE makes if need be. All calls:
 * false with errno. */
bool message_create(struct message *m, const struct tree *t,
    const struct addr *box, bool make, const char *name);

/* The file is complete: closes it, looks whether anybody still has it open
 * for writing (then errno is EBUSY), says its size and makes it durable. */
bool message_seal(struct message *m, uint64_t *size);

/* A sealed message into the new/ of all N recipients as NAME, the first of
 * them the one it was created for: afterwards it is there durably for all of
 * them. On failure it is taken back. */
bool message_deliver(struct message *m, const struct tree *t,
    struct recipient *to, size_t n, const char *name);

/* Closes what is open and takes the name in tmp/ away. */
void message_drop(struct message *m);

#endif
