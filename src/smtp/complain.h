/*
 * complain.h - one line a complaint, on standard error.
 */
#ifndef SMTP_COMPLAIN_H
#define SMTP_COMPLAIN_H

#include "base/report.h"

/* Prints `smtp-lite: ABOUT: WHAT: "SHOW"`. ABOUT may be NULL and SHOW empty.
 * SHOW is escaped, for anybody may have chosen it. */
void complain(const char *about, const char *what, struct bytes show);
/* Prints the text of ERROR, an errno, in place of SHOW; nothing for 0. */
void complain_error(const char *about, const char *what, int error);
/* A `say` for reports about files: ARG is the page that tells what they should
 * be, as in `PATH:LINE: WHAT (see PAGE): "SHOW"`. */
void complain_see(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show);

#endif
