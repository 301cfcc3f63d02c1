/*
 * sysuser.c - the account that serves: `check` looks as it, and files are made
 * for it. Runs in the tool, as root until it has become the account.
 */
#include "ctl/sysuser.h"
#include "store/maildir.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
sysuser_set_name(char *out, const char *name, unsigned number)
{
	struct text t = { out, SYSUSER_NAME, 0, false };

	if (name != NULL && strlen(name) < SYSUSER_NAME)
		text_str(&t, name);
	else
		text_num(&t, number);
	(void)text_end(&t);
}

static void
set_names(struct sysuser *a, const struct passwd *pw)
{
	const struct group *gr = getgrgid(a->gid);

	sysuser_set_name(a->name, pw != NULL ? pw->pw_name : NULL, a->uid);
	sysuser_set_name(a->group, gr != NULL ? gr->gr_name : NULL, a->gid);
}

bool
sysuser_nearest(char *path, struct stat *st)
{
	while (stat(path, st) != 0) {
		char *slash = strrchr(path, '/');

		/* A link that leads nowhere is there, and is in the way. */
		if (errno != ENOENT || path[1] == '\0' || lstat(path, st) == 0)
			return false;
		if (slash == NULL)
			memcpy(path, ".", 2);
		else
			slash[slash == path] = '\0';
	}
	return true;
}

/* The owner of the mail folder, else that of `run`; never root. */
static void
serving(struct sysuser *a, const struct conf *conf)
{
	struct tree t;
	struct stat st;

	a->uid = geteuid();
	a->gid = getegid();
	if ((tree_parse(&t, conf->mail) && sysuser_nearest(t.prefix, &st) &&
		st.st_uid != 0) ||
	    (stat(conf->run, &st) == 0 && st.st_uid != 0)) {
		a->uid = st.st_uid;
		a->gid = st.st_gid;
	}
}

bool
sysuser_find(struct sysuser *a, const char *name, const struct conf *conf)
{
	const struct passwd *pw;

	if (name == NULL)
		serving(a, conf);
	pw = name != NULL ? getpwnam(name) : getpwuid(a->uid);
	if (pw == NULL && name != NULL)
		return false;
	if (pw != NULL) {
		a->uid = pw->pw_uid;
		a->gid = pw->pw_gid;
	}
	set_names(a, pw);
	return true;
}

/* A super-server grants the groups of the account's name. */
static bool
take_groups(const struct sysuser *a)
{
	return getpwnam(a->name) != NULL ? initgroups(a->name, a->gid) == 0
					 : setgroups(0, NULL) == 0;
}

bool
sysuser_become(const struct sysuser *a)
{
	if (a->uid == geteuid())
		return true;
	errno = EPERM;
	return geteuid() == 0 && take_groups(a) && setgid(a->gid) == 0 &&
	       setuid(a->uid) == 0;
}

void
sysuser_put(
    struct text *t, const struct sysuser *a, const char *what, const char *path)
{
	for (; *what != '\0'; what++)
		if (*what == '@')
			text_str(t, a->name);
		else if (*what == '#')
			text_str(t, a->group);
		else if (*what == '%')
			text_word(t, path);
		else
			text_char(t, *what);
}
