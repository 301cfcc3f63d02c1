/*
 * keys.h - the server's keys: a folder with the files current, next, old.
 */
#ifndef VAULT_KEYS_H
#define VAULT_KEYS_H

#include "base/handshake.h"
#include "base/report.h"

#include <sys/types.h>

/* In the order in which RCKEY lists them. */
enum { KEYS_CURRENT, KEYS_NEXT, KEYS_OLD, KEYS_SLOTS };
extern const char *const keys_names[KEYS_SLOTS];

/* Is there any? A folder that we may not look into counts as a key. */
bool keys_any(const char *folder);

struct keys_list {
	unsigned n;
	struct {
		int slot;
		uint8_t key[NOISE_KEY]; /* the public half */
	} item[KEYS_SLOTS];
};

/* All that OWNER can use; R hears of the others. */
void keys_list(
    const char *folder, uid_t owner, struct keys_list *out, struct report *r);

enum keys_rc {
	KEYS_YES,
	KEYS_NO,   /* it is none of ours */
	KEYS_LATER /* it may be, but a file is unreadable or untrusted */
};

/* The secret of the public key KEY. The caller wipes it. */
enum keys_rc keys_find(const char *folder, const uint8_t key[NOISE_KEY],
    uint8_t secret[NOISE_KEY], struct report *r);

/* A new key in an empty slot. The folder is made if need be, and GROUP, unless
 * it is -1, may pass through it. */
bool keys_make(const char *folder, int slot, uid_t owner, gid_t group,
    uint8_t key_out[NOISE_KEY], struct report *r);
/* next becomes current, current becomes old; what was old goes. At each
 * moment between, all of them are accepted, and it may be done again. */
bool keys_rotate(const char *folder, uid_t owner, struct report *r);

#endif
