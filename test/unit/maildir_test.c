/* maildir_test.c - the tree of Maildirs: which paths a template makes, and
 * what is followed on the way; and what lies in a folder. */
#include "failing.h"
#include "scratch.h"
#include "store/folder.h"
#include "store/maildir.h"
#include "unit.h"

#include <limits.h>
#include <time.h>

static struct addr
address(const char *local, const char *domain)
{
	struct addr a;

	CHECK(addr_set(&a, bytes_str(local), bytes_str(domain)));
	return a;
}

/* The path below the prefix for BOX, or NULL. */
static const char *
path_of(const char *mail, const struct addr *box)
{
	static char out[LIM_FILE];
	struct tree t;

	return tree_parse(&t, mail) && tree_path(&t, box, out, sizeof(out))
		   ? out
		   : NULL;
}

static bool
makes(const char *mail, const char *local, const char *domain, const char *path)
{
	struct addr a = address(local, domain);
	const char *got = path_of(mail, &a);

	return path == NULL ? got == NULL
			    : got != NULL && strcmp(got, path) == 0;
}

static void
paths(void)
{
	char text[LIM_FILE + 8];
	struct tree t;

	CHECK(makes("/m/%d/%u", "ann", "b.c", "b.c/ann"));
	CHECK(makes("%u", "ann", "b.c", "ann"));
	CHECK(tree_parse(&t, "%u") && strcmp(t.prefix, ".") == 0);
	CHECK(makes("/m/x%u/%%y//", "ann", "b.c", "xann/%y"));
	CHECK(tree_parse(&t, "/m%%/x%u") && strcmp(t.prefix, "/m%/") == 0);
	CHECK(makes("/m/%d/%u", "", "b.c", "b.c/@"));
	CHECK(makes("/one", "ann", "b.c", ""));
	CHECK(makes("/m/%d/%u", "..", "b.c", NULL));
	CHECK(makes("/m/%d/%u", ".", "b.c", NULL));
	CHECK(makes("/m/%d/%u", ".a", "b.c", "b.c/.a"));
	CHECK(makes("/m/%d/%u", "..a", "b.c", "b.c/..a"));
	CHECK(makes("/m/%u/.x/y", "ann", "b.c", "ann/.x/y"));
	CHECK(makes("/m/%d/%u", "a/../b", "b.c", NULL));
	CHECK(makes("/m/%d/%u", "ann", "b/c", NULL));
	CHECK(makes("/m/%d/%u", "ann", "", NULL));
	CHECK(makes("/m/%d//%u", "ann", "b.c", NULL));
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	CHECK(!tree_parse(&t, text) && errno == ENAMETOOLONG);
	CHECK(!tree_open(&t, text) && t.root == -1);
	text[0] = '%';
	text[1] = 'u';
	CHECK(!tree_parse(&t, text));
}

static void
full_paths(void)
{
	static const struct {
		const char *mail, *path;
	} full[] = {
		{ "/m/%d/%u", "/m/b.c/ann" },
		{ "m//%u/", "m/ann" },
		{ "%u", "./ann" },
		{ "/%u", "/ann" },
		{ "/m//", "/m" },
		{ "/m", "/m" },
		{ "/", "" },
	};
	struct addr a = address("ann", "b.c");
	char out[LIM_FILE];
	struct tree t;

	for (size_t i = 0; i < sizeof(full) / sizeof(full[0]); i++)
		CHECK(tree_parse(&t, full[i].mail) &&
		      tree_full_path(&t, &a, out, sizeof(out)) &&
		      strcmp(out, full[i].path) == 0);
	CHECK(tree_parse(&t, "/m/%d/%u"));
	for (size_t cap = 1; cap < sizeof("/m/b.c/ann"); cap++)
		CHECK(!tree_full_path(&t, &a, out, cap));
	CHECK(tree_full_path(&t, &a, out, sizeof("/m/b.c/ann")));
}

static void
odd_octets(void)
{
	static const char zero[] = { 'a', '\0', 'b' };
	struct addr a;
	struct tree t;
	char out[4];

	CHECK(addr_set(&a, (struct bytes){ zero, sizeof(zero) }, BYTES("b.c")));
	CHECK(path_of("/m/%d/%u", &a) == NULL);
	a = address("ann", "b.c");
	CHECK(tree_parse(&t, "/m/%d/%u") && !tree_path(&t, &a, out, 4));
}

static bool
opens(const char *mail, const char *local, bool make)
{
	struct addr a = address(local, "b.c");
	struct maildir m;
	struct tree t;
	bool ok, there;

	if (!tree_open(&t, mail))
		return false;
	there = maildir_exists(&t, &a);
	ok = maildir_open(&t, &a, make, &m);
	CHECK(ok == (m.new >= 0) && (!ok || make || there));
	maildir_close(&m);
	CHECK(m.tmp == -1 && m.new == -1 && m.cur == -1);
	tree_close(&t);
	return ok;
}

/* A link that a user puts into his own mailbox leads nowhere. */
static bool
refused_with(const char *name)
{
	char path[64], aside[64];
	bool ok;

	snprintf(path, sizeof(path), "mail/b.c/a/%s", name);
	snprintf(aside, sizeof(aside), "mail/aside");
	ok = rename(path, aside) == 0 && symlink("../../aside", path) == 0 &&
	     !opens("mail/%d/%u", "a", true) &&
	     (errno == ENOTDIR || errno == ELOOP);
	return unlink(path) == 0 && rename(aside, path) == 0 && ok;
}

static void
trees(void)
{
	char path[LIM_FILE];

	CHECK(!opens("mail/%d/%u", "a", false) && errno == ENOENT);
	CHECK(opens("mail/%d/%u", "a", true));
	CHECK(opens("mail/%d/%u", "a", false));
	CHECK(!opens("mail/%d/%u", "b", false) && errno == ENOENT);
	CHECK(!opens("mail/%d/%u", "..", true) && errno == EINVAL);
	CHECK(
	    refused_with("tmp") && refused_with("new") && refused_with("cur"));
	/* The prefix is ours, and may be a link. */
	CHECK(symlink("mail", "linked") == 0);
	CHECK(opens("linked/%d/%u", "a", false));
	CHECK(unlink("linked") == 0);
	/* One mailbox for all, and none of its own names in the template. */
	CHECK(opens("mail/one", "a", true));
	CHECK(access("mail/one/new", F_OK) == 0);
	/* Part of a mailbox. */
	CHECK(rmdir("mail/b.c/a/new") == 0);
	CHECK(!opens("mail/%d/%u", "a", false) && errno == ENOENT);
	CHECK(opens("mail/%d/%u", "a", true));
	/* Missing folders on the way are made, from the top. */
	snprintf(path, sizeof(path), "%s/mail/x/y/%%u", scratch_dir);
	CHECK(opens(path, "a", true));
	CHECK(access("mail/x/y/a/new", F_OK) == 0);
	/* No name is cut. */
	memset(path, 'x', sizeof(path));
	memcpy(path, "mail/%u/", 8);
	path[8 + NAME_MAX] = '\0';
	CHECK(opens(path, "a", true));
	path[8 + NAME_MAX] = 'x';
	path[8 + NAME_MAX + 1] = '\0';
	CHECK(!opens(path, "b", true) && errno == ENAMETOOLONG);
	CHECK(scratch_remove("mail"));
}

/* Folders. */

static unsigned seen;
static bool unknown, go_on = true;

struct dirent *__real_readdir(DIR *d);

static bool
count(void *arg, int dir, const struct dirent *d)
{
	struct dirent e = *d;
	unsigned *regular = arg;

	if (unknown)
		e.d_type = DT_UNKNOWN;
	*regular += folder_regular(dir, &e);
	seen++;
	return go_on;
}

static bool
counts(unsigned files, unsigned regular)
{
	unsigned n = 0;
	int dir = open("folder", O_RDONLY | O_DIRECTORY);
	bool ok;

	seen = 0;
	ok = folder_each(dir, count, &n);
	close(dir);
	return ok == go_on && seen == files && n == regular;
}

/* An error where call AT of a look into the folder fails. */
static bool
fails_at(unsigned at)
{
	unsigned n = 0;
	int dir = __real_open("folder", O_RDONLY | O_DIRECTORY);
	bool ok;

	failing_arm(at, EIO);
	ok = folder_each(dir, count, &n);
	failing_disarm();
	close(dir);
	return failing.hit != NULL && !ok && fcntl(dir, F_GETFD) == -1;
}

static void
folders(void)
{
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct dirent gone = { .d_type = DT_UNKNOWN, .d_name = "gone" };
	int dir, before, after;

	CHECK(mkdir("folder", 0700) == 0 && mkdir("folder/d", 0700) == 0);
	CHECK(scratch_write("folder/a", "", 0600));
	CHECK(scratch_write("folder/b", "", 0600));
	CHECK(scratch_write("folder/.hidden", "", 0600));
	CHECK(symlink("a", "folder/l") == 0 && mkfifo("folder/p", 0600) == 0);
	CHECK(counts(5, 2));
	unknown = true;
	CHECK(counts(5, 2));
	unknown = go_on = false;
	CHECK(counts(1, 0) || counts(1, 1));
	go_on = true;
	CHECK(!folder_regular(AT_FDCWD, &gone));
	/* openat, fdopendir, a readdir each, closedir: none leaves anything. */
	before = dup(0);
	for (unsigned at = 1; at <= 12; at++)
		CHECK(fails_at(at));
	CHECK(!fails_at(13));
	after = dup(0);
	CHECK(before + 1 == after);
	close(before);
	close(after);
	/* Old files go, and nothing else. */
	dir = open("folder", O_RDONLY | O_DIRECTORY);
	for (const char *const *s =
		 (const char *[]){ "a", "d", "l", "p", NULL };
	     *s != NULL; s++)
		CHECK(utimensat(dir, *s, old, AT_SYMLINK_NOFOLLOW) == 0);
	for (unsigned at = 1; at <= 15; at++) {
		failing_arm(at, EIO);
		folder_sweep(dir, 3600);
		failing_disarm();
	}
	CHECK(access("folder/a", F_OK) != 0 && access("folder/b", F_OK) == 0);
	CHECK(counts(4, 1));
	close(dir);
	CHECK(scratch_remove("folder"));
}

int
main(void)
{
	CHECK(scratch_enter());
	paths();
	full_paths();
	odd_octets();
	trees();
	folders();
	CHECK(scratch_leave());
	return unit_done();
}
