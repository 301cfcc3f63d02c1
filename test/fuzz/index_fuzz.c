/* index_fuzz.c - any index at all: it never leads to a wrong line. The first
 * octet says what the others are: an index, or changes to a good one. */
#include "fuzz.h"
#include "unit/table.h"

#include <sys/stat.h>

static void
ask(const char *address)
{
	struct addr a = table_addr(address);
	struct user found;
	char buf[64];
	struct bytes fields;

	if (users_find(&table, USERS_ENTRY, &a, &found) == USERS_YES) {
		MUST(addr_ieq(&found.addr, &a));
		MUST(users_fields(&table, &found, buf, sizeof(buf), &fields) ==
		     USERS_YES);
	}
	if (table_local(addr_local(&a), &found) == USERS_YES)
		MUST(bytes_ieq(addr_local(&found.addr), addr_local(&a)));
	if (users_find(&table, USERS_FIRST, NULL, &found) == USERS_YES)
		MUST(found.at == 0 || found.at == 12 || found.at == 24);
	(void)users_domain(&table, &a);
}

/* Triples: an offset of two octets, and what comes there. */
static void
change(int fd, const uint8_t *p, size_t n)
{
	for (; n >= 3; p += 3, n -= 3)
		MUST(pwrite(fd, p + 2, 1, (off_t)(p[0] | p[1] << 8)) == 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct stat st;
	int fd;

	if (n == 0 || n > 65536)
		return 0;
	table_open(BYTES("a@x.example\nb@y.example\npostmaster@x.example\n"),
	    BYTES(""));
	if (p[0] & 1) {
		fd = table_index();
		change(fd, p + 1, n - 1);
	} else {
		fd = memfd_create("index", 0);
		MUST(fd >= 0 && file_write(fd, p + 1, n - 1));
	}
	MUST(fstat(table.fd, &st) == 0);
	if (!index_use(&table.index, fd) && !(p[0] & 2))
		table.index.fd = fd;
	/* As if it had been made to be believed. */
	if (p[0] & 2)
		index_stamp(table.index.head, &st);
	ask("A@x.example");
	ask("b@Y.example");
	ask("c@x.example");
	ask("postmaster@y.example");
	table_close();
	return 0;
}
