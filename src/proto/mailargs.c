/*
 * mailargs.c - the parameters of MAIL.
 * Runs in the wire; every octet is the peer's.
 */
#include "proto/mailargs.h"

/* True for the first call: a parameter may be there once only. */
static bool
first(bool *seen)
{
	bool before = *seen;

	*seen = true;
	return !before;
}

static enum args_rc
size_arg(struct mailargs *m, struct bytes value, bool has_value)
{
	(void)has_value;
	if (!first(&m->has_size) || !args_number(value, &m->size))
		return ARGS_BAD;
	return ARGS_OK;
}

static enum args_rc
body_arg(struct mailargs *m, struct bytes value, bool has_value)
{
	if (!first(&m->has_body) || !has_value)
		return ARGS_BAD;
	m->eightbit = bytes_ieq(value, BYTES("8BITMIME"));
	if (m->eightbit || bytes_ieq(value, BYTES("7BIT")))
		return ARGS_OK;
	return ARGS_UNKNOWN;
}

static enum args_rc
smtputf8_arg(struct mailargs *m, struct bytes value, bool has_value)
{
	(void)value;
	return first(&m->smtputf8) && !has_value ? ARGS_OK : ARGS_BAD;
}

static enum args_rc
auth_arg(struct mailargs *m, struct bytes value, bool has_value)
{
	(void)has_value;
	return first(&m->has_auth) && xtext_valid(value) ? ARGS_OK : ARGS_BAD;
}

static const struct {
	const char *key;
	enum args_rc (*take)(struct mailargs *, struct bytes, bool);
} table[] = {
	{ "SIZE", size_arg },
	{ "BODY", body_arg },
	{ "SMTPUTF8", smtputf8_arg },
	{ "AUTH", auth_arg },
};

static enum args_rc
take(struct mailargs *m, struct bytes key, struct bytes value, bool has_value)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (bytes_ieq(key, bytes_str(table[i].key)))
			return table[i].take(m, value, has_value);
	return ARGS_UNKNOWN;
}

enum args_rc
mailargs_parse(struct bytes rest, struct mailargs *out)
{
	struct bytes key, value;
	enum args_rc rc;
	bool has_value;

	*out = (struct mailargs){ 0 };
	for (;;) {
		rc = args_param(&rest, &key, &value, &has_value);
		if (rc == ARGS_OK)
			rc = take(out, key, value, has_value);
		if (rc == ARGS_END)
			return ARGS_OK;
		if (rc != ARGS_OK)
			return rc;
	}
}
