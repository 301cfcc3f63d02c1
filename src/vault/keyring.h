/*
 * keyring.h - the server's keys: a folder with the files current, next, old.
 */
#ifndef VAULT_KEYRING_H
#define VAULT_KEYRING_H

#include "base/noise_sizes.h"
#include "base/report.h"

#include <sys/types.h>

/* In the order in which RCKEY lists them. */
enum { KEYRING_CURRENT, KEYRING_NEXT, KEYRING_OLD, KEYRING_SLOTS };
extern const char *const keyring_names[KEYRING_SLOTS];

/* True if there is a key, or if we may not look into the folder. */
bool keyring_any(const char *folder);

struct keyring_list {
	unsigned n;
	struct {
		int slot;
		uint8_t key[NOISE_KEY]; /* the public half */
	} item[KEYRING_SLOTS];
};

/* Lists all keys that OWNER can use; the others are reported through R. */
void keyring_list(const char *folder, uid_t owner, struct keyring_list *out,
    struct report *r);

enum keyring_rc {
	KEYRING_YES,
	KEYRING_NO,   /* no key of ours */
	KEYRING_LATER /* it cannot be told: a file is unreadable or untrusted */
};

/* Finds the secret of the public key KEY. The caller wipes it. */
enum keyring_rc keyring_find(const char *folder, const uint8_t key[NOISE_KEY],
    uint8_t secret[NOISE_KEY], struct report *r);

/* Makes a new key in an empty slot. The folder is made if it is missing; GROUP,
 * unless it is -1, may pass through it. False: the reason was reported. */
bool keyring_make(const char *folder, int slot, uid_t owner, gid_t group,
    uint8_t key_out[NOISE_KEY], struct report *r);
/* next becomes current, current becomes old, and the old key is deleted. At
 * each moment between, all keys are accepted, and others who make or rotate
 * keys wait. False: the reason was reported; it may be done again. */
bool keyring_rotate(const char *folder, uid_t owner, struct report *r);

#endif
