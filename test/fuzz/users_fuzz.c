/* users_fuzz.c - any users file: what stands in it is found, by a scan and by
 * an index alike, and mail to it goes where its first line says. */
#include "fuzz.h"
#include "unit/table.h"

static struct addr box;

static bool
take(void *arg, const struct addr *a)
{
	(void)arg;
	box = *a;
	return true;
}

/* The result of lookups for A now. */
struct answer {
	enum users_rc find, domain, local;
	struct user user, same;
};

static struct answer
ask(const struct addr *a)
{
	struct answer now = { .find = USERS_ERROR };

	now.find = users_find(&table, USERS_ENTRY, a, &now.user);
	now.domain = users_domain(&table, a);
	now.local = table_local(addr_local(a), &now.same);
	MUST(now.find != USERS_ERROR && now.domain != USERS_ERROR &&
	     now.local != USERS_ERROR);
	if (now.find != USERS_YES)
		now.user.at = -1;
	else
		MUST(addr_ieq(&now.user.addr, a) && now.domain == USERS_YES);
	if (now.local != USERS_YES)
		now.same.at = -1;
	return now;
}

static void
agree(const struct addr *a)
{
	struct answer by_index = ask(a), by_scan;
	int fd = table.index.fd;

	MUST(fd >= 0);
	table.index.fd = -1;
	by_scan = ask(a);
	table.index.fd = fd;
	MUST(by_index.find == by_scan.find &&
	     by_index.domain == by_scan.domain &&
	     by_index.local == by_scan.local);
	MUST(by_index.user.at == by_scan.user.at &&
	     by_index.same.at == by_scan.same.at);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct lines l;
	struct bytes fields;
	struct addr a, other;

	if (n > 4096)
		return 0;
	table_open((struct bytes){ (const char *)p, n }, BYTES(""));
	MUST(index_use(&table.index, table_index()));
	lines_init(&l, table.fd);
	while (users_next(&table, &l, &a, &fields) == LINES_OK) {
		agree(&a);
		if (a.local_n > 0) {
			MUST(users_resolve(&table, &a, take, NULL) ==
			     RESOLVE_YES);
			MUST(addr_ieq(&a, &box));
		}
		other = a;
		other.local[0] ^= 1;
		agree(&other);
	}
	table_close();
	return 0;
}
