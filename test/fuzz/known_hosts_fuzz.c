/*
 * known_hosts_fuzz.c - lines of known_hosts, and the spelling of servers: a
 * line each.
 */
#include "fuzz.h"
#include "smtp/target.h"
#include "smtp/trust.h"
#include "vault/key.h"

#include <string.h>

static void
try(struct bytes line)
{
	struct trust t = { .host = "mx.example:25" };
	char buf[2 * LIM_FILE];
	struct text again = TEXT(buf);
	struct known k, same;
	const char *why = NULL;
	struct target target;

	if (target_parse(&target, line))
		MUST(strlen(target.name) >= strlen(target.host));
	switch (known_parse(line, &k, &why)) {
	case KNOWN_BAD:
		MUST(why != NULL);
		break;
	case KNOWN_NONE:
		break;
	case KNOWN_OTHER:
		MUST(k.host.n > 0);
		break;
	case KNOWN_ENTRY:
		MUST(k.host.n > 0 && !key_low_order(k.key));
		trust_line(&t, k.key, &again);
		MUST(!again.over && known_parse(text_bytes(&again), &same,
					&why) == KNOWN_ENTRY);
		MUST(memcmp(k.key, same.key, NOISE_KEY) == 0);
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct bytes rest = { (const char *)p, n }, line;

	while (bytes_cut(&rest, '\n', &line))
		try(line);
	try(rest);
	return 0;
}
