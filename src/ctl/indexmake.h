/*
 * indexmake.h - the index of a large users file: making it.
 */
#ifndef CTL_INDEXMAKE_H
#define CTL_INDEXMAKE_H

#include "users/users.h"

/* Writes the index of U's file into FD, which is empty. False with errno;
 * lines that are malformed or say an address twice are reported through U.
 * EAGAIN: the file was changed meanwhile. */
bool index_make(struct users *u, int fd);

#endif
