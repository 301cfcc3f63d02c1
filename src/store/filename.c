/*
 * filename.c - what a Maildir name says of its message, and what its file
 * holds.
 * Runs in the guard. Name and file need not be ours: other programs deliver,
 * too.
 */
#include "store/filename.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No file is larger, and the sizes of a whole mailbox fit into 64 bits. */
#define LARGEST ((uint64_t)1 << 42)
_Static_assert(LARGEST <= UINT64_MAX / LIM_MESSAGES, "STAT has a sum");

struct bytes
filename_unique(const char *name)
{
	const char *colon = strchr(name, ':');

	return (struct bytes){ name,
		colon != NULL ? (size_t)(colon - name) : strlen(name) };
}

int
filename_compare(struct bytes x, struct bytes y)
{
	int c = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);

	return c != 0 ? c : (x.n > y.n) - (x.n < y.n);
}

uint64_t
filename_seconds(struct bytes unique, uint64_t *key)
{
	struct bytes digits = unique;
	uint64_t v;

	for (digits.n = 0; digits.n < unique.n; digits.n++)
		if (unique.p[digits.n] < '0' || unique.p[digits.n] > '9')
			break;
	*key = 0;
	for (size_t i = digits.n; i < digits.n + sizeof(*key); i++)
		*key = *key << 8 | (i < unique.n ? (uint8_t)unique.p[i] : 0);
	return num_parse(digits, UINT64_MAX, &v) ? v : 0;
}

bool
filename_time(struct bytes unique, struct timespec *out)
{
	struct bytes rest = unique, word;
	uint64_t s, us;

	if (!bytes_cut(&rest, '.', &word) || !num_parse(word, INT64_MAX, &s) ||
	    rest.n == 0 || rest.p[0] != 'M')
		return false;
	rest = bytes_skip(rest, 1);
	if (!bytes_cut(&rest, 'P', &word) || !num_parse(word, 999999, &us))
		return false;
	*out = (struct timespec){ (time_t)s, (long)us * 1000 };
	return true;
}

/* Parses the number of a field `X=`, which has no zero before it. */
static bool
field_number(struct bytes field, char letter, uint64_t *out)
{
	return field.n > 2 && field.p[0] == letter && field.p[1] == '=' &&
	       (field.n == 3 || field.p[2] != '0') &&
	       num_parse(bytes_skip(field, 2), LARGEST, out);
}

/* In our own names a zero before the number, `W=0N`, says that the last line
 * has no end; two more octets give it one. */
static bool
number_without_end(struct bytes field, uint64_t *crlf_size)
{
	if (field.n < 4 || memcmp(field.p, "W=0", 3) != 0 ||
	    field.p[3] == '0' ||
	    !num_parse(bytes_skip(field, 3), LARGEST, crlf_size))
		return false;
	*crlf_size += 2;
	return true;
}

bool
filename_sizes(struct bytes unique, uint64_t *size, uint64_t *crlf_size)
{
	struct bytes rest = unique;
	bool s = false, w = false;

	(void)bytes_take(&rest, ',');
	while (rest.n > 0) {
		struct bytes field = bytes_take(&rest, ',');

		s = s || field_number(field, 'S', size);
		w = w || field_number(field, 'W', crlf_size) ||
		    number_without_end(field, crlf_size);
	}
	/* Each octet of the file is one or two on the wire; a missing last line
	 * end makes two more. */
	return s && w && *crlf_size >= *size && *crlf_size - *size <= *size + 2;
}

bool
filename_size_holds(int dir, const char *name, uint64_t size)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && (uint64_t)st.st_size == size;
}

int
filename_open(int dir, const char *name, uint64_t *size)
{
	int fd = openat(dir, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		*size = (uint64_t)st.st_size;
		return fd;
	}
	(void)close(fd);
	errno = EINVAL;
	return -1;
}

bool
filename_measure(int dir, const char *name, uint64_t *size, uint64_t *crlf_size)
{
	int fd = filename_open(dir, name, size);
	uint64_t total = 0, extra = 0;
	char buf[65536], last = '\n';
	ssize_t n = 0;

	if (fd < 0)
		return false;
	while (
	    (n = read(fd, buf, sizeof(buf))) > 0 || (n < 0 && errno == EINTR)) {
		for (ssize_t i = 0; i < n; i++) {
			extra += buf[i] == '\n' && last != '\r';
			last = buf[i];
		}
		total += n > 0 ? (uint64_t)n : 0;
	}
	(void)close(fd);
	*crlf_size = total + extra;
	/* A last line without an end gets one; after a CR it is LF alone. */
	if (last != '\n')
		*crlf_size += last == '\r' ? 1 : 2;
	return n == 0 && total == *size;
}

/* A name may have 255 octets, and readers add flags to it. The first 64 octets
 * of the host are enough to tell machines apart; the R part makes names
 * unique. */
static void
put_name_host(struct text *t, struct bytes host)
{
	enum { MOST = 64 };
	size_t from = t->n;

	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];
		size_t need = c == '/' || c == ':' ? 4 : 1;

		if (t->n - from + need > MOST || c == '\0')
			break;
		if (need == 1)
			text_char(t, c);
		else
			text_str(t, c == '/' ? "\\057" : "\\072");
	}
}

void
filename_put(struct text *t, const struct filename *n)
{
	text_num(t, (uint64_t)n->when.tv_sec);
	text_str(t, ".M");
	/* All names have the same width here, so that they sort by time. */
	text_pad(t, (uint64_t)n->when.tv_nsec / 1000, 6);
	text_char(t, 'P');
	text_num(t, n->pid);
	text_char(t, 'R');
	text_put(t, n->id);
	text_char(t, '.');
	put_name_host(t, n->hostname);
	text_str(t, ",S=");
	text_num(t, n->size);
	text_str(t, n->ended ? ",W=" : ",W=0");
	text_num(t, n->crlf_size);
}
