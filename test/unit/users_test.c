/* users_test.c - lines of the users file, and the order of resolving. */
#include "table.h"

static enum users_line
parse(const char *line, struct addr *a, struct bytes *fields)
{
	const char *why = NULL;
	enum users_line kind = users_parse(bytes_str(line), a, fields, &why);

	CHECK(kind != USERS_LINE_BAD || why != NULL);
	return kind;
}

static void
test_lines(void)
{
	static const char *const bad[] = { "bob", "bob@", "@", "a/b@c", "a@b/c",
		" bob@example.org", "bob @example.org", "bob@example.org ",
		"bob\t@c", ".bob@c", "bob@.c", "b\001@c", "b\177@c", ":x", " ",
		"@@c", "bob:x@c", "b\xff@c" };
	static const char *const two[] = { "a@b@c", "@b@c", "a@@c", "\"a\"@b@c",
		"a@b@c:x" };
	static const char *const quoted[] = { "\"a@b@c", "\"a@b", "\"a\"", "\"",
		"\"\"@c", "\"@\"@c", "\"\\@\"@c", "\"a\"b@c", "\"a\\\"@c",
		"\"a\"@", "\".a\"@c", "\"\\.a\"@c", "\"../a\"@c", "\"a/b\"@c",
		"\"a\\/b\"@c", "\"a b\"@c", "\"a\001\"@c", "\"a:b\"@c",
		"\"a\xff\"@c", "\"a\"@b@c", "\"a\"@.c" };
	struct bytes fields;
	struct addr a;

	CHECK(parse("Bob@Example.org", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(a.local, a.local_n, "Bob");
	CHECK_BYTES(a.domain, a.domain_n, "Example.org");
	CHECK(fields.n == 0);
	CHECK(parse("b@c:{X}y z:::::", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(fields.p, fields.n, "{X}y z:::::");
	CHECK(parse("@c", &a, &fields) == USERS_LINE_ENTRY && a.local_n == 0);
	CHECK(parse("\"a@b\"@c", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(a.local, a.local_n, "a@b");
	CHECK(parse("\"a\\@\\\"\\\\b\"@c::", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(a.local, a.local_n, "a@\"\\b");
	CHECK(parse("\"bob\"@c", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(a.local, a.local_n, "bob");
	CHECK(parse("b\"\\b@c", &a, &fields) == USERS_LINE_ENTRY);
	CHECK_BYTES(a.local, a.local_n, "b\"\\b");
	CHECK(parse("b\xc3\xa9@c", &a, &fields) == USERS_LINE_ENTRY);
	CHECK(parse("", &a, &fields) == USERS_LINE_NONE);
	CHECK(parse("# b@c", &a, &fields) == USERS_LINE_NONE);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(parse(bad[i], &a, &fields) == USERS_LINE_BAD))
			printf("not malformed: %s\n", bad[i]);
	ABOUT("B17: an address with two @ is malformed");
	for (size_t i = 0; i < sizeof(two) / sizeof(two[0]); i++)
		if (!CHECK(parse(two[i], &a, &fields) == USERS_LINE_BAD))
			printf("not malformed: %s\n", two[i]);
	ABOUT("");
	for (size_t i = 0; i < sizeof(quoted) / sizeof(quoted[0]); i++)
		if (!CHECK(parse(quoted[i], &a, &fields) == USERS_LINE_BAD))
			printf("not malformed: %s\n", quoted[i]);
}

static void
test_long_parts(void)
{
	char line[LIM_LOCAL + 1 + LIM_DOMAIN + 1];
	struct bytes fields;
	const char *why;
	struct addr a;

	memset(line, 'x', sizeof(line));
	line[LIM_LOCAL] = '@';
	CHECK(users_parse((struct bytes){ line, sizeof(line) - 1 }, &a, &fields,
		  &why) == USERS_LINE_ENTRY);
	CHECK(a.local_n == LIM_LOCAL && a.domain_n == LIM_DOMAIN);
	CHECK(users_parse((struct bytes){ line, sizeof(line) }, &a, &fields,
		  &why) == USERS_LINE_BAD);
	line[LIM_LOCAL] = 'x';
	line[LIM_LOCAL + 1] = '@';
	CHECK(users_parse((struct bytes){ line, 80 }, &a, &fields, &why) ==
	      USERS_LINE_BAD);
}

#define USERS \
	"# users\r\n" \
	"broken\n" \
	"Alice@Example.org:{ARGON2ID}x:::::\r\n" \
	"\n" \
	"bob@example.org\n" \
	"bob+lists@example.org\n" \
	"@example.org\n" \
	"carol@other.example\n" \
	"also broken\n" \
	"info@other.example"
#define ALIASES \
	"# names\n" \
	"info: alice, bob\n" \
	"sales: info@other.example\n" \
	"\n" \
	"team: alice,\n" \
	"  # comment within\n" \
	"\tbob+lists\n" \
	"half: nobody@elsewhere.example, bob\n" \
	"none: nobody@elsewhere.example\n" \
	"\"odd name\": bob\n" \
	"root: bob\n" \
	"root@other.example: carol\n" \
	"run: |/bin/sh, bob\n" \
	"one: two\n" \
	"two: one\n"

static void
test_order(void)
{
	table_open(BYTES(USERS), BYTES(ALIASES));
	CHECK(goes("alice@example.org", "Alice@Example.org"));
	CHECK(goes("ALICE@EXAMPLE.ORG", "Alice@Example.org"));
	CHECK(goes("bob+x@example.org", "bob@example.org"));
	CHECK(goes("bob+Lists@example.org", "bob+lists@example.org"));
	CHECK(goes("bob+x+y@example.org", "bob@example.org"));
	CHECK(goes("+x@example.org", "@example.org"));
	CHECK(goes("nobody@example.org", "@example.org"));
	CHECK(goes("nobody@other.example", "550"));
	CHECK(goes("alice@other.example", "550"));
	CHECK(goes("alice@elsewhere.example", "not ours"));
	CHECK(goes("alice@mx.example", "not ours"));
	CHECK(goes("alice", "550"));
	/* The two bad lines were complained of, once each. */
	CHECK(table_report.count == 3);
}

static void
test_aliases(void)
{
	table_open(BYTES(USERS), BYTES(ALIASES));
	CHECK(goes("info@example.org", "Alice@Example.org bob@example.org"));
	CHECK(
	    goes("Info+tag@example.org", "Alice@Example.org bob@example.org"));
	CHECK(goes("info@other.example", "info@other.example"));
	CHECK(goes("sales@example.org", "info@other.example"));
	CHECK(goes(
	    "team@example.org", "Alice@Example.org bob+lists@example.org"));
	CHECK(goes("team@other.example", "550"));
	CHECK(goes("half@example.org", "bob@example.org"));
	CHECK(goes("none@example.org", "550"));
	CHECK(goes("root@example.org", "bob@example.org"));
	CHECK(goes("root@other.example", "carol@other.example"));
	CHECK(goes("run@example.org", "bob@example.org"));
	CHECK(goes("one@example.org", "550"));
	CHECK(goes("two@other.example", "550"));
	/* A name with a blank can come from the wire, unquoted. */
	struct addr a = table_addr("odd name");
	CHECK(addr_set(&a, BYTES("odd name"), BYTES("example.org")));
	got[0] = '\0';
	CHECK(users_resolve(&table, &a, note, NULL) == RESOLVE_YES);
	CHECK(strcmp(got, "bob@example.org") == 0);
	table_conf.delimiter[0] = '\0';
	CHECK(goes("info+tag@example.org", "@example.org"));
	table_conf.delimiter[0] = '-';
	CHECK(
	    goes("info-tag@example.org", "Alice@Example.org bob@example.org"));
	CHECK(goes("info+tag@other.example", "550"));
}

static void
test_postmaster(void)
{
	table_open(
	    BYTES("alice@a.example\n@a.example\nbob@b.example\n"), BYTES(""));
	CHECK(goes("postmaster", "alice@a.example"));
	CHECK(goes("PostMaster@B.example", "alice@a.example"));
	CHECK(goes("postmaster+x@b.example", "alice@a.example"));
	CHECK(goes("postmaster@a.example", "alice@a.example"));
	CHECK(goes("postmaster@c.example", "not ours"));
	table_open(BYTES("alice@a.example\nbob@b.example\n"),
	    BYTES("postmaster: bob@b.example\n"));
	CHECK(goes("postmaster", "bob@b.example"));
	CHECK(goes("postmaster@a.example", "bob@b.example"));
	/* The only alias of postmaster leads nowhere. */
	table_open(BYTES("alice@a.example\n"),
	    BYTES("postmaster: root\nabuse: postmaster\n"));
	CHECK(goes("postmaster@a.example", "alice@a.example"));
	CHECK(goes("abuse@a.example", "alice@a.example"));
	table_open(BYTES("alice@a.example\nPostmaster@b.example\n"),
	    BYTES("postmaster: alice@a.example"));
	CHECK(goes("postmaster", "Postmaster@b.example"));
	CHECK(goes("postmaster@b.example", "Postmaster@b.example"));
	CHECK(goes("postmaster@a.example", "alice@a.example"));
	table_open(BYTES("a@a.example\npostmaster@b.example\n"
			 "postmaster@mx.example\n"),
	    BYTES(""));
	CHECK(goes("postmaster", "postmaster@mx.example"));
	table_open(
	    BYTES("a@a.example\nb@mx.example\n"), BYTES("postmaster: b"));
	CHECK(goes("postmaster", "b@mx.example"));
	table_open(BYTES("# nobody yet\n"), BYTES(""));
	CHECK(goes("postmaster", "550"));
	CHECK(goes("postmaster@a.example", "not ours"));
}

static void
test_any(void)
{
	table_open(BYTES("x@y\n"), BYTES("root: x@y"));
	table_conf.users_any = true;
	CHECK(goes("Bob+Tag@Example.ORG", "bob+tag@example.org"));
	CHECK(goes("a.b_c=d-e@x", "a.b_c=d-e@x"));
	CHECK(goes("root@y", "root@y"));
	CHECK(goes("postmaster", "postmaster@mx.example"));
	CHECK(goes("bob", "550"));
	CHECK(goes(".bob@x", "550") && goes("a%u@x", "550"));
	CHECK(goes("a!@x", "550") && goes("b\xc3\xa9@x", "550"));
	CHECK(goes("bob@x_y", "bob@x_y") && goes("bob@[1]", "550"));
	CHECK(goes("..@x", "550") && goes("a@b@x", "550"));
}

static void
test_errors(void)
{
	table_open(BYTES("bob@c\n"), BYTES("root: bob\n"));
	users_close(&table);
	memcpy(table_conf.aliases, "/", 2);
	CHECK(users_open(&table, &table_conf, &table_report));
	CHECK(table_report.count == 1);
	CHECK(goes("bob@c", "bob@c"));
	CHECK(goes("root@c", "451"));
	users_close(&table);
	memcpy(table_conf.aliases, "/nowhere/at/all", 16);
	CHECK(users_open(&table, &table_conf, &table_report));
	CHECK(table_report.count == 1);
	CHECK(goes("root@c", "550"));
	(void)close(table.fd);
	CHECK(goes("bob@c", "451") && goes("x@d", "451"));
	CHECK(goes("postmaster", "451"));
	table.fd = -1;
	users_close(&table);
	memcpy(table_conf.users, "/", 2);
	CHECK(!users_open(&table, &table_conf, &table_report));
	memcpy(table_conf.users, "/nowhere", 9);
	CHECK(!users_open(&table, &table_conf, &table_report));
}

int
main(void)
{
	test_lines();
	test_long_parts();
	test_order();
	test_aliases();
	test_postmaster();
	test_any();
	test_errors();
	return unit_done();
}
