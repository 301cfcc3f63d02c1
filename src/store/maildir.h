/*
 * maildir.h - the tree of Maildirs, and delivery into them: the promise
 * behind 250.
 */
#ifndef STORE_MAILDIR_H
#define STORE_MAILDIR_H

#include "base/limits.h"
#include "base/addr.h"

/* The tree: the part of `mail` before the first component with a % in it
 * is opened once; the rest is walked from there, following no links. */
struct tree {
	int root;
	char rest[LIM_FILE];   /* of the template, with its % */
	char prefix[LIM_FILE]; /* what root was opened as */
};

/* False with errno. The folders of the prefix are made if missing. */
bool tree_open(struct tree *t, const char *mail);
void tree_close(struct tree *t);
/* The path of a mailbox below the prefix; false if the template with this
 * address makes no safe path (a component that is empty, ., .., or holds a
 * slash or NUL). */
bool tree_path(
    const struct tree *t, const struct addr *box, char *out, size_t cap);

/* A mailbox with its three folders, made durably where they are missing.
 * Descriptors of folders, or -1 with errno. */
struct maildir {
	int tmp, new;
};
bool maildir_open(
    const struct tree *t, const struct addr *box, struct maildir *m);
void maildir_close(struct maildir *m);

#endif
