/*
 * check.h - the parts of `smtpd-litectl check`. Private to src/ctl.
 */
#ifndef CTL_CHECK_H
#define CTL_CHECK_H

#include "ctl/ctl.h"
#include "vault/users.h"

/* Complains of every alias that does less than it says. U has an index. */
void check_aliases(struct users *u);

#endif
