/* aliases_fuzz.c - any aliases file: names and targets are addresses, and
 * mail goes to users and nobody else, in the end. */
#include "fuzz.h"
#include "unit/table.h"
#include "users/aliases.h"

static bool
take(void *arg, const struct addr *a)
{
	struct user found;

	(void)arg;
	MUST(users_find(&table, USERS_ENTRY, a, &found) == USERS_YES);
	MUST(memcmp(&found.addr, a, sizeof(*a)) == 0);
	return true;
}

static void
deliver(struct addr a)
{
	enum resolve_rc rc;

	if (a.domain_n == 0) {
		struct addr bare = a;

		(void)addr_set(&a, addr_local(&bare), BYTES("x.example"));
	}
	rc = users_resolve(&table, &a, take, NULL);
	MUST(rc == RESOLVE_YES || rc == RESOLVE_NO_USER ||
	     (rc == RESOLVE_NOT_OURS &&
		 !bytes_ieq(addr_domain(&a), BYTES("x.example"))));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct aliases file;
	unsigned said = 0;
	enum alias_item item;
	struct addr a;

	/* Too few octets for more targets than there may be. */
	if (n > 1500)
		return 0;
	table_open(BYTES("Bob@x.example\nann@x.example\n@y.example\n"),
	    (struct bytes){ (const char *)p, n });
	aliases_init(&file, table.aliases, "aliases", &table_report, &said);
	while ((item = aliases_next(&file, &a)) <= ALIAS_TARGET) {
		MUST(a.local_n > 0 && addr_sane(&a));
		deliver(a);
	}
	MUST(item == ALIAS_END);
	table_close();
	return 0;
}
