/*
 * check.h - the parts of `smtpd-litectl check`. Private to src/ctl.
 */
#ifndef CTL_CHECK_H
#define CTL_CHECK_H

#include "ctl/ctl.h"
#include "users/users.h"

#include <sys/stat.h>

/* check_eyes.c: we are the account that serves. EYES_PATH holds a path of the
 * configuration and what a mailbox adds to it. */
#define EYES_PATH (3 * LIM_FILE)
/* Of a file with secrets. */
#define EYES_GROUP "cannot be read by @: chgrp # % && chmod 640 %"
#define EYES_NOWHERE "a link that leads nowhere"
/* A complaint of PATH; WHAT is as sysuser_put takes it. */
void eyes_say(struct ctl *c, const char *path, const char *what);
/* True if the account can enter the folders above PATH, and those that links
 * lead through; else the first one that it cannot enter is reported. */
bool eyes_way(struct ctl *c, const char *path);
/* True if the account can read PATH, or there is nothing of that name, or it
 * fails for another reason than that it may not; WHAT is said if it may not. A
 * link that leads nowhere is reported. */
bool eyes_read(struct ctl *c, const char *path, const char *what);
/* True if the account can look into the folder and write to it; WHAT is said
 * if it may not. */
bool eyes_write(struct ctl *c, const char *folder, const char *what);

/* check_aliases.c: */
/* Complains of every alias that does less than it says. U has an index. */
void check_aliases(struct users *u);

/* check_secrets.c: complain of passwords in the users file, of the keys listed
 * for users, of the server's keys, and of the modes of these files. */
void check_hashes(struct ctl *c, struct users *u);
void check_authkeys(struct ctl *c, struct users *u);
void check_keys(struct ctl *c);
/* True if the server makes accounts or guests for those who come. */
bool check_signup(const struct ctl *c);

/* check_tls.c: complains of certificate and key, if there is to be TLS. */
void check_tls(struct ctl *c);

/* check_folders.c: */
/* True if the account can write to the folder that mail goes to, or make
 * it. */
bool check_tree(struct ctl *c);
/* Complains of Maildirs below it, as far as they are there; and of `run`. */
void check_boxes(struct ctl *c, struct users *u);
void check_run(struct ctl *c);

#endif
