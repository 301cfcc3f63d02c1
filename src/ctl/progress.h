/*
 * progress.h - long work: how far it is, on a terminal; and its orderly end.
 */
#ifndef CTL_PROGRESS_H
#define CTL_PROGRESS_H

#include <stdbool.h>
#include <sys/types.h>

/* Begins to go through the file FD; WHAT is shown. From the first call on,
 * SIGINT, SIGTERM and SIGHUP end the work and not the process; a second one
 * ends the process. */
void progress_begin(const char *what, int fd);
/* We are at octet AT of the file. False, with EINTR, once the work is to end.
 */
bool progress_at(off_t at);
/* True, with EINTR, once the work is to end. */
bool progress_stopped(void);
/* Takes the line off the terminal, before others are written. */
void progress_hide(void);
/* There is nothing to put away any more: from here on a signal ends the process
 * at once, and so does one that has come. */
void progress_over(void);
/* After all is put away: the process ends by the signal that it was sent, which
 * its parent can see. Returns RC if there was none. */
int progress_end(int rc);

#endif
