/*
 * headers_fuzz.c - a message: its fields, the addresses in them, and what
 * goes out. The first octet says how large the pieces are, and whether lone
 * CRs are mended.
 */
#include "fuzz.h"
#include "proto/path.h"
#include "smtp/fields.h"
#include "smtp/outgoing.h"

#include <string.h>

/* Every address can be said to a server: it is read back as it was. */
static bool
add(void *arg, const struct addr *a, const char *behind)
{
	char buf[4 * LIM_PATH];
	struct text t = TEXT(buf);
	struct bytes path;
	struct addr again;

	MUST(behind != NULL);
	MUST(addr_sane(a) && !addr_is_null(a));
	text_char(&t, '<');
	path_put(&t, a);
	text_char(&t, '>');
	MUST(!t.over && memchr(t.p, '\r', t.n) == NULL &&
	     memchr(t.p, '\n', t.n) == NULL);
	path = text_bytes(&t);
	/* The server may be stricter about domains than mail headers are. */
	if (path_take(&path, true, &again))
		MUST(path.n == 0 && addr_ieq(a, &again));
	++*(size_t *)arg;
	return true;
}

struct watch {
	bool cr, dot; /* the last octet; the first of the line */
	size_t column, dots;
};

/* Only CRLF ends a line, and no line is a dot alone. */
static void
check(struct watch *w, const char *p, size_t n, bool mended)
{
	for (size_t i = 0; i < n; i++) {
		MUST(p[i] != '\n' || w->cr);
		MUST(!mended || !w->cr || p[i] == '\n');
		if (w->column == 0)
			w->dot = p[i] == '.';
		else if (w->column == 1 && w->dot)
			MUST(p[i] == '.');
		w->dots += w->column == 0 && w->dot;
		w->column = p[i] == '\n' ? 0 : w->column + 1;
		w->cr = p[i] == '\r';
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct message m;
	struct outgoing o = { .m = &m, .dots = true };
	struct watch w = { .cr = false };
	size_t cap, got, all = 0, added = 0;
	struct bytes where;
	char piece[256];

	if (n == 0)
		return 0;
	memset(&m, 0, sizeof(m));
	m.raw = (struct bytes){ (const char *)p + 1, n - 1 };
	m.added = TEXT(m.room);
	m.mend = p[0] & 128;
	m.domain = "b.example";
	cap = 8 + (p[0] & 127);
	message_study(&m);
	MUST(m.header <= m.raw.n);
	while ((got = outgoing_next(&o, piece, cap)) > 0) {
		check(&w, piece, got, m.mend);
		all += got;
	}
	MUST(all - w.dots == m.size && w.column == 0);
	(void)fields_recipients(&m, add, &added, &where);
	(void)header_addresses(m.raw, add, &added, &where);
	return 0;
}
