/*
 * check.c - everything that is wrong with the files, at once.
 * Runs in the tool; the files may hold anything, and nothing is changed.
 */
#include "ctl/check.h"
#include "ctl/indexmake.h"
#include "ctl/progress.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* A name that a banner can show and that others may believe: a domain, or
 * an address in brackets. */
static void
check_hostname(struct ctl *c)
{
	struct bytes name = bytes_str(c->conf.hostname);
	bool ok = name.p[0] != '.' && name.p[0] != '-' &&
		  name.p[name.n - 1] != '.' && name.p[name.n - 1] != '-';
	bool literal = name.p[0] == '[' && name.p[name.n - 1] == ']';

	for (size_t i = 0; i < name.n; i++) {
		char k = name.p[i];

		if (!ascii_alnum(k) &&
		    strchr(literal ? "[]:." : "-_.", k) == NULL)
			ok = false;
		if (k == '.' && i > 0 && name.p[i - 1] == '.')
			ok = false;
	}
	if (!ok || (literal && c->conf.users_any))
		report(&c->report, c->conf_path, 0,
		    "the hostname is not the name of a domain", name);
}

/* True if the files behind two descriptors are equal, octet by octet. */
static bool
same_octets(int a, int b)
{
	char x[8192], y[8192];
	off_t at = 0;
	ssize_t n, m;

	do {
		n = file_pread_most(a, x, sizeof(x), at);
		m = file_pread_most(b, y, sizeof(y), at);
		at += n;
	} while (n == m && n > 0 && memcmp(x, y, (size_t)n) == 0);
	return n == 0 && m == 0;
}

/* An index is what would be made now, or it is no good. */
static void
check_index(struct ctl *c, const struct users *u, int fresh)
{
	char name[INDEX_PATH];
	const char *why = NULL;
	struct stat st;

	if (u->index.fd < 0)
		return;
	if (fstat(u->fd, &st) != 0 || !index_matches(&u->index, &st))
		why = "not the index of the present file: "
		      "run smtpd-litectl index";
	else if (!same_octets(u->index.fd, fresh))
		why = "damaged: run smtpd-litectl index";
	if (why != NULL && index_path(c->conf.users, name))
		report(&c->report, name, 0, why, BYTES(""));
}

/* Reports a users file that is missing, and files that the account cannot read.
 * False: users cannot be looked into. */
static bool
check_files(struct ctl *c)
{
	if (!eyes_read(c, c->conf.aliases, EYES_GROUP))
		c->conf.aliases[0] = '\0'; /* as if there were none */
	if (!eyes_read(c, c->conf.users, EYES_GROUP))
		return false;
	if (access(c->conf.users, F_OK) == 0 || errno != ENOENT)
		return true;
	eyes_say(c, c->conf.users,
	    "is not there, and no session begins: "
	    "smtpd-litectl user add ADDRESS");
	return false;
}

static void
check_first(struct ctl *c, struct users *u)
{
	struct user first;

	if (users_find(u, USERS_FIRST, NULL, &first) == USERS_NO &&
	    !check_signup(c))
		eyes_say(c, c->conf.users,
		    "there is no address in it, and no session begins: "
		    "smtpd-litectl user add ADDRESS");
}

/* Making an index meets everything that is wrong with the lines; and with it
 * the aliases and the keys of users are checked in no time. */
static void
check_tables(struct ctl *c, bool boxes)
{
	static struct users u;
	FILE *fresh;

	if (!users_open(&u, &c->conf, &c->report))
		return;
	fresh = tmpfile();
	if (fresh == NULL || !index_make(&u, fileno(fresh))) {
		(void)report_errno(
		    &c->report, c->conf.users, "cannot be checked");
	} else {
		check_index(c, &u, fileno(fresh));
		index_close(&u.index);
		check_first(c, &u);
		check_hashes(c, &u);
		if (index_use(&u.index, dup(fileno(fresh)))) {
			check_aliases(&u);
			check_authkeys(c, &u);
		}
		if (boxes)
			check_boxes(c, &u);
	}
	if (fresh != NULL)
		(void)fclose(fresh);
	users_close(&u);
}

static int
become(struct ctl *c, const char *name)
{
	if (!sysuser_find(&c->as, name, &c->conf))
		return ctl_usage("there is no account called", name);
	if (geteuid() != 0 && c->as.uid != geteuid()) {
		ctl_complain("only root can look with the eyes of another "
			     "account (--as with your own name looks with "
			     "yours)",
		    c->as.name);
		return EX_NOPERM;
	}
	if (sysuser_become(&c->as))
		return EX_OK;
	ctl_complain("cannot become another account", c->as.name);
	return EX_OSERR;
}

/* The words behind `check`. */
static int
check_words(int argc, char **argv, const char **name)
{
	static const struct option options[] = {
		{ "as", required_argument, NULL, 'a' },
		{ NULL, 0, NULL, 0 },
	};
	int o;

	optind = 1;
	while ((o = ctl_getopt(argc, argv, "+:", options)) != -1) {
		if (o != 'a')
			return EX_USAGE;
		*name = optarg;
	}
	return optind == argc ? EX_OK
			      : ctl_usage("one word too many:", argv[optind]);
}

int
ctl_check(struct ctl *c, int argc, char **argv)
{
	const char *name = NULL;
	int rc = check_words(argc + 1, argv - 1, &name);
	bool mail;

	if (rc == EX_OK)
		rc = become(c, name);
	if (rc != EX_OK)
		return rc;
	(void)eyes_read(c, c->conf_path, EYES_GROUP);
	check_hostname(c);
	mail = check_tree(c);
	check_run(c);
	if (!c->conf.users_any && check_files(c))
		check_tables(c, mail);
	progress_over();
	check_keys(c);
	check_tls(c);
	return c->report.count > 0 ? EX_CONFIG : EX_OK;
}
