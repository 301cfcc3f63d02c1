/*
 * maildir.h - the tree of Maildirs: where a mailbox is, and how it is made.
 */
#ifndef STORE_MAILDIR_H
#define STORE_MAILDIR_H

#include "base/addr.h"
#include "base/limits.h"

/* The tree: the part of `mail` before the first component with %d or %u is
 * opened once; the rest is walked from there, following no links. */
struct tree {
	int root;
	char prefix[LIM_FILE]; /* what root is opened as */
	char rest[LIM_FILE];   /* of the template, with its % */
};

/* Takes the template apart and opens nothing. False with errno. */
bool tree_parse(struct tree *t, const char *mail);
/* The same, and opens the root; what is missing of it is made. */
bool tree_open(struct tree *t, const char *mail);
void tree_close(struct tree *t);
/* The path of a mailbox below the prefix; false if the template with this
 * address makes no safe path (a component that is empty, ., .., or holds a
 * slash or NUL), or one that does not fit. */
bool tree_path(
    const struct tree *t, const struct addr *box, char *out, size_t cap);

/* A mailbox: its three folders. */
struct maildir {
	int tmp, new, cur;
};

/* Opens a mailbox. With MAKE, what is missing of it is made, durably, so that
 * a mail in it cannot lose its folder in a power cut. False with errno. */
bool maildir_open(
    const struct tree *t, const struct addr *box, bool make, struct maildir *m);
/* True if the mailbox is there. Makes nothing. */
bool maildir_exists(const struct tree *t, const struct addr *box);
void maildir_close(struct maildir *m);

#endif
