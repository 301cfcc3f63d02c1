/* deliver_faults_test.c - the promise behind 250 while each system call of a
 * delivery fails once, with each error that it may have: the message is whole
 * and in every mailbox, or we say no and it is in none; never a part of it. */
#include "delivering.h"

/* What is there. */

static unsigned whole, parts, drafts;

static void
look_at(const char *path)
{
	char buf[64];
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, sizeof(buf));

	if (fd >= 0)
		close(fd);
	if (n == (ssize_t)strlen(HEAD BODY) &&
	    memcmp(buf, HEAD BODY, (size_t)n) == 0)
		whole++;
	else
		parts++;
}

static void
remove_file(const char *path, bool published)
{
	(void)published;
	(void)unlink(path);
}

static void
count_file(const char *path, bool published)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return;
	if (published)
		look_at(path);
	else
		drafts++;
}

/* FN for each name that there may be in the mailbox of LOCAL. */
static void
each_file(const char *local, void (*fn)(const char *path, bool published))
{
	static const char *const names[] = { "new/" NAME, "tmp/" NAME,
		"tmp/" PART };
	bool shared = strcmp(scene->mail, SHARED) == 0;
	char path[200];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "mail/b.c/%s%s%s",
		    shared ? "" : local, shared ? "" : "/", names[i]);
		fn(path, i == 0);
	}
}

/* How many of the recipients have it, and whether anything else is there. */
static unsigned
look(void)
{
	unsigned n = 0;

	whole = parts = drafts = 0;
	for (; scene->to[n] != NULL; n++)
		each_file(scene->to[n], count_file);
	return n;
}

static bool
make_mailboxes(void)
{
	struct maildir m;
	struct tree t;
	bool ok = true;

	for (const char *const *s = scene->to; ok && *s != NULL; s++) {
		struct addr box;

		ok = addr_set(&box, bytes_str(*s), BYTES("b.c")) &&
		     tree_open(&t, scene->mail) &&
		     maildir_open(&t, &box, true, &m);
		maildir_close(&m);
		tree_close(&t);
	}
	return ok;
}

/* Takes away what the try before has left. */
static bool
prepare(void)
{
	if (!scene->there)
		return scratch_remove("mail");
	for (const char *const *s = scene->to; *s != NULL; s++)
		each_file(*s, remove_file);
	return true;
}

/* The errors of a call. */

static const int disk[] = { EIO, ENOSPC, EDQUOT, 0 };
static const int reading[] = { EIO, EINTR, 0 };
static const int links[] = { EIO, ENOSPC, EXDEV, EMLINK, EPERM, EOPNOTSUPP, 0 };
static const int renames[] = { EIO, ENOSPC, ENOSYS, EINVAL, EEXIST, 0 };
static const int ranges[] = { EIO, ENOSPC, ENOSYS, EINVAL, ESPIPE, EPERM, 0 };
static const int leases[] = { EAGAIN, EINVAL, EACCES, 0 };
static const int writing[] = { EIO, ENOSPC, EDQUOT, EFBIG, EINTR, 0 };

static const struct {
	const char *call;
	const int *errors;
} may[] = {
	{ "read", reading },
	{ "pread", reading },
	{ "write", writing },
	{ "linkat", links },
	{ "renameat2", renames },
	{ "sync_file_range", ranges },
	{ "lease", leases },
};

static const int *
errors_of(const char *call)
{
	for (size_t i = 0; i < sizeof(may) / sizeof(may[0]); i++)
		if (strcmp(call, may[i].call) == 0)
			return may[i].errors;
	return disk;
}

static bool
one_of(int error, const int *list)
{
	while (*list != 0 && *list != error)
		list++;
	return *list != 0;
}

/* True if the promise can be kept though CALL failed with ERROR. */
static bool
survives(const char *call, int error)
{
	static const int not_here[] = { ENOSYS, EINVAL, ESPIPE, EPERM, 0 };
	static const int copied[] = { EXDEV, EMLINK, EPERM, EOPNOTSUPP, 0 };
	static const int no_rename[] = { ENOSYS, EINVAL, 0 };

	if (strcmp(call, "sync_file_range") == 0)
		return one_of(error, not_here);
	if (strcmp(call, "linkat") == 0)
		return one_of(error, copied);
	/* Looked for after a failure alone, which is what is told then. */
	if (strcmp(call, "fstatat") == 0)
		return true;
	/* In place of one name, a second one will do. */
	if (strcmp(call, "renameat2") == 0)
		return scene->to == one || one_of(error, no_rename);
	if (strcmp(call, "lease") == 0)
		return error != EAGAIN;
	return error == EINTR || strcmp(call, "unlinkat") == 0 ||
	       strcmp(call, "fstatfs") == 0;
}

/* A close of what was only read is the one other failure that we may pass
 * over. */
static bool
judge(const struct outcome *r, int error)
{
	const char *call = failing.hit;
	bool swept = strcmp(call, "unlinkat") != 0 && !failing.two;
	bool closes = strcmp(call, "close") == 0;
	unsigned n = look();
	bool well = parts == 0 && !failing.again && (drafts == 0 || !swept);

	if (r->ok)
		return well && whole == n && (closes || survives(call, error));
	if (r->seal == SEAL_BROKEN)
		return well && whole == 0 && strcmp(call, "lease") == 0;
	return well && (closes || failing.two || !survives(call, error)) &&
	       r->error == (failing.two ? EIO : error) &&
	       (whole == 0 || !swept);
}

static void
set_scene(const char *also)
{
	failing.also = also;
	memcpy(failing.always, scene->always, sizeof(failing.always));
	failing_fs = scene->fs;
}

static void
attempt(unsigned at, int error, const char *also)
{
	struct outcome r;

	set_scene(also);
	CHECK(prepare());
	r = deliver(at, error);
	if (CHECK(failing.hit != NULL && judge(&r, error)))
		return;
	printf("%s: call %u, %s: %s, then %s: %s, %s; whole %u, parts %u, "
	       "drafts %u\n",
	    scene->what, at, failing.hit != NULL ? failing.hit : "none",
	    strerror(error), also != NULL ? also : "nothing",
	    r.ok ? "yes" : "no", strerror(r.error), whole, parts, drafts);
}

/* A delivery in which nothing fails but what does so always. */
static void
play_once(void)
{
	struct outcome r;

	set_scene(NULL);
	CHECK(scratch_remove("mail") && (!scene->there || make_mailboxes()));
	r = deliver(0, 0);
	CHECK(r.ok && look() == whole && parts == 0 && drafts == 0);
}

static void
play(void)
{
	const char *names[FAILING_CALLS];
	unsigned n;

	play_once();
	n = failing.count;
	CHECK(n > 15 && n < FAILING_CALLS);
	memcpy(names, failing.names, sizeof(names));
	for (unsigned i = 1; i <= n; i++)
		for (const int *e = errors_of(names[i - 1]); *e != 0; e++)
			attempt(i, *e, NULL);
	/* Taking away the rests of a failure may fail as well. */
	for (unsigned i = 1; i <= n; i++) {
		attempt(i, EIO, "close");
		attempt(i, EIO, "unlinkat");
	}
}

/* Each folder is on a disk of its own, and has the same number there. */
static void
other_disk(struct stat *st)
{
	if (!S_ISDIR(st->st_mode))
		return;
	st->st_dev = st->st_ino;
	st->st_ino = 2;
}

static void
file_of_other_disk(struct stat *st)
{
	if (S_ISREG(st->st_mode))
		st->st_dev++;
}

int
main(void)
{
	CHECK(scratch_enter());
	failing.look = other_disk;
	scene = &scenes[6];
	CHECK(scene->to == three);
	set_scene(NULL);
	CHECK(make_mailboxes() && deliver(0, 0).ok && look() == whole);
	failing.look = NULL;
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
		scene = &scenes[i];
		play();
	}
	for (size_t i = 0; i < sizeof(remote) / sizeof(remote[0]); i++) {
		scene = &remote[i];
		ABOUT(scene->what);
		play_once();
		CHECK(whole == 3);
	}
	scene = &remote[0];
	ABOUT("a file of that number on another disk is another file");
	failing.look = file_of_other_disk;
	set_scene(NULL);
	CHECK(prepare() && !deliver(0, 0).ok);
	failing.look = NULL;
	ABOUT("");
	CHECK(scratch_remove("mail"));
	CHECK(scratch_leave());
	return unit_done();
}
