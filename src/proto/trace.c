/*
 * trace.c - the trace header.
 * Runs in the guard. Addresses, HELO name and IP are the peer's and have
 * been checked before; nothing here relies on that.
 */
#include "proto/trace.h"

#include "proto/path.h"

#include <string.h>

#define DAY 86400
#define YEAR_9999 INT64_C(253402300799) /* its last second */

struct date {
	uint64_t year;
	unsigned month, day; /* both from 1 */
};

/* Computes the date from the days since 1970-01-01. Years are taken to begin
 * with March, so that a leap day is their last; four hundred of them are
 * 146,097 days, and their months have 30.6 of them, rounded. */
static struct date
civil(uint64_t days)
{
	uint64_t all = days + 719468, day = all % 146097;
	uint64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	uint64_t month;

	day -= 365 * year + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	return (struct date){ all / 146097 * 400 + year + (month >= 10),
		(unsigned)(month < 10 ? month + 3 : month - 9),
		(unsigned)(day - (153 * month + 2) / 5 + 1) };
}

void
trace_date(struct text *t, time_t when)
{
	static const char days[] = "Thu, Fri, Sat, Sun, Mon, Tue, Wed, ";
	static const char months[] =
	    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
	uint64_t s = when < 0 ? 0 : (uint64_t)when;
	struct date d;

	if (s > YEAR_9999)
		s = YEAR_9999;
	d = civil(s / DAY);
	text_put(t, (struct bytes){ days + s / DAY % 7 * 5, 5 });
	text_pad(t, d.day, 2);
	text_char(t, ' ');
	text_put(t, (struct bytes){ months + (d.month - 1) * 4, 4 });
	text_pad(t, d.year, 4);
	text_char(t, ' ');
	text_pad(t, s % DAY / 3600, 2);
	text_char(t, ':');
	text_pad(t, s % 3600 / 60, 2);
	text_char(t, ':');
	text_pad(t, s % 60, 2);
	text_str(t, " +0000");
}

/* Puts an address literal (RFC 5321 4.1.3), or a word like local or unknown as
 * it is. A zone (fe80::1%eth0) means something on this machine only. */
static void
put_ip(struct text *t, struct bytes ip)
{
	bool v6 = ip.n > 0 && memchr(ip.p, ':', ip.n) != NULL;
	bool v4 = ip.n > 0 && !v6 && ascii_digit(ip.p[0]);

	ip = bytes_take(&ip, '%');
	if (ip.n > LIM_PEER)
		ip.n = LIM_PEER;
	text_str(t, v6 ? "[IPv6:" : v4 ? "[" : "");
	path_put_domain(t, ip);
	text_str(t, v6 || v4 ? "]" : "");
}

/* A comment's own parentheses and backslashes would end it early. */
static void
put_comment(struct text *t, struct bytes b)
{
	if (b.n == 0)
		return;
	text_str(t, " (");
	for (size_t i = 0; i < b.n && i < LIM_DOMAIN; i++) {
		char c = b.p[i];
		bool ok =
		    c >= ' ' && c <= '~' && c != '(' && c != ')' && c != '\\';

		text_char(t, ok ? c : '?');
	}
	text_char(t, ')');
}

static void
trace_put_host(struct text *t, struct bytes name)
{
	if (name.n > LIM_DOMAIN)
		name.n = LIM_DOMAIN;
	path_put_domain(t, name.n > 0 ? name : BYTES("unknown"));
}

void
trace_put(struct text *t, const struct trace *tr)
{
	text_str(t, "Return-Path: <");
	path_put(t, tr->from);
	text_str(t, ">\nReceived: from ");
	trace_put_host(t, tr->helo);
	text_str(t, " (");
	put_ip(t, tr->ip);
	text_str(t, ")\n\tby ");
	trace_put_host(t, tr->hostname);
	text_str(t, " with ");
	text_put(t, tr->protocol);
	put_comment(t, tr->comment);
	text_str(t, "\n\tid ");
	text_put(t, tr->id);
	if (tr->rcpt != NULL) {
		text_str(t, "\n\tfor <");
		path_put(t, tr->rcpt);
		text_char(t, '>');
	}
	text_str(t, ";\n\t");
	trace_date(t, tr->when);
	text_char(t, '\n');
}
