/*
 * complain.h - one line a complaint, on standard error.
 */
#ifndef SMTP_COMPLAIN_H
#define SMTP_COMPLAIN_H

#include "base/bytes.h"

/* `smtp-lite: ABOUT: WHAT: "SHOW"`, each part where there is one; SHOW is
 * escaped, for anybody may have chosen it. */
void complain(const char *about, const char *what, struct bytes show);
/* The same without SHOW, and with what errno says if ERROR is not 0. */
void complain_error(const char *about, const char *what, int error);

#endif
