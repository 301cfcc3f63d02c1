/*
 * sasl_fuzz.c - answers to AUTH. The first octet chooses the mechanism and
 * whether the first line is an initial response; a line each.
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes rest = { (const char *)data, n }, line;
	enum sasl_rc rc = SASL_ASK;
	bool initial;
	struct sasl s;
	enum sasl_mech mech;

	if (n == 0)
		return 0;
	(void)sasl_find(rest, &mech);
	sasl_begin(&s, (enum sasl_mech)(data[0] % 3));
	initial = data[0] & 128;
	rest = bytes_skip(rest, 1);
	for (unsigned asked = 0; rc == SASL_ASK; asked++) {
		char *copy;

		if (asked > 2 || strlen(sasl_challenge(&s)) % 4 != 0)
			abort();
		if (!bytes_cut(&rest, '\n', &line)) {
			line = rest;
			rest = BYTES("");
		}
		copy = malloc(line.n + 1);
		if (copy == NULL)
			abort();
		memcpy(copy, line.p, line.n);
		rc = sasl_take(&s, copy, line.n, initial);
		if (!zero(copy, line.n) || s.login.name_n > LIM_LOGIN ||
		    s.login.password_n > LIM_PASSWORD)
			abort();
		free(copy);
		initial = false;
	}
	if (rc != SASL_DONE && !zero(&s, sizeof(s)))
		abort();
	return 0;
}
