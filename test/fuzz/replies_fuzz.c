/*
 * replies_fuzz.c - what a server says, line by line.
 */
#include "fuzz.h"
#include "smtp/replies.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct reply r;
	struct bytes in = { (const char *)p, n }, line, rest;
	enum reply_rc rc = REPLY_MORE;
	struct offers o;
	char buf[4096];

	r.code = 0;
	r.n = 0;
	while (rc != REPLY_GARBAGE && reply_cut(&in, &line)) {
		struct text shown = TEXT(buf);
		size_t lines = 0;

		if (rc == REPLY_DONE)
			r.code = r.n = 0;
		rc = reply_line(&r, line);
		if (rc == REPLY_GARBAGE)
			break;
		MUST(r.code >= 200 && r.code <= 599 && r.n <= REPLY_TEXT);
		reply_show(&r, &shown);
		MUST(!shown.over);
		for (size_t i = 0; i < shown.n; i++)
			MUST(shown.p[i] >= ' ' && shown.p[i] < 0x7f);
		for (rest = reply_text(&r); reply_next(&rest, &line);)
			lines++;
		MUST(lines > 0);
		reply_offers(&r, &o);
		MUST(o.rcptmax > 0 && o.rcptmax <= LIM_RCPT_MAX);
	}
	return 0;
}
