/*
 * keyring.c - the server's keys.
 * Runs in the guard, which opens a secret only when a handshake asks for
 * it, and in the tools.
 */
#include "vault/keyring.h"
#include "base/limits.h"
#include "vault/key.h"
#include "vault/keyfile.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const keyring_names[KEYRING_SLOTS] = { "current", "next", "old" };

/* One octet of slack for the longest name: never cut. */
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

		switch (keyfile_read(p.s, geteuid(), secret, r)) {
		case KEYFILE_YES:
			key_public(secret, public);
			if (memcmp(public, key, NOISE_KEY) == 0)
				return KEYRING_YES;
			sodium_memzero(secret, NOISE_KEY);
			break;
		case KEYFILE_NONE:
			break;
		case KEYFILE_BAD:
			rc = KEYRING_LATER;
			break;
		}
	}
	return rc;
}

static bool
fails(struct report *r, const char *path, const char *what)
{
	report(r, path, 0, what, bytes_str(strerror(errno)));
	return false;
}

bool
keyring_make(const char *folder, int slot, uid_t owner, gid_t group,
    uint8_t key_out[NOISE_KEY], struct report *r)
{
	struct path p = path_of(folder, slot);

	if (mkdir(folder, 0700) != 0) {
		if (errno != EEXIST)
			return fails(r, folder, "cannot make folder");
	} else if (group != (gid_t)-1 &&
		   (chown(folder, (uid_t)-1, group) != 0 ||
		       chmod(folder, 0710) != 0)) {
		return fails(r, folder, "cannot open folder to its group");
	}
	return keyfile_make(p.s, owner, key_out, r);
}

bool
keyring_rotate(const char *folder, uid_t owner, struct report *r)
{
	struct path current = path_of(folder, KEYRING_CURRENT);
	struct path next = path_of(folder, KEYRING_NEXT);
	struct path old = path_of(folder, KEYRING_OLD);
	uint8_t secret[NOISE_KEY];
	enum keyfile_rc rc = keyfile_read(next.s, owner, secret, r);

	sodium_memzero(secret, sizeof(secret));
	if (rc == KEYFILE_NONE)
		report(r, next.s, 0, "there is no key to rotate to", BYTES(""));
	if (rc != KEYFILE_YES)
		return false;
	/* There is no current one if we were stopped here before. */
	if (rename(current.s, old.s) != 0 && errno != ENOENT)
		return fails(r, current.s, "cannot rename");
	if (rename(next.s, current.s) != 0)
		return fails(r, next.s, "cannot rename");
	return keyfile_sync_folder(folder, r);
}
