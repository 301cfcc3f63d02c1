/*
 * path_fuzz.c - addresses, in and out.
 * Input: an octet (1: an address needs no domain), the argument. The same
 * octets serve as an address that nobody has checked, in a trace header.
 */
#include "fuzz.h"
#include "proto/path.h"
#include "proto/trace.h"

#include <string.h>

/* What may stand in a header line. */
static void
clean(const struct text *t, const char *but)
{
	MUST(!t->over && utf8_valid(text_bytes(t)));
	for (size_t i = 0; i < t->n; i++) {
		unsigned char c = (unsigned char)t->p[i];

		MUST((c >= ' ' && c != 0x7f) || strchr(but, c) != NULL);
		MUST(c != '\0');
	}
}

/* A written address can be read again, and is the same. */
static void
there_and_back(const struct addr *a)
{
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);
	struct bytes arg;
	struct addr b;

	text_char(&t, '<');
	path_put(&t, a);
	text_char(&t, '>');
	clean(&t, "");
	arg = (struct bytes){ t.p, t.n };
	MUST(path_take(&arg, true, &b) && arg.n == 0);
	MUST(memcmp(a, &b, sizeof(b)) == 0);
}

static void
hostile(struct bytes s)
{
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);
	struct bytes local = { s.p, s.n < LIM_LOCAL ? s.n : LIM_LOCAL };
	struct bytes domain = bytes_skip(s, local.n);
	struct addr a;
	struct trace tr = { .from = &a,
		.rcpt = &a,
		.helo = s,
		.ip = s,
		.hostname = s,
		.comment = s,
		.when = 1 };

	if (domain.n > LIM_DOMAIN)
		domain.n = LIM_DOMAIN;
	MUST(addr_set(&a, local, domain));
	trace_put(&t, &tr);
	clean(&t, "\t\n");
	t.n = 0;
	path_put(&t, &a);
	clean(&t, "");
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct bytes all = { (const char *)p, n }, arg;
	struct addr a;

	if (n < 1)
		return 0;
	all = bytes_skip(all, 1);
	arg = all;
	if (path_take(&arg, p[0] & 1, &a)) {
		MUST(arg.p > all.p && arg.p + arg.n == all.p + all.n);
		MUST(arg.n == 0 || arg.p[0] == ' ');
		MUST(addr_sane(&a));
		MUST(arg.p - all.p <= LIM_PATH + 3);
		there_and_back(&a);
	} else {
		MUST(arg.p == all.p && arg.n == all.n);
	}
	hostile(all);
	return 0;
}
