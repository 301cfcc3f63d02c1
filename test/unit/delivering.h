/*
 * delivering.h - deliveries of every kind, each on a file system of some kind,
 * in calls that can fail.
 */
#ifndef DELIVERING_H
#define DELIVERING_H

#include "failing.h"
#include "scratch.h"
#include "unit.h"
#include "base/file.h"
#include "store/deliver.h"

#define NAME "1.name"
#define PART "1.part"
#define HEAD "head\n"
#define BODY "body\n"

#define EXT4 0xef53
#define XFS 0x58465342
#define BTRFS 0x9123683e
#define TMPFS FAILING_TMPFS
#define NFS 0x6969
#define CIFS 0xff534d42
#define SMB2 0xfe534d42

static struct scene {
	const char *what;
	const char *const *to; /* local parts */
	const char *mail;
	bool there; /* the mailboxes are, beforehand */
	bool early; /* the opening of the tree may fail as well */
	unsigned fs;
	struct {
		const char *call;
		int error;
	} always[2]; /* what does not work here at all */
} const *scene;

static const char *const one[] = { "a", NULL };
static const char *const three[] = { "a", "b", "c", NULL };
static const char *const twice[] = { "a", "b", "a", NULL };

#define EACH "mail/%d/%u"
#define SHARED "mail/%d"

#define NEVER(call, error) \
	{ \
		call, error \
	}
static const struct scene scenes[] = {
	{ "one, all is made", one, EACH, false, true, TMPFS, { { 0 } } },
	{ "three, all is made", three, EACH, false, false, TMPFS, { { 0 } } },
	{ "one", one, EACH, true, true, TMPFS, { { 0 } } },
	{ "one, ext4", one, EACH, true, false, EXT4, { { 0 } } },
	{ "one, no renameat2", one, EACH, true, false, TMPFS,
	    { NEVER("renameat2", ENOSYS) } },
	{ "one, no such rename", one, EACH, true, false, XFS,
	    { NEVER("renameat2", EINVAL) } },
	{ "three, XFS", three, EACH, true, false, XFS, { { 0 } } },
	{ "three, btrfs", three, EACH, true, false, BTRFS, { { 0 } } },
	{ "three, copies", three, EACH, true, false, TMPFS,
	    { NEVER("linkat", EXDEV) } },
	{ "three, copies, ext4", three, EACH, true, false, EXT4,
	    { NEVER("linkat", EOPNOTSUPP) } },
	{ "copies, no renameat2", three, EACH, true, false, TMPFS,
	    { NEVER("linkat", EPERM), NEVER("renameat2", ENOSYS) } },
	{ "one of them twice", twice, EACH, true, false, TMPFS, { { 0 } } },
	{ "one mailbox for all", twice, SHARED, true, false, EXT4, { { 0 } } },
};

/* The files of another machine: its first answer was lost (a further fault may
 * leave a copy), or it gives no promise, without which there is no lease. */
static const struct scene remote[] = {
	{ "links are denied", three, EACH, true, false, TMPFS,
	    { NEVER("linkat", -EEXIST), NEVER("linkat within", -EEXIST) } },
	{ "copies are denied", three, EACH, true, false, TMPFS,
	    { NEVER("linkat", EXDEV), NEVER("renameat2", -EEXIST) } },
	{ "A4: NFS without a delegation", three, EACH, true, false, NFS,
	    { NEVER("lease", EAGAIN) } },
	{ "A4: CIFS without an oplock", three, EACH, true, false, CIFS,
	    { NEVER("lease", EAGAIN) } },
	{ "A4: SMB2 without an oplock", three, EACH, true, false, SMB2,
	    { NEVER("lease", EAGAIN) } },
};

struct outcome {
	bool ok;
	int error;
	enum seal seal;
};

static size_t
recipients(struct recipient *to)
{
	size_t n = 0;

	for (; scene->to[n] != NULL; n++) {
		to[n].new = -1;
		(void)addr_set(
		    &to[n].box, bytes_str(scene->to[n]), BYTES("b.c"));
	}
	return n;
}

/* Calls of the wire are none of ours. */
static bool
wire_writes(int fd)
{
	return __real_write(fd, BODY, strlen(BODY)) == (ssize_t)strlen(BODY);
}

/* All of a delivery, as the guard does it, in tree T. */
static struct outcome
in_tree(const struct tree *t)
{
	struct recipient to[3];
	struct outcome r = { .seal = SEAL_DONE };
	size_t n = recipients(to);
	struct message m;
	uint64_t size = 0;

	r.ok = message_create(&m, t, &to[0].box, PART) &&
	       file_write(m.fd, HEAD, strlen(HEAD)) && wire_writes(m.fd);
	if (r.ok) {
		r.seal = message_seal(&m, BYTES(HEAD), 100, &size);
		r.ok =
		    r.seal == SEAL_DONE && message_deliver(&m, t, to, n, NAME);
	}
	r.error = errno;
	message_drop(&m);
	CHECK(!r.ok || size == strlen(HEAD BODY));
	for (size_t i = 0; i < n; i++)
		CHECK(to[i].new == -1);
	return r;
}

static struct outcome
deliver(unsigned at, int error)
{
	struct outcome r = { .ok = false };
	struct tree t;

	if (scene->early)
		failing_arm(at, error);
	if (!tree_open(&t, scene->mail)) {
		r.error = errno;
	} else {
		if (!scene->early)
			failing_arm(at, error);
		r = in_tree(&t);
	}
	tree_close(&t);
	failing_disarm();
	return r;
}

#endif
