/*
 * ctl.h - what the commands of smtpd-litectl share. Private to src/ctl.
 */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include "base/addr.h"
#include "base/conf.h"
#include "ctl/sysuser.h"
#include "users/textfile.h"
#include "vault/secret.h"

#include <getopt.h>

struct ctl {
	struct conf conf;
	const char *conf_path;
	bool options;         /* there is a -o */
	struct report report; /* on standard error; check has its own */
	struct sysuser as;    /* whom check has become */
};

/* A command stands in the table of main.c and nowhere else. Returns the
 * exit code; ARGV are the words behind the command, and ARGV[-1] is its last
 * one. */
typedef int ctl_command(struct ctl *c, int argc, char **argv);

/* check.c, provision.c, wait.c: */
ctl_command ctl_check, ctl_provision, ctl_wait;
/* user.c: */
ctl_command ctl_user_add, ctl_user_passwd, ctl_user_del, ctl_user_list;
/* userkey.c: */
ctl_command ctl_user_key_add, ctl_user_key_del, ctl_user_key_list;
/* key.c: */
ctl_command ctl_key_new, ctl_key_show, ctl_key_rotate;
/* password.c: */
ctl_command ctl_hash;
/* dns.c: */
ctl_command ctl_dns;

/* metrics.c: */
ctl_command ctl_metrics;

/* index.c: */
ctl_command ctl_index;
/* Called after a change: makes the index again if there is one. */
int ctl_index_follow(struct ctl *c);

/* owner.c: */
/* Finds whose the server's keys are: for root the account that serves, as
 * sysuser_find has it, for another caller the caller. */
void ctl_owner(const struct ctl *c, struct sysuser *out);
/* Begins as textfile_begin does, for a file that the server reads. If the file
 * is made, or closed to others, the group of the account that serves may read
 * it; a new one of a caller who cannot give it that group keeps its own. */
bool ctl_edit(struct ctl *c, struct textfile *e, const char *path,
    enum textfile_mode how);

/* cure.c: says a complaint, and in the same line what to do about it. ARG is
 * one of these. */
extern int ctl_stdout, ctl_stderr;
void ctl_say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show);

/* words.c: */
/* One line on standard error. */
void ctl_complain(const char *what, const char *about);
/* Prints that A is nobody. Returns EX_NOUSER. */
int ctl_no_user(const struct addr *a);
/* Prints a complaint about the command line, with the WORD in question (or
 * NULL) and a hint at --help, in one line on standard error. Returns
 * EX_USAGE. */
int ctl_usage(const char *what, const char *word);
/* getopt_long(3), for OPTS that begin with "+:"; an unknown one is
 * complained of, and returned as '?'. */
int ctl_getopt(
    int argc, char **argv, const char *opts, const struct option *longs);
/* Writes to standard output. Returns the exit code. */
int ctl_print(const struct text *t);
/* Parses an address of the command line. Returns EX_OK, or after a complaint
 * EX_DATAERR, also for one that cannot stand in a users file. */
int ctl_address(const char *word, struct addr *out);

/* userkey.c: */
/* Takes all keys of a user out of authorized_keys. Returns the exit code. */
int ctl_forget_keys(struct ctl *c, const struct addr *who);

/* password.c: */
/* Reads a password, and puts it as a users file keeps it. Returns the exit
 * code. */
int ctl_make_hash(struct text *out);

#endif
