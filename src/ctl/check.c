/*
 * check.c - everything that is wrong with the files, at once.
 * Runs in the tool; the files may hold anything, and nothing is changed.
 */
#include "ctl/check.h"
#include "store/maildir.h"
#include "ctl/indexmake.h"

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
		int k = ascii_lower(name.p[i]);

		if ((k < 'a' || k > 'z') && (k < '0' || k > '9') &&
		    strchr(literal ? "[]:." : "-_.", k) == NULL)
			ok = false;
		if (k == '.' && i > 0 && name.p[i - 1] == '.')
			ok = false;
	}
	if (!ok || (literal && c->conf.users_any))
		report(&c->report, c->conf_path, 0,
		    "the hostname is not the name of a domain", name);
}

bool
check_nearest(char *path, struct stat *st)
{
	while (stat(path, st) != 0) {
		char *slash = strrchr(path, '/');

		if (errno != ENOENT || path[1] == '\0')
			return false;
		if (slash == NULL)
			memcpy(path, ".", 2);
		else
			slash[slash == path] = '\0';
	}
	return true;
}

/* The folder mail goes to, or the one it would be made in. */
static void
check_tree(struct ctl *c)
{
	struct tree t;
	struct stat st;

	if (!tree_plan(&t, c->conf.mail))
		report(&c->report, c->conf.mail, 0, strerror(errno), BYTES(""));
	else if (!check_nearest(t.prefix, &st))
		report(&c->report, t.prefix, 0, strerror(errno), BYTES(""));
	else if (!S_ISDIR(st.st_mode))
		report(&c->report, t.prefix, 0,
		    "no folder, and mail goes below it", BYTES(""));
	else if (access(t.prefix, W_OK | X_OK) != 0)
		report(&c->report, t.prefix, 0,
		    "mail goes below it, and it cannot be written to",
		    bytes_str(strerror(errno)));
}

/* Is what two descriptors lead to the same, octet by octet? */
static bool
same(int a, int b)
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
	char name[LIM_FILE + sizeof(INDEX_SUFFIX)];
	struct text t = TEXT(name);
	const char *why = NULL;
	struct stat st;

	if (u->index.fd < 0)
		return;
	if (fstat(u->fd, &st) != 0 || !index_matches(&u->index, &st))
		why = "not the index of the present file: "
		      "run smtpd-litectl index";
	else if (!same(u->index.fd, fresh))
		why = "damaged: run smtpd-litectl index";
	text_str(&t, c->conf.users);
	text_str(&t, INDEX_SUFFIX);
	if (why != NULL && text_end(&t))
		report(&c->report, name, 0, why, BYTES(""));
}

/* Making an index meets everything that is wrong with the lines; and with it
 * the aliases and the keys of users are checked in no time. */
static void
check_tables(struct ctl *c)
{
	static struct users u;
	FILE *fresh;

	if (!users_open(&u, &c->conf, &c->report))
		return;
	fresh = tmpfile();
	if (fresh == NULL || !index_make(&u, fileno(fresh))) {
		report(&c->report, c->conf.users, 0, "cannot be checked",
		    bytes_str(strerror(errno)));
	} else {
		check_hashes(c, &u);
		check_index(c, &u, fileno(fresh));
		index_close(&u.index);
		if (index_use(&u.index, dup(fileno(fresh)))) {
			check_aliases(&u);
			check_authkeys(c, &u);
		}
	}
	if (fresh != NULL)
		(void)fclose(fresh);
	users_close(&u);
}

int
ctl_check(struct ctl *c, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	check_hostname(c);
	check_tree(c);
	if (!c->conf.users_any)
		check_tables(c);
	check_keys(c);
	return c->report.count > 0 ? EX_CONFIG : EX_OK;
}
