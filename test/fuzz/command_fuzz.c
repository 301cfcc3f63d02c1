/*
 * command_fuzz.c - from input to parsed commands, whole and in pieces.
 * Input: an octet (1: a local session), one with the size of the pieces, then
 * what the peer sends.
 */
#include "fuzz.h"
#include "proto/mailargs.h"
#include "proto/path.h"
#include "proto/cmdline.h"

#include <string.h>

enum { MAX = 40 };

/* The next line in the plainest way, from input that is all there. */
static enum cmdline_rc
naive(struct bytes *in, bool local, struct bytes *line)
{
	const char *end = local ? memchr(in->p, '\n', in->n)
				: memmem(in->p, in->n, "\r\n", 2);
	size_t n;

	if (end == NULL)
		return CMDLINE_MORE;
	n = (size_t)(end - in->p) + (local ? 1 : 2);
	*line = (struct bytes){ in->p, (size_t)(end - in->p) };
	*in = bytes_skip(*in, n);
	if (local && line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	if (n > MAX)
		return CMDLINE_LONG;
	for (size_t i = 0; i < line->n; i++)
		if (line->p[i] == '\0' || line->p[i] == '\r' ||
		    line->p[i] == '\n')
			return CMDLINE_BAD;
	return CMDLINE_OK;
}

static void
within(struct bytes part, struct bytes whole)
{
	MUST(part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

/* As the session takes it apart. */
static void
parse(struct bytes line)
{
	struct bytes verb, arg, key, value, rest;
	struct mailargs m;
	struct addr a;
	uint64_t size;
	bool flag;

	if (!args_split(line, &verb, &arg)) {
		MUST(line.n == 0 || line.p[0] == ' ');
		return;
	}
	within(verb, line);
	within(arg, line);
	MUST(verb.n > 0 && memchr(verb.p, ' ', verb.n) == NULL);
	MUST(arg.n == 0 || arg.p[arg.n - 1] != ' ');
	(void)helo_name_valid(arg);
	(void)bdat_parse(arg, &size, &flag);
	(void)xtext_valid(arg);
	if (bytes_cut(&arg, ':', &key) && path_take(&arg, false, &a))
		(void)mailargs_parse(arg, &m);
	rest = arg;
	while (args_param(&rest, &key, &value) == ARGS_OK) {
		within(key, line);
		within(value, line);
		MUST(key.n > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct bytes all, left, line, want;
	struct cmdline w = { 0 };
	enum cmdline_rc rc;
	size_t piece, given = 0;
	uint64_t size;

	if (n < 2)
		return 0;
	w.local = p[0] & 1;
	piece = p[1] + 1U;
	all = (struct bytes){ (const char *)p + 2, n - 2 };
	left = (struct bytes){ all.p, 0 };
	n -= 2;
	while (given < n) {
		size_t now = piece < n - given ? piece : n - given;

		given += now;
		left.n += now;
		while (rc = cmdline_take(&w, &left, MAX, &line),
		    rc != CMDLINE_MORE) {
			if (rc == CMDLINE_FLOOD)
				return 0;
			MUST(rc == naive(&all, w.local, &want));
			MUST(left.p == all.p);
			if (rc == CMDLINE_LONG && line.n > want.n)
				line.n = want.n; /* without its end */
			if (rc == CMDLINE_LONG)
				want.n = line.n;
			MUST(bytes_eq(line, want));
			if (rc == CMDLINE_OK)
				parse(line);
			else
				(void)bdat_refused(line, &size);
		}
		MUST(left.n <= MAX);
	}
	MUST(naive(&all, w.local, &want) == CMDLINE_MORE);
	return 0;
}
