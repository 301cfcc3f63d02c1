/*
 * authkeys.h - who may log in by which key: lines `user x25519 <key>
 * [comment]`.
 */
#ifndef VAULT_AUTHKEYS_H
#define VAULT_AUTHKEYS_H

#include "base/addr.h"
#include "base/file.h"
#include "base/noise_sizes.h"
#include "base/report.h"

#include <sys/types.h>

struct authkey {
	struct addr user;
	uint8_t key[NOISE_KEY];
	struct bytes comment; /* lies in the line */
};

/* Parses one line of the file; for a malformed one *WHY has the reason. */
enum authkeys_line { AUTHKEYS_ENTRY, AUTHKEYS_NONE, AUTHKEYS_BAD };
enum authkeys_line authkeys_parse(
    struct bytes line, struct authkey *out, const char **why);

/* Opened at the start and read by descriptor afterwards. */
struct authkeys {
	int fd;       /* -1: nobody is listed, or the next member is true */
	bool refused; /* there is a file that we cannot or must not read */
	const char *path;
	struct report *report; /* bad lines, once each */
	unsigned reported;
};

/* Opens the file; a missing one lists nobody. False, with the reason reported
 * through R: it cannot be opened, or must not be trusted since others than root
 * and OWNER may write to it. authkeys_next returns AUTHKEYS_ERROR then: nobody
 * can tell whom the file lists. */
bool authkeys_open(
    struct authkeys *a, const char *path, uid_t owner, struct report *r);
void authkeys_close(struct authkeys *a);

enum authkeys_rc { AUTHKEYS_YES, AUTHKEYS_NO, AUTHKEYS_ERROR };
/* The next line that lists KEY, and for whom. L is as lines_init left it, or as
 * the call before this one did. With a KEY of NULL it is the next line that
 * lists anything for somebody, be it wrong; AUTHKEYS_ERROR then also means that
 * nobody can tell for whom. */
enum authkeys_rc authkeys_next(struct authkeys *a, struct lines *l,
    const uint8_t key[NOISE_KEY], struct addr *out);

#endif
