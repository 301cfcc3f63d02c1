/*
 * dot_fuzz.c - the body machine against the reference.
 * Input: an octet with the mode (1 dots, 2 local), one with the size of the
 * pieces, the rest is the body.
 */
#include "unit/dot_reference.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct dot_result want, got;
	static char buf[DOT_MOST];

	if (n < 2 || n - 2 > DOT_MOST)
		return 0;
	dot_reference(&want, (const char *)p + 2, n - 2, p[0] & 1, p[0] & 2);
	for (int in_place = 0; in_place < 2; in_place++) {
		struct dot d;

		memset(&got, 0, sizeof(got));
		memcpy(buf, p + 2, n - 2);
		dot_init(&d, p[0] & 1, p[0] & 2);
		for (size_t at = 0; at < n - 2 && !d.done;) {
			size_t now = p[1] % 64 + 1U;

			now = now < n - 2 - at ? now : n - 2 - at;
			at += dot_piece(&got, &d, buf + at, now, in_place);
		}
		MUST(dot_same(&want, &got));
	}
	return 0;
}
