/*
 * maildir.c - the tree of Maildirs: where a mailbox is, and how it is made.
 * Runs in the guard and the tools. Names come from entries of our files;
 * what lies in the tree may have been put there by its users.
 */
#include "store/maildir.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static void
close_keeping_errno(int fd)
{
	int saved = errno;

	file_close(fd);
	errno = saved;
}

/* Makes a folder NAME in DIR that survives a power cut. One that is there
 * already may have been made a moment ago by a process that was killed before
 * its fsync, so we do that as well. */
static bool
make_folder(int dir, const char *name)
{
	return (mkdirat(dir, name, 0700) == 0 || errno == EEXIST) &&
	       fsync(dir) == 0;
}

/* Opens the folder that PATH leads to from ROOT, or returns -1. With MAKE,
 * missing folders on the way are made. */
static int
walk_from(int root, const char *path, int flags, bool make)
{
	char name[NAME_MAX + 1];
	int dir = root;

	for (path += strspn(path, "/"); dir >= 0 && *path != '\0';
	     path += strspn(path, "/")) {
		size_t n = strcspn(path, "/");
		int next = -1;

		errno = ENAMETOOLONG;
		if (n < sizeof(name)) {
			memcpy(name, path, n);
			name[n] = '\0';
			if (!make || make_folder(dir, name))
				next = openat(dir, name, FOLDER | flags);
		}
		if (dir != root)
			close_keeping_errno(dir);
		dir = next;
		path += n;
	}
	return dir == root && dir >= 0 ? openat(dir, ".", FOLDER) : dir;
}

/* The length of the prefix of MAIL: up to the last slash before the first %d
 * or %u, or all of it. */
static size_t
prefix_length(const char *mail)
{
	size_t slash = 0, i;

	for (i = 0; mail[i] != '\0'; i++) {
		if (mail[i] == '/')
			slash = i + 1;
		if (mail[i] == '%' && mail[++i] != '%')
			return slash;
	}
	return i;
}

bool
tree_parse(struct tree *t, const char *mail)
{
	struct text prefix = { t->prefix, sizeof(t->prefix), 0, false };
	struct text rest = { t->rest, sizeof(t->rest), 0, false };
	size_t n = prefix_length(mail);

	for (size_t i = 0; i < n; i++) {
		text_char(&prefix, mail[i]);
		i += mail[i] == '%';
	}
	if (n == 0)
		text_char(&prefix, '.');
	text_str(&rest, mail + n);
	t->root = -1;
	errno = ENAMETOOLONG;
	return text_end(&prefix) && text_end(&rest);
}

bool
tree_open(struct tree *t, const char *mail)
{
	if (!tree_parse(t, mail))
		return false;
	t->root = open(t->prefix, FOLDER);
	if (t->root < 0 && errno == ENOENT) {
		int top = open(t->prefix[0] == '/' ? "/" : ".", FOLDER);

		t->root = walk_from(top, t->prefix, 0, true);
		close_keeping_errno(top);
	}
	return t->root >= 0;
}

void
tree_close(struct tree *t)
{
	close_keeping_errno(t->root);
	t->root = -1;
}

/* True if every component of PATH is a plain name. */
static bool
plain_names(const char *path)
{
	for (;; path++) {
		size_t n = strcspn(path, "/");

		if (n == 0 || (n == 1 && path[0] == '.') ||
		    (n == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		path += n;
		if (*path == '\0')
			return true;
	}
}

/* Puts a part of an address into a name. It must not add a component. */
static bool
put_part(struct text *t, struct bytes part)
{
	for (size_t i = 0; i < part.n; i++)
		if (part.p[i] == '/' || part.p[i] == '\0')
			return false;
	text_put(t, part);
	return part.n > 0;
}

bool
tree_path(const struct tree *t, const struct addr *box, char *out, size_t cap)
{
	struct text path = { out, cap, 0, false };
	struct bytes local = addr_local(box);
	bool ok = true;

	for (const char *p = t->rest; ok && *p != '\0'; p++)
		if (*p != '%')
			text_char(&path, *p);
		else if (*++p == 'd')
			ok = put_part(&path, addr_domain(box));
		else if (*p == 'u') /* a catch-all is called @ */
			ok = put_part(&path, local.n > 0 ? local : BYTES("@"));
		else
			text_char(&path, '%');
	while (path.n > 0 && out[path.n - 1] == '/')
		path.n--;
	return ok && text_end(&path) && (path.n == 0 || plain_names(out));
}

bool
tree_full_path(
    const struct tree *t, const struct addr *box, char *out, size_t cap)
{
	struct text path = { out, cap, 0, false };

	text_str(&path, t->prefix);
	while (path.n > 0 && out[path.n - 1] == '/')
		path.n--;
	text_char(&path, '/');
	if (path.over || !tree_path(t, box, out + path.n, cap - path.n))
		return false;
	if (out[path.n] == '\0')
		out[path.n - 1] = '\0';
	return true;
}

/* The order lets a later delivery see what is durable. cur/ is made when tmp/
 * and new/ are on stable storage, and nothing is made in a folder before the
 * folder's own name is. So if cur/ is there, all of it is durable. */
static bool
make_mailbox(int dir)
{
	return make_folder(dir, "tmp") && make_folder(dir, "new") &&
	       make_folder(dir, "cur");
}

static bool
open_folders(int dir, struct maildir *m)
{
	m->cur = openat(dir, "cur", FOLDER | O_NOFOLLOW);
	if (m->cur >= 0)
		m->tmp = openat(dir, "tmp", FOLDER | O_NOFOLLOW);
	if (m->tmp >= 0)
		m->new = openat(dir, "new", FOLDER | O_NOFOLLOW);
	return m->new >= 0;
}

bool
maildir_open(
    const struct tree *t, const struct addr *box, bool make, struct maildir *m)
{
	char path[LIM_FILE + LIM_DOMAIN + LIM_LOCAL];
	bool ok = false;
	int dir;

	*m = (struct maildir){ -1, -1, -1 };
	errno = EINVAL;
	if (!tree_path(t, box, path, sizeof(path)))
		return false;
	dir = walk_from(t->root, path, O_NOFOLLOW, false);
	ok = dir >= 0 && open_folders(dir, m);
	if (!ok && make && errno == ENOENT) {
		maildir_close(m);
		close_keeping_errno(dir);
		dir = walk_from(t->root, path, O_NOFOLLOW, true);
		ok = dir >= 0 && make_mailbox(dir) && open_folders(dir, m);
	}
	close_keeping_errno(dir);
	if (!ok)
		maildir_close(m);
	return ok;
}

bool
maildir_exists(const struct tree *t, const struct addr *box)
{
	char path[LIM_FILE + LIM_DOMAIN + LIM_LOCAL];
	int dir = -1;

	if (tree_path(t, box, path, sizeof(path)))
		dir = walk_from(t->root, path, O_NOFOLLOW, false);
	close_keeping_errno(dir);
	return dir >= 0;
}

void
maildir_close(struct maildir *m)
{
	close_keeping_errno(m->tmp);
	close_keeping_errno(m->new);
	close_keeping_errno(m->cur);
	*m = (struct maildir){ -1, -1, -1 };
}
