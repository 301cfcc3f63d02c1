/*
 * trust.c - whose key a server may have: --pin and known_hosts.
 * Runs in the client: reads before it connects, adds lines when it is
 * confined. A line that does not parse might have been a revocation, so
 * nothing goes on then.
 */
#include "smtp/trust.h"
#include "base/base64.h"
#include "base/file.h"
#include "vault/key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Adds KEY to a list; NULL, or what is wrong. */
static const char *
enlist(
    uint8_t (*keys)[NOISE_KEY], unsigned *n, unsigned max, const uint8_t *key)
{
	if (*n == max)
		return "too many keys";
	memcpy(keys[(*n)++], key, NOISE_KEY);
	return NULL;
}

static const char *
take(struct trust *t, const struct known *k, bool pinned)
{
	if (k->revoked)
		return enlist(t->revoked, &t->revoked_n, TRUST_REVOKED, k->key);
	if (pinned || !bytes_ieq(k->host, bytes_str(t->host)))
		return NULL;
	t->known = true;
	return enlist(t->pins, &t->pins_n, TRUST_PINS, k->key);
}

static bool
read_file(struct trust *t, int fd, bool pinned, struct report *r)
{
	static struct lines l;
	unsigned before = r->count;
	enum lines_rc rc;
	struct bytes line;
	struct known k;
	const char *why;

	lines_init(&l, fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		why = "line too long";
		if (rc == LINES_OK)
			switch (known_parse(line, &k, &why)) {
			case KNOWN_NONE:
				why = NULL;
				break;
			case KNOWN_ENTRY:
				why = take(t, &k, pinned);
				break;
			case KNOWN_BAD:
				break;
			}
		if (why != NULL)
			report(r, t->path, l.number, why, line);
	}
	if (rc == LINES_ERROR)
		report(r, t->path, 0, strerror(errno), BYTES(""));
	return r->count == before;
}

/* What is revoked cannot be a pin; the host stays known. */
static void
strike(struct trust *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->pins_n; i++)
		if (!trust_revoked(t, t->pins[i]))
			memmove(t->pins[n++], t->pins[i], NOISE_KEY);
	t->pins_n = n;
}

/* Makes the file where it is missing, and ends its last line. */
static int
open_to_add(const char *path)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	struct stat st;
	char last;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 &&
	    (st.st_size == 0 || (file_pread(fd, &last, 1, st.st_size - 1) &&
				    (last == '\n' || file_write(fd, "\n", 1)))))
		return fd;
	(void)close(fd);
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
	fd = learn ? open_to_add(t->path) : open(t->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && (learn || (errno != ENOENT && errno != ENOTDIR))) {
		report(r, t->path, 0, strerror(errno), BYTES(""));
		return false;
	}
	if (fd >= 0) {
		ok = read_file(t, fd, pinned, r);
		if (learn)
			t->fd = fd;
		else
			(void)close(fd);
	}
	strike(t);
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

	if (t->pins_n < TRUST_PINS)
		memcpy(t->pins[t->pins_n++], key, NOISE_KEY);
	trust_line(t, key, &line);
	text_char(&line, '\n');
	errno = ENAMETOOLONG;
	return !line.over && file_write(t->fd, line.p, line.n);
}
