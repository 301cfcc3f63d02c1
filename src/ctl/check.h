/*
 * check.h - the parts of `smtpd-litectl check`. Private to src/ctl.
 */
#ifndef CTL_CHECK_H
#define CTL_CHECK_H

#include "ctl/ctl.h"
#include "vault/users.h"

#include <sys/stat.h>

/* Complains of every alias that does less than it says. U has an index. */
void check_aliases(struct users *u);

/* secrets.c: passwords in the users file, who may log in with which key,
 * the server's keys; and who may get at these files. */
void check_hashes(struct ctl *c, struct users *u);
void check_authkeys(struct ctl *c, struct users *u);
void check_keys(struct ctl *c);

/* Cuts PATH down to what is there of it; false with errno. */
bool check_nearest(char *path, struct stat *st);

#endif
