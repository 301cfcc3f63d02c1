/*
 * userline.c - one change to one user's line.
 * Runs in the tools and, where accounts are made, in the guard.
 */
#include "users/userline.h"
#include "users/users.h"

static bool
is_line_of(struct bytes line, const struct addr *who, struct bytes *fields)
{
	struct addr a;
	const char *why;

	return users_parse(line, &a, fields, &why) == USERS_LINE_ENTRY &&
	       addr_ieq(&a, who);
}

bool
userline_look(const struct textfile *e, struct userline *c)
{
	static struct lines l;
	struct bytes line, fields, field;
	enum lines_rc rc;
	struct addr a;
	const char *why;

	c->lines = 0;
	c->entries = 0;
	c->password = c->same = false;
	lines_init(&l, e->fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		if (rc == LINES_LONG ||
		    users_parse(line, &a, &fields, &why) != USERS_LINE_ENTRY)
			continue;
		c->entries++;
		if (!addr_ieq(&a, c->who))
			continue;
		if (c->lines++ > 0)
			continue;
		field = bytes_take(&fields, ':');
		c->password = field.n > 0;
		c->same = bytes_eq(field, c->hash);
	}
	return rc == LINES_END;
}

/* The address as it stands, the hash, and the fields behind it. */
static void
userline_put(
    struct text *out, struct bytes line, struct bytes fields, struct bytes hash)
{
	struct bytes old, address = line;

	if (fields.n > 0)
		address.n = (size_t)(fields.p - line.p) - 1;
	else if (address.n > 0 && address.p[address.n - 1] == ':')
		address.n--;
	if (!bytes_cut(&fields, ':', &old))
		fields = BYTES("::::");
	text_put(out, address);
	text_char(out, ':');
	text_put(out, hash);
	text_char(out, ':');
	text_put(out, fields);
}

static void
new_line(struct text *out, const struct userline *c)
{
	addr_put_plain(out, c->who);
	if (c->hash.n > 0) {
		text_char(out, ':');
		text_put(out, c->hash);
		text_str(out, ":::::");
	}
}

static enum textfile_what
apply(void *arg, const struct bytes *line, struct text *out)
{
	struct userline *c = arg;
	struct bytes fields;

	if (line == NULL && c->lines == 0 && !c->remove) {
		new_line(out, c);
		return TEXTFILE_REPLACE;
	}
	if (line == NULL || !is_line_of(*line, c->who, &fields))
		return TEXTFILE_KEEP;
	c->lines++;
	if (c->remove)
		return TEXTFILE_DROP;
	/* The first line of an address counts; others stay as they are. */
	if (c->lines > 1)
		return TEXTFILE_KEEP;
	userline_put(out, *line, fields, c->hash);
	return TEXTFILE_REPLACE;
}

bool
userline_lines(struct textfile *e, struct userline *c)
{
	c->lines = 0;
	/* The file holds hashes, so others may not read it. */
	e->closed = true;
	return textfile_rewrite(e, apply, c);
}

bool
userline_add(struct textfile *e, const struct userline *c)
{
	char buf[LIM_USERS_LINE];
	struct text line = TEXT(buf);

	new_line(&line, c);
	return !line.over && textfile_append(e, text_bytes(&line));
}
