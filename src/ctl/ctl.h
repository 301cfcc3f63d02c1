/*
 * ctl.h - what the commands of smtpd-litectl share. Private to src/ctl.
 */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include "base/addr.h"
#include "base/conf.h"
#include "base/secret.h"
#include "ctl/sysuser.h"
#include "users/textfile.h"

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

/* index.c: */
ctl_command ctl_index;
ctl_command ctl_metrics;
/* Called after a change: makes the index again if there is one. */
int ctl_index_follow(struct ctl *c);

/* owner.c: the account that the server runs as. For root it is the owner of
 * `run`. Without `run`, or for other callers, it is the caller, and no group in
 * particular (-1). */
struct owner {
	uid_t uid;
	gid_t gid;
};
struct owner ctl_owner(const struct ctl *c);
/* Begins as textfile_begin does, for a file that the server reads. If the file
 * is made, or closed to others, the server's group may read it. */
bool ctl_edit(struct ctl *c, struct textfile *e, const char *path,
    enum textfile_mode how);

/* cure.c: says a complaint, and in the same line what to do about it. ARG is
 * one of these. */
extern int ctl_stdout, ctl_stderr;
void ctl_say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show);
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
/* Takes all keys of a user out of authorized_keys. Returns the exit code. */
int ctl_forget_keys(struct ctl *c, const struct addr *who);
/* Reads a password: one line of standard input, or from the terminal, twice.
 * False after a complaint. */
bool ctl_password(struct secret *out);
/* Reads a password, and puts it as a users file keeps it. Returns the exit
 * code. */
int ctl_make_hash(struct text *out);

#endif
