/* deliver_test.c - a message for several recipients, where a file system has
 * no hard links: linkat(2) of this program says so. */
#include "store/deliver.h"
#include "scratch.h"
#include "unit.h"

#include <dirent.h>
#include <errno.h>

int
linkat(int from, const char *old, int to, const char *name, int flags)
{
	(void)from;
	(void)old;
	(void)flags;
	errno = faccessat(to, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ? EEXIST
								    : EPERM;
	return -1;
}

/* How many names that do not begin with a dot are in a folder. */
static unsigned
names(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	unsigned n = 0;

	while (d != NULL && (e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	if (d != NULL)
		closedir(d);
	return n;
}

static void
set(struct recipient *r, const char *local)
{
	r->new = -1;
	(void)addr_set(&r->box, bytes_str(local), BYTES("b.c"));
}

/* Delivers to a, b and a once more, in mailboxes as TEMPLATE has it. */
static bool
deliver(const char *template, const char *name)
{
	struct recipient to[3];
	struct message m;
	struct tree t;
	uint64_t size;
	bool ok;

	set(&to[0], "a");
	set(&to[1], "b");
	set(&to[2], "a");
	if (!tree_open(&t, template))
		return false;
	ok = message_create(&m, &t, &to[0].box, "1.part") &&
	     write(m.fd, "x\n", 2) == 2 &&
	     message_seal(&m, BYTES(""), 2, &size) == SEAL_DONE;
	ok = ok && message_deliver(&m, &t, to, 3, name);
	message_drop(&m);
	tree_close(&t);
	return ok;
}

/* A message of two octets, of which MOST may be, and whose file is given away
 * meanwhile if GIVE. */
static enum seal
seal(uint64_t most, bool give)
{
	enum seal sealed = SEAL_FAILED;
	struct message m;
	struct tree t;
	struct addr box;
	uint64_t size;

	(void)addr_set(&box, BYTES("a"), BYTES("b.c"));
	CHECK(tree_open(&t, "mail/%d"));
	CHECK(message_create(&m, &t, &box, "1.part") &&
	      write(m.fd, "x\n", 2) == 2);
	CHECK(!give || fchown(m.fd, 65534, (gid_t)-1) == 0);
	sealed = message_seal(&m, BYTES(""), most, &size);
	message_drop(&m);
	tree_close(&t);
	return sealed;
}

/* A file of which there is more to tell. */

static struct message draft;

static void
foreign_device(void)
{
	draft.device++;
}

static void
foreign_inode(void)
{
	draft.inode++;
}

static void
foreign_owner(void)
{
	draft.owner++;
}

static void
second_name(void)
{
	CHECK(link("mail/b.c/a/tmp/1.part", "mail/b.c/a/tmp/2") == 0);
}

static void
another_file(void)
{
	CHECK(unlink("mail/b.c/a/tmp/1.part") == 0 &&
	      scratch_write("mail/b.c/a/tmp/1.part", "head\nx\n", 0600));
}

static void
another_head(void)
{
	CHECK(pwrite(draft.fd, "H", 1, 0) == 1);
}

static void
shorter(void)
{
	CHECK(ftruncate(draft.fd, 4) == 0);
}

static void
longer(void)
{
	CHECK(ftruncate(draft.fd, 5 + 2 + 1) == 0);
}

static void
nothing(void)
{
}

static void
is_gone(void)
{
	CHECK(unlink("mail/b.c/a/tmp/1.part") == 0);
}

static void
a_link(void)
{
	is_gone();
	CHECK(symlink("/etc/passwd", "mail/b.c/a/tmp/1.part") == 0);
}

/* Nobody writes into it: an open that waits would wait for ever. */
static void
a_pipe(void)
{
	is_gone();
	CHECK(mkfifo("mail/b.c/a/tmp/1.part", 0600) == 0);
}

/* What message_seal says of a file that has met with CHANGE. */
static enum seal
sealed(void (*change)(void))
{
	struct recipient a;
	struct tree t;
	uint64_t size = 0;
	enum seal rc;

	set(&a, "a");
	CHECK(tree_open(&t, "mail/%d/%u"));
	CHECK(message_create(&draft, &t, &a.box, "1.part"));
	CHECK(write(draft.fd, "head\nx\n", 7) == 7);
	change();
	rc = message_seal(&draft, BYTES("head\n"), 2, &size);
	CHECK(rc != SEAL_DONE || size == 7);
	message_drop(&draft);
	CHECK(draft.fd == -1 &&
	      names("mail/b.c/a/tmp") == (change == second_name));
	tree_close(&t);
	return rc;
}

static void
seals(void)
{
	CHECK(sealed(nothing) == SEAL_DONE);
	CHECK(sealed(foreign_device) == SEAL_BROKEN);
	CHECK(sealed(foreign_inode) == SEAL_BROKEN);
	CHECK(sealed(foreign_owner) == SEAL_BROKEN);
	CHECK(sealed(another_file) == SEAL_BROKEN);
	CHECK(sealed(another_head) == SEAL_BROKEN);
	CHECK(sealed(shorter) == SEAL_BROKEN);
	CHECK(sealed(longer) == SEAL_BROKEN);
	CHECK(sealed(is_gone) == SEAL_FAILED);
	CHECK(sealed(a_link) == SEAL_FAILED);
	CHECK(sealed(a_pipe) != SEAL_DONE);
}

/* A name that is longer than any. */
static void
long_name(void)
{
	char name[DELIVER_NAME + 1];
	struct recipient a;
	struct message m;
	struct tree t;

	set(&a, "a");
	memset(name, 'x', DELIVER_NAME);
	name[DELIVER_NAME] = '\0';
	CHECK(tree_open(&t, "mail/%d/%u"));
	CHECK(!message_create(&m, &t, &a.box, name) && errno == ENAMETOOLONG &&
	      m.fd == -1);
	message_drop(&m);
	CHECK(access("mail/b.c", F_OK) != 0);
	tree_close(&t);
}

int
main(void)
{
	CHECK(scratch_enter());
	ABOUT("A4: a file is not kept that is too large, or somebody else's");
	CHECK(seal(2, false) == SEAL_DONE && seal(1, false) == SEAL_BROKEN);
	CHECK(geteuid() != 0 || seal(2, true) == SEAL_BROKEN);
	CHECK(system("rm -r mail") == 0);
	ABOUT("A19: recipients who share a Maildir get one copy");
	CHECK(deliver("mail/%d", "1.x"));
	CHECK(names("mail/b.c/new") == 1 && names("mail/b.c/tmp") == 0);
	CHECK(!deliver("mail/%d", "1.x") && errno == EEXIST);
	CHECK(names("mail/b.c/new") == 1 && names("mail/b.c/tmp") == 0);
	CHECK(system("rm -r mail") == 0);
	ABOUT("one for each");
	CHECK(deliver("mail/%d/%u", "1.x"));
	CHECK(names("mail/b.c/a/new") == 1 && names("mail/b.c/a/tmp") == 0);
	CHECK(names("mail/b.c/b/new") == 1 && names("mail/b.c/b/tmp") == 0);
	/* If the name is taken in one mailbox, the message is taken back from
	 * the other. */
	CHECK(unlink("mail/b.c/a/new/1.x") == 0);
	CHECK(!deliver("mail/%d/%u", "1.x"));
	CHECK(names("mail/b.c/a/new") == 0 && names("mail/b.c/a/tmp") == 0);
	CHECK(names("mail/b.c/b/new") == 1 && names("mail/b.c/b/tmp") == 0);
	CHECK(system("rm -r mail") == 0);
	ABOUT("a draft is sealed if it is the one that was made");
	long_name();
	seals();
	/* Here linkat fails, so a second name comes by link(2). */
	CHECK(sealed(second_name) == SEAL_BROKEN);
	CHECK(system("rm -r mail") == 0);
	CHECK(scratch_leave());
	return unit_done();
}
