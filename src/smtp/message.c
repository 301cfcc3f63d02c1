/*
 * message.c - the message: read, looked at, completed.
 * Runs in the client, before it connects. The message may be anything.
 */
#include "smtp/message.h"
#include "base/clock.h"
#include "base/file.h"
#include "proto/path.h"
#include "proto/trace.h"
#include "smtp/complain.h"
#include "smtp/fields.h"
#include "smtp/outgoing.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK 65536

/* Makes a file and removes its name. -1 with errno. */
static int
scratch(void)
{
	const char *folder = getenv("TMPDIR");
	char path[LIM_FILE];
	struct text t = TEXT(path);
	int fd;

	text_str(&t, folder != NULL && *folder == '/' ? folder : "/tmp");
	text_str(&t, "/smtp-lite.XXXXXX");
	errno = ENAMETOOLONG;
	if (!text_end(&t) || (fd = mkstemp(path)) < 0)
		return -1;
	if (unlink(path) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* Looks for a line that is a dot alone. STATE is 0 in a line, 1 at the start
 * of one, 2 behind a dot there, 3 behind a CR after the dot, 4 once the line
 * was found. Returns where its LF stands, else N. */
static size_t
find_dot(const char *p, size_t n, unsigned *state)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] == '\n' && *state >= 2) {
			*state = 4;
			return i;
		} else if (p[i] == '\n') {
			*state = 1;
		} else if (p[i] == '.' && *state == 1) {
			*state = 2;
		} else {
			*state = p[i] == '\r' && *state == 2 ? 3 : 0;
		}
	return n;
}

/* Copies FROM into TO, with DOT up to a line that is a dot alone. The size,
 * or -1 with errno. */
static off_t
spool(int from, int to, bool dot)
{
	static char buf[CHUNK];
	unsigned state = 1;
	off_t size = 0;

	while (state != 4) {
		ssize_t n = read(from, buf, sizeof(buf));
		size_t keep;

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : size;
		keep = dot ? find_dot(buf, (size_t)n, &state) : (size_t)n;
		if (!file_write(to, buf, keep))
			return -1;
		size += (off_t)keep;
	}
	return size;
}

/* Takes a last line that is a dot off RAW, with a CR behind it. */
static void
drop_dot(struct bytes *raw)
{
	size_t n = raw->n;

	if (n > 1 && raw->p[n - 1] == '\r')
		n--;
	if (n > 0 && raw->p[n - 1] == '.' && (n == 1 || raw->p[n - 2] == '\n'))
		raw->n = n - 1;
}

bool
message_read(struct message *m, int fd, bool dot)
{
	int file = scratch();
	off_t size = file < 0 ? -1 : spool(fd, file, dot);
	void *p = NULL;

	if (size > 0)
		p = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, file, 0);
	if (size < 0 || p == MAP_FAILED)
		complain_error(NULL, "cannot keep the message", errno);
	if (file >= 0)
		(void)close(file);
	m->raw = (struct bytes){ p, size > 0 ? (size_t)size : 0 };
	if (dot)
		drop_dot(&m->raw);
	m->added = (struct text){ m->room, sizeof(m->room), 0, false };
	return size >= 0 && p != MAP_FAILED;
}

static bool
is_field(struct bytes name, const char *what)
{
	return bytes_ieq(name, bytes_str(what));
}

/* Drops the `From ` line with which a mailbox file begins each message. */
static void
drop_from_line(struct message *m)
{
	struct bytes rest = m->raw, line;
	struct field f;

	if (m->raw.n > 5 && memcmp(m->raw.p, "From ", 5) == 0 &&
	    !header_next(&rest, &f) && bytes_cut(&rest, '\n', &line))
		m->raw = rest;
}

void
message_study(struct message *m)
{
	struct outgoing o = { .m = m };
	static char buf[CHUNK];
	struct bytes rest;
	struct field f;
	size_t n;

	drop_from_line(m);
	rest = m->raw;
	while (header_next(&rest, &f))
		;
	m->header = m->raw.n - rest.n;
	fields_find_bare(m);
	m->blank = rest.n > 0 && rest.p[0] != '\n' && rest.p[0] != '\r';
	m->lone_cr = m->eightbit = false;
	for (size_t i = 0; i < m->raw.n; i++) {
		m->eightbit |= (unsigned char)m->raw.p[i] > 0x7f;
		m->lone_cr |= m->raw.p[i] == '\r' &&
			      (i + 1 == m->raw.n || m->raw.p[i + 1] != '\n');
	}
	m->size = 0;
	while ((n = outgoing_next(&o, buf, sizeof(buf))) > 0)
		m->size += n;
}

/* Adds NAME, quoted, or as encoded words (RFC 2047) if it is beyond ASCII.
 * Each word holds whole characters, at most 45 octets. */
static void
put_full_name(struct text *t, struct bytes name)
{
	char
	    word[sodium_base64_ENCODED_LEN(45, sodium_base64_VARIANT_ORIGINAL)];
	bool ascii = true;

	for (size_t i = 0; i < name.n; i++)
		ascii = ascii && name.p[i] >= ' ' && name.p[i] < 0x7f;
	if (name.n == 0 || (!ascii && !utf8_valid(name)))
		return;
	text_str(t, ascii ? "\"" : "");
	for (size_t i = 0; ascii && i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			text_char(t, '\\');
		text_char(t, name.p[i]);
	}
	text_str(t, ascii ? "\" " : "");
	while (!ascii && name.n > 0) {
		size_t n = name.n < 45 ? name.n : 45;

		while (n < name.n && ((unsigned char)name.p[n] & 0xc0) == 0x80)
			n--;
		text_str(t, "=?UTF-8?B?");
		text_str(t, sodium_bin2base64(word, sizeof(word),
				(const unsigned char *)name.p, n,
				sodium_base64_VARIANT_ORIGINAL));
		text_str(t, name.n > n ? "?=\r\n " : "?= ");
		name = bytes_skip(name, n);
	}
}

bool
message_complete(struct message *m, const struct addr *from,
    struct bytes full_name, const char *host)
{
	struct bytes rest = { m->raw.p, m->header };
	bool sender = false, date = false, id = false;
	struct field f;
	uint8_t random[16];

	while (header_next(&rest, &f)) {
		sender |= is_field(f.name, "From");
		date |= is_field(f.name, "Date");
		id |= is_field(f.name, "Message-ID");
	}
	if (!sender) {
		text_str(&m->added, "From: ");
		put_full_name(&m->added, full_name);
		text_str(&m->added, "<");
		path_put(&m->added, from);
		text_str(&m->added, ">\r\n");
	}
	if (!date) {
		text_str(&m->added, "Date: ");
		trace_date(&m->added, clock_wall().tv_sec);
		text_str(&m->added, "\r\n");
	}
	if (!id) {
		randombytes_buf(random, sizeof(random));
		text_str(&m->added, "Message-ID: <");
		text_hex(&m->added, random, sizeof(random));
		text_char(&m->added, '@');
		text_str(&m->added, host);
		text_str(&m->added, ">\r\n");
	}
	m->size += m->added.n;
	return !m->added.over;
}
