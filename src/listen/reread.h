/*
 * reread.h - the configuration of a program that goes on.
 */
#ifndef LISTEN_REREAD_H
#define LISTEN_REREAD_H

#include "base/startup.h"

/* Reads the configuration if its file has changed since it was read, or if it
 * was never read. False: it is bad, which is logged once. S keeps the last good
 * one then; if there was none, it has what could be read. */
bool reread(struct start *s);

#endif
