/*
 * edit.c - one line being typed, and those typed before.
 * Runs in the client, confined. Nothing of it is ever kept in a file: a
 * password may be among the lines.
 */
#include "smtp/edit.h"

#include <string.h>

#define CTRL(c) ((c)&0x1f)

static void
insert(struct edit *e, char c)
{
	if (e->n == sizeof(e->line))
		return;
	memmove(e->line + e->at + 1, e->line + e->at, e->n - e->at);
	e->line[e->at++] = c;
	e->n++;
}

/* Takes out what lies between FROM and the cursor. */
static void
cut(struct edit *e, size_t from)
{
	memmove(e->line + from, e->line + e->at, e->n - e->at);
	e->n -= e->at - from;
	e->at = from;
}

static void
cut_word(struct edit *e)
{
	size_t from = e->at;

	while (from > 0 && e->line[from - 1] == ' ')
		from--;
	while (from > 0 && e->line[from - 1] != ' ')
		from--;
	cut(e, from);
}

static void
cut_next(struct edit *e)
{
	if (e->at == e->n)
		return;
	e->at++;
	cut(e, e->at - 1);
}

/* BACK lines ago; 0 is a new, empty one. */
static void
recall(struct edit *e, unsigned back)
{
	if (back > e->past_n)
		return;
	e->back = back;
	e->n = back == 0 ? 0 : e->past[e->past_n - back].n;
	if (back > 0)
		memcpy(e->line, e->past[e->past_n - back].line, e->n);
	e->at = e->n;
}

/* A key that is not a character, by the letter that names it: for cursor
 * keys, what ends their sequence, else what the control key goes with. */
static void
command(struct edit *e, char c)
{
	switch (c) {
	case 'A':
		recall(e, e->back + 1);
		break;
	case 'B':
		recall(e, e->back > 0 ? e->back - 1 : 0);
		break;
	case 'C':
		e->at += e->at < e->n;
		break;
	case 'D':
		e->at -= e->at > 0;
		break;
	case 'H':
		e->at = 0;
		break;
	case 'F':
		e->at = e->n;
		break;
	case '~':
		if (e->digit == '3')
			cut_next(e);
		else if (e->digit == '1' || e->digit == '7')
			e->at = 0;
		else if (e->digit == '4' || e->digit == '8')
			e->at = e->n;
		break;
	}
}

/* Control keys, as the line editors of shells have them. */
static void
control(struct edit *e, char c)
{
	static const struct {
		char key, command;
	} keys[] = { { CTRL('P'), 'A' }, { CTRL('N'), 'B' }, { CTRL('F'), 'C' },
		{ CTRL('B'), 'D' }, { CTRL('A'), 'H' }, { CTRL('E'), 'F' } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].key == c)
			command(e, keys[i].command);
	if ((c == '\b' || c == 0x7f) && e->at > 0)
		cut(e, e->at - 1);
	else if (c == CTRL('D'))
		cut_next(e);
	else if (c == CTRL('U'))
		cut(e, 0);
	else if (c == CTRL('W'))
		cut_word(e);
	else if (c == CTRL('K'))
		e->n = e->at;
}

enum edit_rc
edit_key(struct edit *e, char c)
{
	if (e->escape == 1) {
		e->escape = c == '[' || c == 'O' ? 2 : 0;
		e->digit = '\0';
	} else if (e->escape == 2) {
		if (c >= '0' && c <= '9')
			e->digit = c;
		else if (c >= '@')
			e->escape = 0;
		if (e->escape == 0)
			command(e, c);
	} else if (c == 0x1b) {
		e->escape = 1;
	} else if (c == '\r' || c == '\n') {
		return EDIT_DONE;
	} else if (c == CTRL('D') && e->n == 0) {
		return EDIT_END;
	} else if ((unsigned char)c >= ' ' && c != 0x7f) {
		insert(e, c);
	} else {
		control(e, c);
	}
	return EDIT_MORE;
}

void
edit_next(struct edit *e, bool keep)
{
	if (keep && e->n > 0) {
		if (e->past_n == EDIT_PAST)
			memmove(e->past, e->past + 1,
			    sizeof(e->past) - sizeof(e->past[0]));
		else
			e->past_n++;
		memcpy(e->past[e->past_n - 1].line, e->line, e->n);
		e->past[e->past_n - 1].n = e->n;
	}
	e->n = e->at = e->back = 0;
}

void
edit_draw(const struct edit *e, struct text *t)
{
	size_t room = e->columns > 1 ? e->columns - 1 : 1;
	size_t from = e->at > room ? e->at - room : 0;
	size_t shown = e->n - from < room ? e->n - from : room;

	text_str(t, "\r");
	text_put(t, (struct bytes){ e->line + from, shown });
	text_str(t, "\033[K");
	if (from + shown > e->at) {
		text_str(t, "\033[");
		text_num(t, from + shown - e->at);
		text_char(t, 'D');
	}
}
