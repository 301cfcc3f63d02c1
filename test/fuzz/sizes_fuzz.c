/*
 * sizes_fuzz.c - what comes in by the body machine, is stored, and goes out by
 * POP3: the size that W= tells, the one that a reader measures, and what is
 * sent are one.
 * Input: an octet with the mode (1 dots, 2 local), one with the size of the
 * pieces, the rest is the body.
 */
#include "unit/dot_reference.h"
#include "unit/stuff_reference.h"
#include "fuzz.h"
#include "store/filename.h"

#include <fcntl.h>
#include <unistd.h>

static int dir = -1, file;
static char folder[] = "/tmp/sizes_fuzz.XXXXXX";

static void
leave(void)
{
	(void)unlinkat(dir, "m", 0);
	(void)rmdir(folder);
}

static void
enter(void)
{
	MUST(mkdtemp(folder) != NULL && atexit(leave) == 0);
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	file = openat(dir, "m", O_RDWR | O_CREAT, 0600);
	MUST(dir >= 0 && file >= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct dot_result got;
	static char buf[DOT_MOST], out[4 * DOT_MOST + 8],
	    want[4 * DOT_MOST + 8];
	uint64_t size, crlf_size;
	size_t wire, sent, piece;
	struct dot d;

	if (n < 2 || n - 2 > DOT_MOST)
		return 0;
	if (dir < 0)
		enter();
	memset(&got, 0, sizeof(got));
	memcpy(buf, p + 2, n - 2);
	piece = p[1] % 64 + 1U;
	dot_init(&d, p[0] & 1, p[0] & 2);
	for (size_t at = 0; at < n - 2 && !d.done;)
		at += dot_piece(&got, &d, buf + at,
		    piece < n - 2 - at ? piece : n - 2 - at, false);
	if ((p[0] & 1) == 0)
		dot_last(&d);
	if (d.bare || ((p[0] & 1) != 0 && !d.done))
		return 0;
	sent = stuff_reference(got.out, got.n, false, 0, want, &wire);
	MUST(
	    stuff_machine(got.out, got.n, false, 0, piece, piece, out) == sent);
	MUST(memcmp(out, want, sent) == 0);
	MUST(wire == d.size + (dot_ended(&d) ? 0 : 2));
	MUST(ftruncate(file, 0) == 0);
	MUST(pwrite(file, got.out, got.n, 0) == (ssize_t)got.n);
	MUST(filename_measure(dir, "m", &size, &crlf_size));
	MUST(size == got.n && crlf_size == wire);
	return 0;
}
