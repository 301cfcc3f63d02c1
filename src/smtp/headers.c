/*
 * headers.c - the header of a message, and the addresses in it.
 * Runs in the client, before it connects. The message may be anything, for
 * programs pass on what strangers typed into a form.
 */
#include "smtp/headers.h"

#include <string.h>

bool
header_next(struct bytes *rest, struct field *f)
{
	size_t n = 0, end, at;

	while (n < rest->n && rest->p[n] > ' ' && rest->p[n] < 0x7f &&
	       rest->p[n] != ':')
		n++;
	at = n;
	while (at < rest->n && ascii_blank(rest->p[at]))
		at++;
	if (n == 0 || at == rest->n || rest->p[at] != ':')
		return false;
	f->name = (struct bytes){ rest->p, n };
	end = ++at;
	/* A line that begins with a blank goes on with the one before. */
	for (;;) {
		const char *nl = memchr(rest->p + end, '\n', rest->n - end);

		end = nl != NULL ? (size_t)(nl - rest->p) + 1 : rest->n;
		if (end == rest->n || !ascii_blank(rest->p[end]))
			break;
	}
	f->body = (struct bytes){ rest->p + at, end - at };
	*rest = bytes_skip(*rest, end);
	return true;
}

enum { T_END, T_WORD = 256, T_LITERAL, T_BAD };

/* The scanner. TOK is the current token; words and literals are added to
 * VALUE, unquoted. */
struct scan {
	struct bytes in;
	int tok;
	const char *word;   /* behind the last word */
	const char *behind; /* behind the last local part */
	struct text value;
	char buf[LIM_DOMAIN];
};

/* Skips a comment and those nested in it. */
static bool
comment(struct bytes *in)
{
	size_t depth = 0;

	do {
		if (in->p[0] == '\\' && in->n > 1)
			*in = bytes_skip(*in, 1);
		else if (in->p[0] == '(')
			depth++;
		else if (in->p[0] == ')')
			depth--;
		*in = bytes_skip(*in, 1);
	} while (in->n > 0 && depth > 0);
	return depth == 0;
}

static bool
blanks(struct bytes *in)
{
	while (in->n > 0)
		if (memchr(" \t\r\n", in->p[0], 4) != NULL)
			*in = bytes_skip(*in, 1);
		else if (in->p[0] != '(')
			break;
		else if (!comment(in))
			return false;
	return true;
}

/* Reads a quoted string or a domain literal up to CLOSE. A literal keeps its
 * brackets; a quoted string loses its quotes and folds. */
static int
enclosed(struct scan *s, char close, int tok)
{
	if (tok == T_LITERAL)
		text_char(&s->value, '[');
	for (;;) {
		char c;

		s->in = bytes_skip(s->in, 1);
		if (s->in.n > 1 && s->in.p[0] == '\\')
			s->in = bytes_skip(s->in, 1);
		else if (s->in.n > 0 && s->in.p[0] == close)
			break;
		if (s->in.n == 0)
			return T_BAD;
		c = s->in.p[0];
		if (c != '\r' && c != '\n')
			text_char(&s->value, c);
	}
	if (tok == T_LITERAL)
		text_char(&s->value, ']');
	s->in = bytes_skip(s->in, 1);
	return tok;
}

static bool
in_atom(char c)
{
	return c != ' ' && !ascii_control(c) &&
	       strchr("()<>[]:;@\\,.\"", c) == NULL;
}

static int
token(struct scan *s)
{
	char c;

	if (!blanks(&s->in))
		return T_BAD;
	if (s->in.n == 0)
		return T_END;
	c = s->in.p[0];
	if (c == '"')
		return enclosed(s, '"', T_WORD);
	if (c == '[')
		return enclosed(s, ']', T_LITERAL);
	if (c != '\0' && strchr("<>@:,;.", c) != NULL) {
		s->in = bytes_skip(s->in, 1);
		return c;
	}
	if (!in_atom(c))
		return T_BAD;
	for (; s->in.n > 0 && in_atom(s->in.p[0]); s->in = bytes_skip(s->in, 1))
		text_char(&s->value, s->in.p[0]);
	return T_WORD;
}

/* Reads words and dots into VALUE. True if they form a local part or a
 * domain, with exactly one dot between two words. TOK is the token behind
 * them. */
static bool
dotted(struct scan *s)
{
	bool word = false, good = true;

	s->value.n = 0;
	s->value.over = false;
	while ((s->tok = token(s)) == T_WORD || s->tok == '.') {
		good = good && word == (s->tok == '.');
		word = s->tok == T_WORD;
		s->word = s->in.p;
		if (!word)
			text_char(&s->value, '.');
	}
	return good && word && !s->value.over;
}

/* TOK is `@`: reads the domain, and the token behind it. */
static bool
domain(struct scan *s, struct addr *a)
{
	struct addr local = *a;
	bool good = dotted(s);

	if (s->tok == T_LITERAL && s->value.n > 0 && s->value.p[0] == '[') {
		good = !s->value.over;
		s->tok = token(s);
	}
	/* These would end a path early. */
	for (size_t i = 0; good && i < s->value.n; i++)
		good = s->value.p[i] != '\0' &&
		       strchr("<>()@,;\\\" ", s->value.p[i]) == NULL;
	return good && addr_set(a, addr_local(&local), text_bytes(&s->value));
}

/* Reads the rest of `local` or `local@domain`. GOOD: VALUE is a local part. */
static bool
spec(struct scan *s, bool good, struct addr *a)
{
	s->behind = s->word;
	return good && addr_set(a, text_bytes(&s->value), BYTES("")) &&
	       (s->tok != '@' || domain(s, a)) && addr_sane(a) &&
	       !addr_is_null(a);
}

/* TOK is `<`: reads the address, and the token behind `>`. */
static bool
angle(struct scan *s, struct addr *a)
{
	bool good = dotted(s);

	if (s->value.n == 0 && s->tok == '@') {
		struct addr route = { 0 };

		while ((s->tok == '@' && domain(s, &route)) || s->tok == ',')
			if (s->tok == ',')
				s->tok = token(s);
		if (s->tok != ':')
			return false;
		good = dotted(s);
	}
	if (!spec(s, good, a) || s->tok != '>')
		return false;
	s->tok = token(s);
	return true;
}

bool
header_addresses(
    struct bytes list, header_add *add, void *arg, struct bytes *where)
{
	struct scan s = { .in = list };
	bool group = false, good, some;
	struct addr a;

	s.value = TEXT(s.buf);
	for (*where = s.in;; *where = s.in) {
		good = dotted(&s);
		some = s.value.n > 0 || s.value.over;
		if (s.tok == ':' && !group) {
			group = true;
			continue;
		}
		if (s.tok == '<')
			some = good = angle(&s, &a);
		else if (some || s.tok == '@')
			some = good = spec(&s, good, &a);
		else
			good = true;
		if (s.tok == ';' && group) {
			group = false;
			/* A group is followed by a comma or by the end. */
			if (good && some && !add(arg, &a, s.behind))
				return false;
			some = false;
			s.tok = token(&s);
		}
		if (!good || (s.tok != ',' && s.tok != T_END) ||
		    (some && !add(arg, &a, s.behind)))
			return false;
		if (s.tok == T_END)
			return !group;
	}
}
