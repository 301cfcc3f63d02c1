/*
 * keyfile.c - one secret key in a file of its own.
 * Runs in the guard, the client and the tools; owns the secret for the
 * length of a call. Does not trust the file before it has looked at it.
 */
#include "vault/keyfile.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/place.h"
#include "vault/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYFILE_SIZE 64 /* a line of 44 characters and some slack */

static bool
bad_key(struct report *r, const char *path, const char *what)
{
	report(r, path, 0, what, BYTES(""));
	return false;
}

/* True if the file behind FD may be trusted; its size goes to *N. */
static bool
key_trusted(int fd, const char *path, uid_t owner, size_t *n, struct report *r)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return report_errno(r, path, "cannot look at key file");
	if (!S_ISREG(st.st_mode))
		return bad_key(r, path, "key file is not a regular file");
	if (st.st_uid != 0 && st.st_uid != owner)
		return bad_key(r, path, "key file belongs to somebody else");
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return bad_key(r, path,
		    "key file is open to others: its mode must be 0600 or "
		    "0400");
	if ((st.st_mode & 07777 & ~(mode_t)(S_IRUSR | S_IWUSR)) != 0)
		return bad_key(
		    r, path, "the mode of a key file must be 0600 or 0400");
	if (st.st_size > KEYFILE_SIZE)
		return bad_key(r, path, "key file is too long");
	*n = (size_t)st.st_size;
	return true;
}

/* True if the N octets of the file are one line that decodes to 32. */
static bool
decode(const char *buf, size_t n, uint8_t secret[NOISE_KEY])
{
	struct bytes line = { buf, n };

	if (line.n > 0 && line.p[line.n - 1] == '\n')
		line.n--;
	if (line.n < n && line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return base64_exact(line, secret, NOISE_KEY);
}

/* The key in the open file FD. */
static bool
read_key(int fd, const char *path, uid_t owner, uint8_t secret[NOISE_KEY],
    struct report *r)
{
	char buf[KEYFILE_SIZE];
	bool ok = false;
	size_t n = 0;

	if (!key_trusted(fd, path, owner, &n, r))
		return false;
	if (!file_pread(fd, buf, n, 0))
		(void)report_errno(r, path, "cannot read key file");
	else if (!decode(buf, n, secret))
		(void)bad_key(r, path,
		    "key file is not one line of base64 with 32 octets");
	else
		ok = true;
	sodium_memzero(buf, sizeof(buf));
	return ok;
}

enum keyfile_rc
keyfile_read(
    const char *path, uid_t owner, uint8_t secret[NOISE_KEY], struct report *r)
{
	enum keyfile_rc rc = KEYFILE_BAD;
	/* O_NONBLOCK, since it may turn out to be a pipe. */
	int fd = open(
	    path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0 && errno == ENOENT)
		rc = KEYFILE_NONE;
	else if (fd < 0)
		(void)report_errno(r, path, "cannot open key file");
	else if (read_key(fd, path, owner, secret, r))
		rc = KEYFILE_YES;
	file_close(fd);
	if (rc != KEYFILE_YES)
		sodium_memzero(secret, NOISE_KEY);
	return rc;
}

/* Makes a new file TMP beside P with the key in it, on stable storage. */
static bool
write_new(
    const struct place *p, const char *tmp, uid_t owner, struct bytes line)
{
	int fd = place_create(p, tmp, 0600);
	bool ok = fd >= 0 &&
		  (owner == (uid_t)-1 || fchown(fd, owner, (gid_t)-1) == 0) &&
		  file_write(fd, line.p, line.n) && fsync(fd) == 0;
	int saved = errno;

	if (fd < 0)
		return false;
	if (close(fd) == 0 && ok)
		return true;
	if (unlinkat(p->dir, tmp, 0) == 0 && !ok)
		errno = saved;
	return false;
}

/* It is written under another name first, so that there is never half a key
 * under its own. */
static bool
put_new(const struct place *p, const char *path, uid_t owner, struct bytes line,
    struct report *r)
{
	char tmp[sizeof(p->name) + 32];
	struct text name = TEXT(tmp);
	bool ok;

	text_str(&name, p->name);
	text_str(&name, ".new");
	text_num(&name, (uint64_t)getpid());
	if (!text_end(&name))
		return bad_key(r, path, "path is too long");
	if (!write_new(p, tmp, owner, line)) {
		(void)report_errno(r, path, "cannot make a file beside it");
		return false;
	}
	ok = linkat(p->dir, tmp, p->dir, p->name, 0) == 0;
	if (!ok && errno == EEXIST)
		(void)bad_key(r, path, "there is a key file already");
	else if (!ok)
		(void)report_errno(r, path, "cannot make key file");
	if (unlinkat(p->dir, tmp, 0) != 0)
		ok = report_errno(r, path, "cannot remove the file beside it");
	if (!place_sync(p))
		ok = report_errno(r, path, "cannot sync folder");
	return ok;
}

bool
keyfile_make(
    const char *path, uid_t owner, uint8_t key_out[NOISE_KEY], struct report *r)
{
	uint8_t secret[NOISE_KEY];
	char buf[BASE64_LEN(NOISE_KEY) + 1];
	struct text line = TEXT(buf);
	struct place p;
	bool ok;

	if (!place_enter(&p, path, PLACE_ITSELF, r))
		return false;
	randombytes_buf(secret, sizeof(secret));
	key_public(secret, key_out);
	base64_put(&line, secret, sizeof(secret));
	text_char(&line, '\n');
	ok = put_new(&p, path, owner, (struct bytes){ buf, line.n }, r);
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(buf, sizeof(buf));
	place_leave(&p);
	return ok;
}
