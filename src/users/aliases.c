/*
 * aliases.c - the aliases file, aliases(5): name by name, target by target.
 * Runs in the guard and the tools; the file may hold anything.
 */
#include "users/aliases.h"

#include <errno.h>
#include <string.h>

void
aliases_init(struct aliases *a, int fd, const char *path, struct report *r,
    unsigned *said)
{
	lines_init(&a->lines, fd);
	a->path = path;
	a->report = r;
	a->said = said;
	a->rest = BYTES("");
	a->name_line = 0;
	a->skip = a->empty = false;
}

struct alias_place
aliases_here(const struct aliases *a)
{
	return (struct alias_place){ a->lines.start, a->lines.number, FIT_NOT };
}

void
aliases_go(struct aliases *a, const struct alias_place *place)
{
	a->lines.base = place->at;
	a->lines.number = place->line - 1;
}

/* As bytes_cut, but a STOP in quotes or behind a backslash does not count. */
static bool
cut_unquoted(struct bytes *rest, char stop, struct bytes *head)
{
	bool quoted = false;

	for (size_t i = 0; i < rest->n; i++) {
		char c = rest->p[i];

		if (c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == stop && !quoted) {
			*head = (struct bytes){ rest->p, i };
			*rest = bytes_skip(*rest, i + 1);
			return true;
		}
	}
	return false;
}

/* Takes quotes and backslashes off. *AT becomes the place of the @ outside of
 * quotes, or stays. */
static bool
unquote(struct bytes raw, struct text *t, size_t *at, const char **why)
{
	bool quoted = false;

	for (size_t i = 0; i < raw.n; i++) {
		char c = raw.p[i];

		quoted ^= c == '"';
		*why = "a backslash at the end";
		if (c == '\\' && ++i == raw.n)
			return false;
		*why = "an address has one @ only";
		if (!quoted && c == '@' && *at != SIZE_MAX)
			return false;
		if (!quoted && c == '@')
			*at = t->n;
		*why = "blank or punctuation outside of quotes";
		if (!quoted && (ascii_blank(c) || strchr(":<>()", c) != NULL))
			return false;
		if (c != '"')
			text_char(t, raw.p[i]);
	}
	*why = quoted ? "an open quote" : "too long for an address";
	return !quoted && !t->over;
}

/* Parses one name or target: atoms and quoted strings, with or without @domain.
 * False, with *WHY: it is no address. */
static bool
parse_word(struct bytes raw, struct addr *out, const char **why)
{
	char buf[LIM_LOCAL + 1 + LIM_DOMAIN];
	struct text t = TEXT(buf);
	size_t at = SIZE_MAX;
	struct bytes local, domain;

	if (!unquote(raw, &t, &at, why))
		return false;
	local = (struct bytes){ t.p, at < t.n ? at : t.n };
	domain = bytes_skip(text_bytes(&t), local.n + 1);
	*why = "an address needs both its parts";
	if (at != SIZE_MAX && (domain.n == 0 || local.n == 0))
		return false;
	*why = "too long for an address";
	if (!addr_set(out, local, domain))
		return false;
	*why = "control byte, broken UTF-8, or nothing in an address";
	return local.n > 0 && addr_sane(out);
}

static void
bad_line(struct aliases *a, unsigned line, const char *why, struct bytes show)
{
	if (line <= *a->said)
		return;
	report(a->report, a->path, line, why, show);
}

/* How a target begins that is no address and that we do not serve, and why. */
static const struct {
	const char *begin, *why;
} not_served[] = {
	{ ":include:", "lists of addresses are not read" },
	{ "|", "commands are not run" },
	{ "/", "files are not written" },
};

/* The reason why this target is not served; NULL if it may be an address. */
static const char *
why_not_served(struct bytes raw)
{
	if (raw.n > 0 && raw.p[0] == '"')
		raw = bytes_skip(raw, 1);
	for (size_t i = 0; i < sizeof(not_served) / sizeof(not_served[0]); i++)
		if (bytes_istarts(raw, bytes_str(not_served[i].begin)))
			return not_served[i].why;
	return NULL;
}

static bool
next_target(struct aliases *a, struct addr *out)
{
	while (a->rest.n > 0) {
		struct bytes raw = a->rest;
		const char *why;

		if (!cut_unquoted(&a->rest, ',', &raw))
			a->rest = BYTES("");
		raw = bytes_trim(raw);
		if (raw.n == 0)
			continue;
		a->empty = false;
		why = why_not_served(raw);
		if (why == NULL && parse_word(raw, out, &why))
			return true;
		bad_line(a, a->lines.number, why, raw);
	}
	return false;
}

static void
end_alias(struct aliases *a)
{
	if (a->empty && a->fresh)
		report(a->report, a->path, a->name_line,
		    "an alias without targets", BYTES(""));
	a->empty = false;
}

/* Takes `name:` off the front of LINE, which begins an alias. */
static bool
begin_alias(struct aliases *a, struct bytes line, struct addr *out)
{
	const char *why = "not of the form name: target, ...";
	struct bytes rest = line, raw;

	end_alias(a);
	a->name_line = a->lines.number;
	a->fresh = a->lines.number > *a->said;
	a->skip = !cut_unquoted(&rest, ':', &raw) ||
		  !parse_word(bytes_trim(raw), out, &why);
	if (a->skip) {
		bad_line(a, a->lines.number, why, line);
		return false;
	}
	a->rest = rest;
	a->empty = true;
	return true;
}

/* The next line that is not empty. */
static enum lines_rc
next_line(struct aliases *a, struct bytes *line)
{
	enum lines_rc rc;

	for (;;) {
		if (a->lines.number > *a->said)
			*a->said = a->lines.number;
		rc = lines_next(&a->lines, line);
		if (rc == LINES_LONG) {
			bad_line(
			    a, a->lines.number, "line too long", BYTES(""));
			a->skip = true;
			a->empty = false;
		} else if (rc != LINES_OK ||
			   (bytes_trim(*line).n > 0 &&
			       bytes_trim(*line).p[0] != '#')) {
			return rc;
		}
	}
}

enum alias_item
aliases_next(struct aliases *a, struct addr *out)
{
	while (!next_target(a, out)) {
		struct bytes line;
		enum lines_rc rc = next_line(a, &line);

		if (rc == LINES_ERROR)
			return ALIAS_ERROR;
		if (rc == LINES_END) {
			end_alias(a);
			return ALIAS_END;
		}
		if (!ascii_blank(line.p[0])) {
			if (begin_alias(a, line, out))
				return ALIAS_NAME;
		} else if (a->name_line == 0 && !a->skip) {
			bad_line(a, a->lines.number,
			    "a line that continues nothing", line);
		} else if (!a->skip) {
			a->rest = line;
		}
	}
	return ALIAS_TARGET;
}
