/*
 * maildir.h - the tree of Maildirs: where a mailbox is, and how it is made.
 */
#ifndef STORE_MAILDIR_H
#define STORE_MAILDIR_H

#include "base/addr.h"
#include "base/limits.h"

/* The tree. The part of `mail` before the first component with %d or %u is
 * opened once; the rest is walked from there without following links. */
struct tree {
	int root;
	char prefix[LIM_FILE]; /* what root is opened as */
	char rest[LIM_FILE];   /* of the template, with its % */
};

/* Takes the template apart and opens nothing. False with errno. */
bool tree_parse(struct tree *t, const char *mail);
/* The same, and opens the root; missing parts of it are made. */
bool tree_open(struct tree *t, const char *mail);
void tree_close(struct tree *t);
/* Makes the path of a mailbox below the prefix. False if the template with this
 * address gives no safe path (a component that is empty, . or .., or holds a
 * slash or a NUL), or one that does not fit. */
bool tree_path(
    const struct tree *t, const struct addr *box, char *out, size_t cap);
/* The same with the prefix, and without a slash at its end. */
bool tree_full_path(
    const struct tree *t, const struct addr *box, char *out, size_t cap);

/* A mailbox: its three folders. */
struct maildir {
	int tmp, new, cur;
};

/* Opens a mailbox. With MAKE, missing parts of it are made, durably, so that a
 * power cut cannot take the folder of a mail. False with errno. */
bool maildir_open(
    const struct tree *t, const struct addr *box, bool make, struct maildir *m);
/* True if the mailbox is there. Makes nothing. */
bool maildir_exists(const struct tree *t, const struct addr *box);
void maildir_close(struct maildir *m);

#endif
