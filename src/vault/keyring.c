/*
 * keyring.c - the server's keys.
 * Runs in the guard, which opens a secret only when a handshake asks for
 * it, and in the tools.
 */
#include "vault/keyring.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/place.h"
#include "vault/key.h"
#include "vault/keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_MS 10000

const char *const keyring_names[KEYRING_SLOTS] = { "current", "next", "old" };

/* Room for the longest name, so that none is cut. */
struct path {
	char s[LIM_FILE + 16];
};

static struct path
path_of(const char *folder, int slot)
{
	struct path p;
	struct text t = TEXT(p.s);

	text_str(&t, folder);
	text_char(&t, '/');
	text_str(&t, keyring_names[slot]);
	if (!text_end(&t))
		p.s[0] = '\0'; /* opens as ENOENT; conf.c allows no such */
	return p;
}

bool
keyring_any(const char *folder)
{
	for (int i = 0; i < KEYRING_SLOTS; i++) {
		struct path p = path_of(folder, i);
		struct stat st;

		if (lstat(p.s, &st) == 0 ||
		    (errno != ENOENT && errno != ENOTDIR))
			return true;
	}
	return false;
}

void
keyring_list(
    const char *folder, uid_t owner, struct keyring_list *out, struct report *r)
{
	uint8_t secret[NOISE_KEY];

	out->n = 0;
	for (int i = 0; i < KEYRING_SLOTS; i++) {
		struct path p = path_of(folder, i);

		if (keyfile_read(p.s, owner, secret, r) != KEYFILE_YES)
			continue;
		out->item[out->n].slot = i;
		key_public(secret, out->item[out->n++].key);
		sodium_memzero(secret, sizeof(secret));
	}
}

enum keyring_rc
keyring_find(const char *folder, const uint8_t key[NOISE_KEY],
    uint8_t secret[NOISE_KEY], struct report *r)
{
	enum keyring_rc rc = KEYRING_NO;
	uint8_t public[NOISE_KEY];

	for (int i = 0; i < KEYRING_SLOTS; i++) {
		struct path p = path_of(folder, i);
		enum keyfile_rc got = keyfile_read(p.s, geteuid(), secret, r);

		if (got == KEYFILE_BAD)
			rc = KEYRING_LATER;
		if (got != KEYFILE_YES)
			continue;
		key_public(secret, public);
		if (memcmp(public, key, NOISE_KEY) == 0)
			return KEYRING_YES;
		sodium_memzero(secret, NOISE_KEY);
	}
	return rc;
}

/* Makes the folder, unless it is there. If it is not OWNER's, GROUP may pass
 * through it. */
static bool
make_folder(const char *folder, uid_t owner, gid_t group, struct report *r)
{
	struct place p;
	bool made, ok;
	int fd = -1;

	if (!place_enter(&p, folder, PLACE_FOLLOW, r))
		return false;
	made = mkdirat(p.dir, p.name, 0700) == 0;
	ok = made || errno == EEXIST;
	if (!ok)
		(void)report_errno(r, folder, "cannot make folder");
	if (made && group != (gid_t)-1 && owner != geteuid()) {
		fd = openat(p.dir, p.name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		ok = fd >= 0 && fchown(fd, (uid_t)-1, group) == 0 &&
		     fchmod(fd, 0710) == 0;
		if (!ok)
			(void)report_errno(
			    r, folder, "cannot open it to its group");
	}
	if (made && !place_sync(&p))
		ok = report_errno(r, folder, "cannot sync the folder it is in");
	file_close(fd);
	place_leave(&p);
	return ok;
}

/* Locks the folder that was entered, for those who change names in it. Returns
 * the descriptor with the lock, or -1 after a report. */
static int
lock_names(const struct place *p, const char *folder, struct report *r)
{
	int fd = openat(p->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0 && file_lock(fd, clock_mono() + LOCK_MS))
		return fd;
	(void)report_errno(r, folder, "cannot be locked");
	file_close(fd);
	return -1;
}

bool
keyring_make(const char *folder, int slot, uid_t owner, gid_t group,
    uint8_t key_out[NOISE_KEY], struct report *r)
{
	struct path path = path_of(folder, slot);
	struct place p;
	bool ok = false;
	int lock;

	if (!make_folder(folder, owner, group, r) ||
	    !place_enter(&p, path.s, PLACE_ITSELF, r))
		return false;
	lock = lock_names(&p, folder, r);
	place_leave(&p);
	if (lock >= 0)
		ok = keyfile_make(path.s, owner, key_out, r);
	file_close(lock);
	return ok;
}

/* From here on the folder is that of the keys, and locked. */
static bool
move_up(const struct place *p, const char *folder, struct report *r)
{
	const char *current = keyring_names[KEYRING_CURRENT];

	/* There is no current one if we were stopped here before. */
	if (renameat(p->dir, current, p->dir, keyring_names[KEYRING_OLD]) !=
		0 &&
	    errno != ENOENT)
		return report_errno(r, folder, "current cannot become old");
	if (renameat(p->dir, keyring_names[KEYRING_NEXT], p->dir, current) != 0)
		return report_errno(r, folder, "next cannot become current");
	return place_sync(p) || report_errno(r, folder, "cannot sync folder");
}

bool
keyring_rotate(const char *folder, uid_t owner, struct report *r)
{
	struct path next = path_of(folder, KEYRING_NEXT);
	uint8_t secret[NOISE_KEY];
	enum keyfile_rc rc = keyfile_read(next.s, owner, secret, r);
	struct place p;
	bool ok = false;
	int lock = -1;

	if (rc == KEYFILE_YES && place_enter(&p, next.s, PLACE_ITSELF, r)) {
		lock = lock_names(&p, folder, r);
		/* Another rotation may have been first: then next is current,
		 * and not to become old; or there is a new one. */
		if (lock >= 0)
			rc = keyfile_read(next.s, owner, secret, r);
		ok = lock >= 0 && rc == KEYFILE_YES && move_up(&p, folder, r);
		place_leave(&p);
		file_close(lock);
	}
	sodium_memzero(secret, sizeof(secret));
	if (rc == KEYFILE_NONE)
		report(r, next.s, 0, "there is no key to rotate to", BYTES(""));
	return ok;
}
