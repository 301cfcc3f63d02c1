/*
 * sync.h - many folders onto stable storage at once.
 */
#ifndef STORE_SYNC_H
#define STORE_SYNC_H

#include "store/deliver.h"

/* fsync(2) on the new/ of each of the N, once. False, with the errno of one
 * that failed: some of the others may not have been tried then. */
bool sync_folders(const struct recipient *to, size_t n);

#endif
