/*
 * folder.h - one folder of a Maildir, and its files.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include <dirent.h>
#include <stdbool.h>

/* True if it is a regular file, and no link to one. */
bool folder_regular(int dir, const struct dirent *d);

typedef bool folder_fn(void *arg, int dir, const struct dirent *d);
/* Calls FN for each name that does not begin with a dot, until it returns
 * false. False with errno if it did, or if reading failed. */
bool folder_each(int dir, folder_fn *fn, void *arg);

/* Deletes regular files that are older than so many seconds, as far as that
 * can be done. */
void folder_sweep(int dir, int seconds);

#endif
