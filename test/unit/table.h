/*
 * table.h - users and aliases files that are nowhere but in memory.
 */
#ifndef TABLE_H
#define TABLE_H

#include "unit.h"
#include "ctl/indexmake.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Complaints: how many, and the last one. */
static struct {
	unsigned line;
	char what[100], path[64];
} table_said;

static inline void
table_say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	(void)arg;
	(void)show;
	table_said.line = line;
	(void)snprintf(table_said.what, sizeof(table_said.what), "%s", what);
	(void)snprintf(table_said.path, sizeof(table_said.path), "%s", path);
}

static struct report table_report = { table_say, NULL, 0 };
static struct conf table_conf;
static struct users table = { .fd = -1, .aliases = -1, .index.fd = -1 };
static int table_users = -1, table_aliases = -1;

/* A file in memory with TEXT; PATH leads to it. It is an old one: an index
 * of a new file has to wait for the clock. */
static inline int
table_file(struct bytes text, char *path, size_t cap)
{
	const struct timespec old[2] = { { 1, 2 }, { 3, 4 } };
	int fd = memfd_create("table", 0);

	if (fd < 0 || !file_write(fd, text.p, text.n) ||
	    futimens(fd, old) != 0) {
		perror("memfd");
		_exit(1);
	}
	(void)snprintf(path, cap, "/proc/self/fd/%d", fd);
	return fd;
}

static inline enum users_rc
table_domain(struct bytes domain)
{
	struct addr a;

	(void)addr_set(&a, BYTES(""), domain);
	return users_domain(&table, &a);
}

/* Looks for a name without a domain, as a login may be. */
static inline enum users_rc
table_local(struct bytes local, struct user *out)
{
	struct addr a;
	bool ours;

	return addr_set(&a, local, BYTES(""))
		   ? users_account(&table, &a, out, &ours)
		   : USERS_ERROR;
}

static inline void
table_close(void)
{
	users_close(&table);
	if (table_users >= 0)
		(void)close(table_users);
	if (table_aliases >= 0)
		(void)close(table_aliases);
	table_users = table_aliases = -1;
}

/* Opens both tables anew, without an index. */
static inline void
table_open(struct bytes users, struct bytes aliases)
{
	table_close();
	conf_init(&table_conf);
	memcpy(table_conf.hostname, "mx.example", sizeof("mx.example"));
	table_users =
	    table_file(users, table_conf.users, sizeof(table_conf.users));
	table_aliases =
	    table_file(aliases, table_conf.aliases, sizeof(table_conf.aliases));
	table_report.count = 0;
	table_said.line = 0;
	CHECK(users_open(&table, &table_conf, &table_report));
}

/* Makes an index in memory; its descriptor. */
static inline int
table_index(void)
{
	int fd = memfd_create("index", 0);

	if (fd < 0 || !index_make(&table, fd)) {
		perror("index");
		_exit(1);
	}
	return fd;
}

static inline struct addr
table_addr(const char *s)
{
	struct addr a = { .local_n = 0 };
	const char *why;

	if (!addr_plain(bytes_str(s), &a, &why))
		(void)addr_set(&a, bytes_str(s), BYTES(""));
	return a;
}

/* The result of resolving an address, in one line. */
static char got[400];

static inline bool
note(void *arg, const struct addr *box)
{
	size_t n = strlen(got);

	(void)arg;
	(void)snprintf(got + n, sizeof(got) - n, "%s%.*s@%.*s", n ? " " : "",
	    box->local_n, box->local, box->domain_n, box->domain);
	return true;
}

static inline bool
goes(const char *address, const char *expected)
{
	static const char *const words[] = { "", "550", "not ours", "451",
		"refused" };
	struct addr a = table_addr(address);
	enum resolve_rc rc;

	got[0] = '\0';
	rc = users_resolve(&table, &a, note, NULL);
	if (rc != RESOLVE_YES)
		(void)snprintf(got, sizeof(got), "%s", words[rc]);
	if (strcmp(got, expected) != 0)
		printf("%s: %s, not %s\n", address, got, expected);
	return strcmp(got, expected) == 0;
}

#endif
