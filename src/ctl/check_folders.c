/*
 * check_folders.c - what is wrong with the folders that the server writes to: a
 * part of `check`. Runs in the tool, as the account that serves; what lies in
 * the mail folder may be anything.
 */
#include "ctl/check.h"
#include "ctl/progress.h"
#include "store/maildir.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the account must be able to do in a folder. */
#define ENTERED (R_OK | X_OK)
#define WRITTEN (R_OK | W_OK | X_OK)

static const char no_folder[] = "no folder, and mail goes below it";
static const char a_link[] = "a link, and no server follows it here";

static void
complain_errno(struct ctl *c, const char *path)
{
	if (errno == EACCES)
		(void)eyes_way(c, path);
	else if (errno == ENOENT)
		report(&c->report, path, 0, EYES_NOWHERE, BYTES(""));
	else
		(void)report_errno(&c->report, path, NULL);
}

/* The server makes the folder PATH where ABOVE lets it. */
static bool
can_make(struct ctl *c, const char *path, const char *above)
{
	if (access(above, W_OK | X_OK) == 0)
		return true;
	if (errno == EACCES)
		eyes_say(c, path,
		    "is not there, and @ cannot make it: "
		    "install -d -o @ -g # -m 700 %");
	else
		(void)report_errno(&c->report, above,
		    "mail goes below it, and it cannot be written to");
	return false;
}

/* The folder mail goes to, or the one it would be made in. */
static bool
check_root(struct ctl *c, const struct tree *t)
{
	char path[LIM_FILE];
	struct stat st;

	memcpy(path, t->prefix, sizeof(path));
	if (!sysuser_nearest(path, &st)) {
		complain_errno(c, path);
		return false;
	}
	if (!S_ISDIR(st.st_mode)) {
		report(&c->report, path, 0, no_folder, BYTES(""));
		return false;
	}
	if (strcmp(path, t->prefix) != 0)
		return can_make(c, t->prefix, path);
	return eyes_write(
	    c, path, "cannot be written to by @: chown @ % && chmod 700 %");
}

/* True if the account may do HOW, as access(2) has it, in a folder below the
 * mail folder. */
static bool
check_rights(struct ctl *c, const char *path, int how)
{
	struct stat st;

	if (access(path, how) == 0)
		return true;
	if (errno != EACCES)
		(void)report_errno(&c->report, path, "cannot be written to");
	else if (eyes_way(c, path))
		eyes_say(c, path,
		    stat(path, &st) == 0 && st.st_uid == c->as.uid
			? "cannot be written to by @: chmod -R u+rwX %"
			: "cannot be written to by @: chown -R @ %");
	return false;
}

/* Looks at a folder below the mail folder as the server does, which follows no
 * link there and makes a missing one in the folder above. True if it can go on
 * from it. */
static bool
check_folder(struct ctl *c, char *path, int how)
{
	char *slash = strrchr(path, '/');
	struct stat st;

	if (lstat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return check_rights(c, path, how);
		eyes_say(c, path, S_ISLNK(st.st_mode) ? a_link : no_folder);
	} else if (errno != ENOENT) {
		complain_errno(c, path);
	} else if (slash > path) {
		*slash = '\0';
		(void)check_rights(c, path, WRITTEN);
		*slash = '/';
	}
	return false;
}

/* Looks at each folder on the way down to PATH from its first N octets. True if
 * the server can go there. */
static bool
check_way(struct ctl *c, char *path, size_t n)
{
	bool ok = true;

	while (ok && path[n] != '\0') {
		char end;

		n += 1 + strcspn(path + n + 1, "/");
		end = path[n];
		path[n] = '\0';
		ok = check_folder(c, path, ENTERED);
		path[n] = end;
	}
	return ok;
}

/* ROOT octets of the path of the mailbox are that of the mail folder. The
 * folders above it are looked at once in a row, since there may be a million
 * mailboxes in them. */
static void
check_box(struct ctl *c, const char *box, size_t root)
{
	static const char *const names[] = { "/tmp", "/new", "/cur" };
	static char last[EYES_PATH];
	static bool open;
	char path[EYES_PATH];
	size_t n = strlen(box);

	memcpy(path, box, n + 1);
	while (n > root && path[n] != '/')
		n--;
	if (strlen(last) != n || memcmp(last, path, n) != 0) {
		memcpy(last, path, n);
		last[n] = '\0';
		open = check_way(c, last, root);
	}
	if (!open || !check_way(c, path, n))
		return;
	for (int i = 0; i < 3; i++) {
		struct text t = TEXT(path);

		text_str(&t, box);
		text_str(&t, names[i]);
		if (text_end(&t))
			(void)check_folder(c, path, WRITTEN);
	}
}

void
check_boxes(struct ctl *c, struct users *u)
{
	static struct lines l;
	char box[EYES_PATH];
	struct bytes fields;
	struct addr a;
	struct tree t;
	size_t root;

	/* If it is not there, check_tree has seen where it would be made. */
	if (!tree_parse(&t, c->conf.mail) || access(t.prefix, F_OK) != 0)
		return;
	root = strlen(t.prefix);
	while (root > 0 && t.prefix[root - 1] == '/')
		root--;
	lines_init(&l, u->fd);
	progress_begin("mailboxes", u->fd);
	while (
	    users_next(u, &l, &a, &fields) == LINES_OK && progress_at(l.start))
		if (tree_full_path(&t, &a, box, sizeof(box)))
			check_box(c, box, root);
}

bool
check_tree(struct ctl *c)
{
	struct tree t;

	if (tree_parse(&t, c->conf.mail))
		return check_root(c, &t);
	(void)report_errno(&c->report, c->conf.mail, NULL);
	return false;
}

void
check_run(struct ctl *c)
{
	const char *run = c->conf.run;
	struct stat st;

	if (stat(run, &st) != 0) {
		/* It may be missing; hashes and failures are not counted
		 * then. */
		if (errno != ENOENT || lstat(run, &st) == 0)
			complain_errno(c, run);
	} else if (!S_ISDIR(st.st_mode)) {
		report(&c->report, run, 0, "no folder, and locks go into it",
		    BYTES(""));
	} else {
		(void)eyes_write(c, run,
		    "cannot be written to by @: chown @ % && chmod 750 %");
	}
}
