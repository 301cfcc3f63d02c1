/*
 * mailargs.c - the parameters of MAIL.
 * Runs in the wire; every octet is the peer's.
 */
#include "proto/mailargs.h"

static enum args_rc
size_arg(struct mailargs *m, struct bytes value)
{
	m->has_size = args_number(value, &m->size);
	return m->has_size ? ARGS_OK : ARGS_BAD;
}

static enum args_rc
body_arg(struct mailargs *m, struct bytes value)
{
	(void)m;
	return bytes_ieq(value, BYTES("8BITMIME")) ||
		       bytes_ieq(value, BYTES("7BIT"))
		   ? ARGS_OK
		   : ARGS_UNKNOWN;
}

static enum args_rc
smtputf8_arg(struct mailargs *m, struct bytes value)
{
	(void)value;
	m->smtputf8 = true;
	return ARGS_OK;
}

/* Its value means nothing to us. */
static enum args_rc
auth_arg(struct mailargs *m, struct bytes value)
{
	(void)m;
	return xtext_valid(value) ? ARGS_OK : ARGS_BAD;
}

static const struct {
	const char *key;
	bool has_value;
	enum args_rc (*take)(struct mailargs *, struct bytes);
} table[] = {
	{ "SIZE", true, size_arg },
	{ "BODY", true, body_arg },
	{ "SMTPUTF8", false, smtputf8_arg },
	{ "AUTH", true, auth_arg },
};

/* A parameter may be there once only; SEEN has a bit for each. */
static enum args_rc
take(struct mailargs *m, unsigned *seen, struct bytes key, struct bytes value)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!bytes_ieq(key, bytes_str(table[i].key)))
			continue;
		if ((*seen & 1U << i) != 0 ||
		    table[i].has_value != (value.n > 0))
			return ARGS_BAD;
		*seen |= 1U << i;
		return table[i].take(m, value);
	}
	return ARGS_UNKNOWN;
}

enum args_rc
mailargs_parse(struct bytes rest, struct mailargs *out)
{
	struct bytes key, value;
	enum args_rc rc;
	unsigned seen = 0;

	*out = (struct mailargs){ 0 };
	for (;;) {
		rc = args_param(&rest, &key, &value);
		if (rc == ARGS_OK)
			rc = take(out, &seen, key, value);
		if (rc == ARGS_END)
			return ARGS_OK;
		if (rc != ARGS_OK)
			return rc;
	}
}
