/*
 * trust.c - whose key a server may have: --pin and known_hosts.
 * Runs in the client: reads before it connects, adds lines when it is
 * confined. A line that does not parse may be a revocation, so it ends the
 * program.
 */
#include "smtp/trust.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/place.h"
#include "vault/key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Takes the next word off *REST; false if there is none. */
static bool
word(struct bytes *rest, struct bytes *out)
{
	*rest = bytes_trim(*rest);
	*out = bytes_until(rest, BYTES(" \t"));
	return out->n > 0;
}

enum known_line
known_parse(struct bytes line, struct known *out, const char **why)
{
	struct bytes type, key;

	if (!word(&line, &out->host) || out->host.p[0] == '#')
		return KNOWN_NONE;
	out->revoked = bytes_eq(out->host, BYTES("revoked"));
	if (out->revoked)
		(void)word(&line, &out->host);
	/* A word that was forgotten must not make the others mean something
	 * else: the line may be a revocation. */
	*why = "not of the form host:port x25519 KEY";
	if (!word(&line, &type) || !word(&line, &key) ||
	    (out->host.p[0] != '/' &&
		memchr(out->host.p, ':', out->host.n) == NULL) ||
	    base64_exact(type, out->key, NOISE_KEY))
		return KNOWN_BAD;
	if (!bytes_ieq(type, BYTES("x25519")))
		return KNOWN_OTHER;
	/* A misspelt type must not hide a revocation. */
	*why = "the type of key is spelt x25519";
	if (!bytes_eq(type, BYTES("x25519")))
		return KNOWN_BAD;
	*why = "not a key";
	if (!base64_exact(key, out->key, NOISE_KEY))
		return KNOWN_BAD;
	*why = "a key of low order";
	return key_low_order(out->key) ? KNOWN_BAD : KNOWN_ENTRY;
}

static bool
listed(const uint8_t (*keys)[NOISE_KEY], unsigned n, const uint8_t *key)
{
	for (unsigned i = 0; i < n; i++)
		if (memcmp(keys[i], key, NOISE_KEY) == 0)
			return true;
	return false;
}

bool
trust_revoked(const struct trust *t, const uint8_t key[NOISE_KEY])
{
	return listed(t->revoked, t->revoked_n, key);
}

bool
trust_has(const struct trust *t, const uint8_t key[NOISE_KEY])
{
	return listed(t->pins, t->pins_n, key);
}

/* Adds KEY to a list of *N, unless it is there: programs that run at the same
 * time may have added the same line. NULL, or what is wrong. */
static const char *
add_key(
    uint8_t (*keys)[NOISE_KEY], unsigned *n, unsigned max, const uint8_t *key)
{
	if (listed(keys, *n, key))
		return NULL;
	if (*n == max)
		return "too many keys";
	memcpy(keys[(*n)++], key, NOISE_KEY);
	return NULL;
}

/* Takes one line. NULL, or what is wrong with it. A line whose key we cannot
 * use still makes its host known. */
static const char *
take_known(struct trust *t, struct bytes line, bool pinned)
{
	const char *why = NULL;
	enum known_line kind;
	struct known k;
	bool ours;

	kind = known_parse(line, &k, &why);
	if (kind == KNOWN_BAD || kind == KNOWN_NONE)
		return kind == KNOWN_BAD ? why : NULL;
	ours = bytes_ieq(k.host, bytes_str(t->host));
	t->known |= ours;
	if (kind == KNOWN_OTHER)
		return NULL;
	if (k.revoked)
		return add_key(t->revoked, &t->revoked_n, TRUST_REVOKED, k.key);
	return ours && !pinned ? add_key(t->pins, &t->pins_n, TRUST_PINS, k.key)
			       : NULL;
}

static bool
read_file(struct trust *t, int fd, bool pinned, struct report *r)
{
	static struct lines l;
	unsigned before = r->count;
	enum lines_rc rc;
	struct bytes line;

	lines_init(&l, fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		const char *why = rc == LINES_OK ? take_known(t, line, pinned)
						 : "line too long";

		if (why != NULL)
			report(r, t->path, l.number, why, line);
	}
	if (rc == LINES_ERROR)
		(void)report_errno(r, t->path, NULL);
	return r->count == before;
}

/* A revoked key is no pin; the host stays known. */
static void
drop_revoked(struct trust *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->pins_n; i++)
		if (!trust_revoked(t, t->pins[i]))
			memmove(t->pins[n++], t->pins[i], NOISE_KEY);
	t->pins_n = n;
}

/* Opens PATH to add lines, makes it where it is missing, and ends its last
 * line. -1: the reason was reported. */
static int
open_to_add(const char *path, struct report *r)
{
	const char *why = NULL;
	char last = '\n';
	struct place p;
	struct stat st;
	int fd;

	if (!place_enter(&p, path, PLACE_FOLLOW, r))
		return -1;
	fd = place_open(&p, O_RDWR | O_APPEND | O_CREAT);
	if (fd < 0 || fstat(fd, &st) != 0)
		why = place_error(errno);
	else if (st.st_uid != geteuid())
		why = "belongs to somebody else";
	else if ((st.st_size > 0 &&
		     !file_pread(fd, &last, 1, st.st_size - 1)) ||
		 (last != '\n' && !file_write(fd, "\n", 1)))
		why = strerror(errno);
	place_leave(&p);
	if (why == NULL)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	report(r, path, 0, why, BYTES(""));
	return -1;
}

bool
trust_read(struct trust *t, const char *pin, bool learn, struct report *r)
{
	bool pinned = *pin != '\0', ok = true;
	int fd;

	t->pins_n = t->revoked_n = 0;
	t->fd = -1;
	t->known =
	    pinned && base64_exact(bytes_str(pin), t->pins[0], NOISE_KEY);
	if (t->known)
		t->pins_n = 1;
	fd = learn ? open_to_add(t->path, r)
		   : open(t->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && learn)
		return false;
	if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
		return report_errno(r, t->path, NULL);
	if (fd >= 0) {
		ok = read_file(t, fd, pinned, r);
		if (learn)
			t->fd = fd;
		else
			(void)close(fd);
	}
	drop_revoked(t);
	return ok;
}

void
trust_line(
    const struct trust *t, const uint8_t key[NOISE_KEY], struct text *out)
{
	text_str(out, t->host);
	text_str(out, " x25519 ");
	base64_put(out, key, NOISE_KEY);
}

bool
trust_add(struct trust *t, const uint8_t key[NOISE_KEY])
{
	char buf[LIM_FILE + 128];
	struct text line = TEXT(buf);

	trust_line(t, key, &line);
	text_char(&line, '\n');
	errno = ENAMETOOLONG;
	return !line.over &&
	       add_key(t->pins, &t->pins_n, TRUST_PINS, key) == NULL &&
	       file_write(t->fd, line.p, line.n);
}
