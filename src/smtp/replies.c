/*
 * replies.c - what a server says, taken apart. Pure.
 * Runs in the client, confined. Trusts nothing: the server may be hostile,
 * and so may the network.
 */
#include "smtp/replies.h"

#include <string.h>

bool
reply_cut(struct bytes *in, struct bytes *line)
{
	if (!bytes_cut(in, '\n', line))
		return false;
	/* A lone LF stays at the end; reply_line calls that garbage. */
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	else
		line->n++;
	return true;
}

enum reply_rc
reply_line(struct reply *r, struct bytes line)
{
	uint64_t code;
	char sep = line.n > 3 ? line.p[3] : ' ';

	for (size_t i = 0; i < line.n; i++)
		if (memchr("\0\r\n", line.p[i], 3) != NULL)
			return REPLY_GARBAGE;
	if (line.n < 3 || (sep != ' ' && sep != '-') ||
	    !num_parse((struct bytes){ line.p, 3 }, 599, &code) || code < 200 ||
	    (r->code != 0 && r->code != code))
		return REPLY_GARBAGE;
	line = bytes_skip(line, 4);
	if (line.n + (r->code != 0) > sizeof(r->text) - r->n)
		return REPLY_GARBAGE;
	if (r->code != 0)
		r->text[r->n++] = '\n';
	if (line.n > 0)
		memcpy(r->text + r->n, line.p, line.n);
	r->n += (uint32_t)line.n;
	r->code = (unsigned)code;
	return sep == '-' ? REPLY_MORE : REPLY_DONE;
}

struct bytes
reply_text(const struct reply *r)
{
	return (struct bytes){ r->text, r->n };
}

bool
reply_next(struct bytes *rest, struct bytes *line)
{
	if (rest->p == NULL)
		return false;
	if (!bytes_cut(rest, '\n', line)) {
		*line = *rest;
		rest->p = NULL;
		rest->n = 0;
	}
	return true;
}

void
reply_show(const struct reply *r, struct text *t)
{
	struct bytes rest = reply_text(r), line;
	char buf[REPLY_TEXT + 8];
	struct text flat = TEXT(buf);

	text_num(&flat, r->code);
	while (reply_next(&rest, &line)) {
		text_char(&flat, ' ');
		text_put(&flat, line);
	}
	text_quoted(t, text_bytes(&flat), 400);
}

/* Reads the mechanisms behind AUTH. */
static void
mechanisms(struct bytes list, struct offers *o)
{
	while (list.n > 0) {
		struct bytes word = bytes_take(&list, ' ');

		o->plain |= bytes_ieq(word, BYTES("PLAIN"));
		o->login |= bytes_ieq(word, BYTES("LOGIN"));
		o->external |= bytes_ieq(word, BYTES("EXTERNAL"));
	}
}

static void
limits(struct bytes list, struct offers *o)
{
	uint64_t v;

	while (list.n > 0) {
		struct bytes word = bytes_take(&list, ' ');

		if (bytes_istarts(word, BYTES("RCPTMAX=")) &&
		    num_parse(bytes_skip(word, 8), LIM_RCPT_MAX, &v) && v > 0)
			o->rcptmax = v;
	}
}

void
reply_offers(const struct reply *r, struct offers *o)
{
	struct bytes rest = reply_text(r), line, word;

	*o = (struct offers){ .rcptmax = LIM_RCPT_MIN };
	/* The first line is the server's name and greeting. */
	(void)reply_next(&rest, &line);
	while (reply_next(&rest, &line)) {
		word = bytes_take(&line, ' ');
		o->pipelining |= bytes_ieq(word, BYTES("PIPELINING"));
		o->size |= bytes_ieq(word, BYTES("SIZE"));
		o->eightbit |= bytes_ieq(word, BYTES("8BITMIME"));
		o->utf8 |= bytes_ieq(word, BYTES("SMTPUTF8"));
		o->starttls |= bytes_ieq(word, BYTES("STARTTLS"));
		o->startnoise |= bytes_ieq(word, BYTES("STARTNOISE"));
		if (bytes_ieq(word, BYTES("AUTH")))
			mechanisms(line, o);
		else if (bytes_ieq(word, BYTES("LIMITS")))
			limits(line, o);
	}
}
