/*
 * folders.c - what is wrong with the folders that the server writes to: a part
 * of `check`.
 * Runs in the tool, as the account that serves; what lies in the mail folder
 * may be anything.
 */
#include "ctl/check.h"
#include "ctl/progress.h"
#include "store/maildir.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char no_folder[] = "no folder, and mail goes below it";

static void
complain_errno(struct ctl *c, const char *path)
{
	if (errno != EACCES)
		(void)report_errno(&c->report, path, NULL);
	else
		(void)eyes_way(c, path);
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
	if (!check_nearest(path, &st)) {
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

/* A folder of the mail folder, or the one that it would be made in, or the one
 * that the account cannot enter on the way. */
static void
check_folder(struct ctl *c, char *path)
{
	struct stat st;

	while (!check_nearest(path, &st)) {
		char *slash = strrchr(path, '/');

		if (errno != EACCES || slash == NULL) {
			complain_errno(c, path);
			return;
		}
		*slash = '\0';
	}
	if (!S_ISDIR(st.st_mode))
		eyes_say(c, path, no_folder);
	else
		(void)eyes_write(
		    c, path, "cannot be written to by @: chown -R @ %");
}

/* The folder of the mailboxes is looked at once in a row, since there may be a
 * million of them. */
static void
check_box(struct ctl *c, const char *box)
{
	static const char *const names[] = { "/tmp", "/new", "/cur" };
	static char last[EYES_PATH];
	char path[EYES_PATH];
	const char *slash = strrchr(box, '/');
	struct text t = TEXT(path);

	if (access(box, F_OK) == 0 || errno != ENOENT) {
		for (int i = 0; i < 3; i++) {
			t = (struct text)TEXT(path);
			text_str(&t, box);
			text_str(&t, names[i]);
			if (text_end(&t) && access(path, R_OK | W_OK | X_OK))
				check_folder(c, path);
		}
		return;
	}
	text_put(&t, (struct bytes){ box, (size_t)(slash - box) });
	if (!text_end(&t) || strcmp(path, last) == 0)
		return;
	memcpy(last, path, t.n + 1);
	check_folder(c, path);
}

void
check_boxes(struct ctl *c, struct users *u)
{
	static struct lines l;
	char below[LIM_FILE + LIM_LOCAL + LIM_DOMAIN], box[EYES_PATH];
	struct bytes fields;
	struct addr a;
	struct tree t;

	if (!tree_parse(&t, c->conf.mail))
		return;
	lines_init(&l, u->fd);
	progress_begin("mailboxes", u->fd);
	while (users_next(u, &l, &a, &fields) == LINES_OK &&
	       progress_at(l.start)) {
		struct text path = TEXT(box);

		if (!tree_path(&t, &a, below, sizeof(below)))
			continue;
		text_str(&path, t.prefix);
		if (path.n > 0 && box[path.n - 1] != '/')
			text_char(&path, '/');
		text_str(&path, below);
		if (text_end(&path))
			check_box(c, box);
	}
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
		if (errno != ENOENT)
			complain_errno(c, run);
	} else if (!S_ISDIR(st.st_mode)) {
		report(&c->report, run, 0, "no folder, and locks go into it",
		    BYTES(""));
	} else {
		(void)eyes_write(c, run,
		    "cannot be written to by @: chown @ % && chmod 750 %");
	}
}
