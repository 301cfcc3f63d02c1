/*
 * authkeys.c - who may log in by which key.
 * Runs in the guard and the tools. The file is the administrator's; a line that
 * is wrong is reported and passed over.
 */
#include "vault/authkeys.h"
#include "base/file.h"
#include "base/base64.h"
#include "vault/key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Takes the next word, up to a blank, and the blanks behind it. */
static struct bytes
word_take(struct bytes *rest)
{
	struct bytes word = bytes_until(rest, BYTES(" \t"));

	*rest = bytes_trim(*rest);
	return word;
}

enum authkeys_line
authkeys_parse(struct bytes line, struct authkey *out, const char **why)
{
	struct bytes rest = bytes_trim(line), user, type, key;

	if (rest.n == 0 || rest.p[0] == '#')
		return AUTHKEYS_NONE;
	user = word_take(&rest);
	type = word_take(&rest);
	key = word_take(&rest);
	out->comment = rest;
	if (!addr_plain(user, &out->user, why))
		return AUTHKEYS_BAD;
	if (out->user.local_n == 0)
		*why = "a catch-all cannot log in";
	else if (type.n == 0)
		*why = "there is no key";
	else if (!bytes_eq(type, BYTES("x25519")))
		*why = "the type of key is unknown";
	else if (!base64_exact(key, out->key, NOISE_KEY))
		*why = "the key is not base64 of 32 octets";
	else if (key_low_order(out->key))
		*why = "the key is of low order";
	else
		return AUTHKEYS_ENTRY;
	return AUTHKEYS_BAD;
}

/* The complaint about the file as such, or NULL. */
static const char *
distrust(int fd, uid_t owner)
{
	struct stat st;

	return fstat(fd, &st) != 0    ? "cannot be looked at"
	       : !S_ISREG(st.st_mode) ? "is not a regular file"
	       : st.st_uid != 0 && st.st_uid != owner
		   ? "belongs to somebody else: nobody is listed"
	       : (st.st_mode & (S_IWGRP | S_IWOTH)) != 0
		   ? "can be written to by others: nobody is listed"
		   : NULL;
}

bool
authkeys_open(
    struct authkeys *a, const char *path, uid_t owner, struct report *r)
{
	const char *why;

	*a = (struct authkeys){ .fd = -1, .path = path, .report = r };
	a->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (a->fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	a->refused = true;
	if (a->fd < 0)
		return report_errno(r, path, "cannot be opened");
	why = distrust(a->fd, owner);
	a->refused = why != NULL;
	if (!a->refused)
		return true;
	report(r, path, 0, why, BYTES(""));
	authkeys_close(a);
	return false;
}

void
authkeys_close(struct authkeys *a)
{
	file_close(a->fd);
	a->fd = -1;
}

enum authkeys_rc
authkeys_next(struct authkeys *a, struct lines *l, const uint8_t key[NOISE_KEY],
    struct addr *out)
{
	enum lines_rc rc;
	struct bytes line;

	if (a->fd < 0)
		return a->refused ? AUTHKEYS_ERROR : AUTHKEYS_NO;
	while ((rc = lines_next(l, &line)) == LINES_OK || rc == LINES_LONG) {
		struct authkey k = { .user.domain_n = 0 };
		const char *why = "the line is too long";
		enum authkeys_line kind = rc == LINES_LONG
					      ? AUTHKEYS_BAD
					      : authkeys_parse(line, &k, &why);

		if (kind == AUTHKEYS_BAD && l->number > a->reported) {
			a->reported = l->number;
			report(a->report, a->path, l->number, why, BYTES(""));
		}
		*out = k.user;
		if (key == NULL && kind == AUTHKEYS_BAD && out->domain_n == 0)
			return AUTHKEYS_ERROR;
		if (key == NULL ? kind != AUTHKEYS_NONE
				: kind == AUTHKEYS_ENTRY &&
				      memcmp(k.key, key, NOISE_KEY) == 0)
			return AUTHKEYS_YES;
	}
	if (rc == LINES_END)
		return AUTHKEYS_NO;
	(void)report_errno(a->report, a->path, "cannot be read");
	return AUTHKEYS_ERROR;
}
