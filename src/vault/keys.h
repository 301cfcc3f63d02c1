/*
 * keys.h - the server's keys: a folder with the files current, next, old.
 */
#ifndef VAULT_KEYS_H
#define VAULT_KEYS_H

#include "base/handshake.h"
#include "base/report.h"

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

/* All that can be used; R hears of the others. */
void keys_list(const char *folder, struct keys_list *out, struct report *r);

enum keys_rc {
	KEYS_YES,
	KEYS_NO,   /* it is none of ours */
	KEYS_LATER /* it may be, but a file is unreadable or untrusted */
};

/* The secret of the public key KEY. The caller wipes it. */
enum keys_rc keys_find(const char *folder, const uint8_t key[NOISE_KEY],
    uint8_t secret[NOISE_KEY], struct report *r);

/* A new key in an empty slot; the folder is made if need be. */
bool keys_make(
    const char *folder, int slot, uint8_t key_out[NOISE_KEY], struct report *r);
/* next becomes current, current becomes old; what was old goes. At each
 * moment between, all of them are accepted, and it may be done again. */
bool keys_rotate(const char *folder, struct report *r);

#endif
