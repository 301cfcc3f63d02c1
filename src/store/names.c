/*
 * names.c - what a Maildir name says of its message, and what its file does.
 * Runs in the guard. Neither name nor file need be what delivery made.
 */
#include "store/names.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes
name_unique(const char *name)
{
	return (struct bytes){ name, strcspn(name, ":") };
}

int
name_compare(const char *a, const char *b)
{
	struct bytes x = name_unique(a), y = name_unique(b);
	int c = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);

	return c != 0 ? c : (x.n > y.n) - (x.n < y.n);
}

uint64_t
name_seconds(const char *name)
{
	struct bytes digits = { name, strspn(name, "0123456789") };
	uint64_t v;

	return num_parse(digits, UINT64_MAX, &v) ? v : 0;
}

/* The number behind `,X=` in the unique part. */
static bool
field(struct bytes unique, char letter, uint64_t *out)
{
	struct bytes head, rest = unique;

	while (bytes_cut(&rest, ',', &head))
		if (rest.n > 2 && rest.p[0] == letter && rest.p[1] == '=') {
			struct bytes value = bytes_skip(rest, 2);
			const char *end = memchr(value.p, ',', value.n);

			if (end != NULL)
				value.n = (size_t)(end - value.p);
			return num_parse(value, INT64_MAX, out);
		}
	return false;
}

bool
name_sizes(const char *name, uint64_t *size, uint64_t *wire)
{
	struct bytes unique = name_unique(name);

	/* Each octet of the file is one or two on the wire; a last line end
	 * that is missing makes two more. */
	return field(unique, 'S', size) && field(unique, 'W', wire) &&
	       *wire >= *size && *wire - *size <= *size + 2;
}

bool
name_size_holds(int dir, const char *name, uint64_t size)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && (uint64_t)st.st_size == size;
}

int
name_open(int dir, const char *name, uint64_t *size)
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
name_measure(int dir, const char *name, uint64_t *size, uint64_t *wire)
{
	int fd = name_open(dir, name, size);
	uint64_t total = 0, extra = 0;
	char buf[65536], last = '\n';
	ssize_t n = 0;

	if (fd < 0)
		return false;
	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			extra += buf[i] == '\n' && last != '\r';
			last = buf[i];
		}
		total += (uint64_t)n;
	}
	(void)close(fd);
	*wire = total + extra;
	/* What has no line end at its end gets one; after a CR that is an LF
	 * alone. */
	if (last != '\n')
		*wire += last == '\r' ? 1 : 2;
	return n == 0 && total == *size;
}
