/*
 * sasl_fuzz.c - AUTH and its answers. The first octet says what is offered; a
 * line each: what stands behind AUTH, then answers.
 */
#include "proto/sasl.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool
zero(const void *p, size_t n)
{
	const char *at = p;

	while (n > 0 && at[n - 1] == 0)
		n--;
	return n == 0;
}

/* A line in memory of its own; most of it has to be wiped afterwards. */
static enum sasl_rc
take(struct sasl *s, struct bytes *rest, bool first, uint8_t how)
{
	struct bytes line, mech;
	enum sasl_rc rc;
	char *copy;

	if (!bytes_cut(rest, '\n', &line)) {
		line = *rest;
		*rest = BYTES("");
	}
	copy = malloc(line.n + 1);
	if (copy == NULL)
		abort();
	memcpy(copy, line.p, line.n);
	line.p = copy;
	rc = first ? sasl_auth(s, line, how & 1, how & 2)
		   : sasl_take(s, copy, line.n, false);
	if (first && !bytes_cut(&line, ' ', &mech))
		line.n = 0;
	if (!zero(line.p, line.n))
		abort();
	free(copy);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes rest = { (const char *)data, n };
	struct sasl s = { 0 };
	enum sasl_rc rc;

	if (n == 0)
		return 0;
	rest = bytes_skip(rest, 1);
	rc = take(&s, &rest, true, data[0]);
	for (unsigned asked = 0; rc == SASL_ASK; asked++) {
		if (asked > 2 || strlen(sasl_challenge(&s)) % 4 != 0)
			abort();
		rc = take(&s, &rest, false, 0);
	}
	if (s.login.name_n > LIM_LOGIN || s.login.password_n > LIM_PASSWORD)
		abort();
	if (rc != SASL_DONE && !zero(&s, sizeof(s)))
		abort();
	return 0;
}
