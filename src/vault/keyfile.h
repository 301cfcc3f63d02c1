/*
 * keyfile.h - one secret key in a file of its own: one line, base64.
 */
#ifndef VAULT_KEYFILE_H
#define VAULT_KEYFILE_H

#include "base/noise_sizes.h"
#include "base/report.h"

#include <sys/types.h>

enum keyfile_rc {
	KEYFILE_YES,
	KEYFILE_NONE, /* no such file; nothing was reported */
	KEYFILE_BAD   /* it cannot be read or must not be trusted */
};

/* Reads a secret key. The file must be a regular one, no link, belong to root
 * or OWNER, be closed to all others, and hold the key and nothing more. The
 * caller wipes SECRET, which is all zero unless the result is KEYFILE_YES. */
enum keyfile_rc keyfile_read(
    const char *path, uid_t owner, uint8_t secret[NOISE_KEY], struct report *r);
/* Makes a new key in a new file, 0600, durably, and puts its public half into
 * KEY_OUT. The file belongs to OWNER, or with -1 to the identity that place.h
 * gives us. False: it cannot be made, or there is a file already, which stays
 * as it is. */
bool keyfile_make(const char *path, uid_t owner, uint8_t key_out[NOISE_KEY],
    struct report *r);

#endif
