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

/* The file has to be a regular one, not a link, of root's or OWNER's, closed
 * to everybody else, and hold the key and nothing more. The caller wipes
 * SECRET; it is all zero unless KEYFILE_YES. */
enum keyfile_rc keyfile_read(
    const char *path, uid_t owner, uint8_t secret[NOISE_KEY], struct report *r);
/* Makes a new key in a new file, 0600, OWNER's (-1: whoever place.h makes us)
 * and there to stay, and tells its public half. A file that is there already
 * stays as it is: false. */
bool keyfile_make(const char *path, uid_t owner, uint8_t key_out[NOISE_KEY],
    struct report *r);

#endif
