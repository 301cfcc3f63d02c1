/*
 * bdat_fuzz.c - a session's chunks: BDAT arguments, the body machine without
 * dots, and the count of Received: lines in what comes out.
 * Input: lines of a BDAT argument, each followed by as many octets.
 */
#include "unit/dot_reference.h"
#include "fuzz.h"
#include "proto/args.h"

#include <errno.h>
#include <regex.h>

/* RFC 3030, in other words than bdat_parse. */
static bool
naive_argument(struct bytes arg, uint64_t *size, bool *last)
{
	static regex_t syntax;
	static bool compiled;
	char s[32] = "";

	if (!compiled)
		compiled = regcomp(&syntax, "^[0-9]{1,20}( LAST)?$",
			       REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0;
	MUST(compiled);
	if (arg.n >= sizeof(s))
		return false;
	memcpy(s, arg.p, arg.n);
	if (strlen(s) != arg.n || regexec(&syntax, s, 0, NULL, 0) != 0)
		return false;
	errno = 0;
	*size = strtoull(s, NULL, 10);
	*last = strchr(s, ' ') != NULL;
	return errno == 0;
}

static unsigned
naive_hops(const char *p, size_t n)
{
	unsigned count = 0;

	while (n > 0 && *p != '\n') {
		const char *lf = memchr(p, '\n', n);

		count += n >= 9 && strncasecmp(p, "Received:", 9) == 0;
		if (lf == NULL)
			break;
		n -= (size_t)(lf - p) + 1;
		p = lf + 1;
	}
	return count;
}

static void
finish(struct dot_result *got, struct dot *d, const char *all, size_t n,
    const struct hops *h)
{
	static struct dot_result want;

	dot_reference(&want, all, n, false, false);
	MUST(dot_same(&want, got));
	MUST(h->received == naive_hops(got->out, got->n));
	dot_last(d);
	MUST(d->bare == (want.bare || (n > 0 && all[n - 1] == '\r')));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct dot_result got;
	static char all[DOT_MOST], buf[DOT_MOST];
	struct bytes in = { (const char *)p, n }, arg;
	struct hops hops = { 0 };
	size_t total = 0;
	bool last = false;
	struct dot d;

	if (n > DOT_MOST)
		return 0;
	dot_init(&d, false, false);
	memset(&got, 0, sizeof(got));
	while (!last && bytes_cut(&in, '\n', &arg)) {
		uint64_t size = 0, naive = 0;
		bool naive_last = false, ok = bdat_parse(arg, &size, &last);
		size_t before = got.n;

		MUST(ok == naive_argument(arg, &naive, &naive_last));
		if (!ok)
			break;
		MUST(last == naive_last && size == naive);
		if (size > in.n)
			break;
		memcpy(all + total, in.p, size);
		total += size;
		memcpy(buf, in.p, size);
		in = bytes_skip(in, size);
		MUST(dot_piece(&got, &d, buf, size, true) == size);
		hops_feed(&hops, got.out + before, got.n - before);
	}
	finish(&got, &d, all, total, &hops);
	return 0;
}
