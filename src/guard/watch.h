/*
 * watch.h - the teaching dialect: telling of mail as it comes. Private to
 * src/guard.
 */
#ifndef GUARD_WATCH_H
#define GUARD_WATCH_H

#include "guard/session.h"

guard_handler guard_watch, guard_next, guard_unwatch;

/* What to poll for news: a descriptor, or -1 if nobody waits for any. */
int guard_watched(const struct guard *g);
/* There is something to read from it. */
void guard_tell_mail(struct guard *g);

#endif
