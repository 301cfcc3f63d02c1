/*
 * reread.h - the configuration of a program that goes on.
 */
#ifndef LISTEN_REREAD_H
#define LISTEN_REREAD_H

#include "base/startup.h"

/* Reads the configuration if its file is another one than was read, or if none
 * was. False while it is bad, which is logged once; then the last good one
 * stays in S, at first the defaults. */
bool reread(struct start *s);

#endif
