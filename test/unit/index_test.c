/* index_test.c - the index of the users file: the same answers, or none. */
#include "table.h"

#include <sys/stat.h>

/* Both ways of asking must agree. */
static bool
answers(const char *address, off_t at)
{
	struct addr a = table_addr(address);
	struct user found = { .at = -1 };
	enum users_rc rc = users_find(&table, USERS_ENTRY, &a, &found);

	if (at < 0)
		return rc == USERS_NO;
	return rc == USERS_YES && found.at == at && addr_ieq(&found.addr, &a);
}

#define SMALL \
	"bad line\n" \
	"A@x.example\n" \
	"b@Y.example:{X}\r\n" \
	"@y.example\n" \
	"a@X.example:second\n" \
	"postmaster@y.example\n" \
	"\"c d\"@z.example\n" \
	"b@x.example\n" \
	"last@z.example"

/* Every answer that the small table can give. */
static bool
small_right(void)
{
	struct addr name;
	struct user u;

	return addr_set(&name, BYTES("postmaster"), BYTES("")) &&
	       answers("a@x.example", 9) && answers("A@X.EXAMPLE", 9) &&
	       answers("b@y.example", 21) && answers("@y.example", 38) &&
	       answers("postmaster@y.example", 68) &&
	       answers("b@x.example", 105) && answers("last@z.example", 117) &&
	       answers("@x.example", -1) &&
	       answers("postmaster@x.example", -1) &&
	       answers("last@y.example", -1) &&
	       answers("\"c d\"@z.example", -1) && answers("nobody@q", -1) &&
	       table_domain(BYTES("y.EXAMPLE")) == USERS_YES &&
	       table_domain(BYTES("q")) == USERS_NO &&
	       table_domain(BYTES("")) == USERS_NO &&
	       table_local(BYTES("A"), &u) == USERS_YES && u.at == 9 &&
	       table_local(BYTES("B"), &u) == USERS_NO &&
	       table_local(BYTES(""), &u) == USERS_NO &&
	       table_local(BYTES("q"), &u) == USERS_NO &&
	       users_find(&table, USERS_FIRST, NULL, &u) == USERS_YES &&
	       u.at == 9 &&
	       users_find(&table, USERS_POSTMASTER, &name, &u) == USERS_YES &&
	       u.at == 68;
}

static void
test_small(void)
{
	int fd;

	table_open(BYTES(SMALL), BYTES(""));
	CHECK(small_right());
	CHECK(table_report.count == 2);
	fd = table_index();
	/* One more than there are users: an address is there twice. */
	CHECK(table_report.count == 3 && table_said.line == 5);
	CHECK(index_use(&table.index, fd));
	CHECK(small_right() && table.index.fd == fd);
	CHECK(table_report.count == 3);
}

/* Names in quotes: without them in the index, and found however they are
 * spelled. The last is as long as one can be. */
static void
test_quoted(void)
{
	char users[LIM_PLAIN + 64];
	struct text t = TEXT(users);
	struct addr longest = { LIM_LOCAL, 200, { 0 }, { 0 } };
	struct user u;

	memset(longest.local, '"', sizeof(longest.local));
	memset(longest.domain, 'd', longest.domain_n);
	text_str(&t, "\"A@b\"@c\n\"bob\"@c:{X}\n");
	addr_put_plain(&t, &longest);
	text_str(&t, ":{X}");
	for (int indexed = 0; indexed < 2; indexed++) {
		table_open(text_bytes(&t), BYTES(""));
		CHECK(!indexed || index_use(&table.index, table_index()));
		CHECK(answers("\"a@B\"@C", 0) && answers("bob@c", 8));
		CHECK(answers("\"\\bob\"@c", 8) && answers("\"a@c\"@c", -1));
		CHECK(table_local(BYTES("a@b"), &u) == USERS_YES && u.at == 0);
		CHECK(users_find(&table, USERS_ENTRY, &longest, &u) ==
			  USERS_YES &&
		      u.at == 20);
		CHECK(goes("\"a@b\"@c", "A@b@c"));
		CHECK(!indexed || table.index.fd >= 0);
	}
}

/* With any octet changed, and cut at any place. */
static void
test_damage(void)
{
	static const uint8_t wrong[] = { 0x01, 0x80, 0xff };
	int good, fd;
	struct stat st;
	off_t size;

	table_open(BYTES(SMALL), BYTES(""));
	good = table_index();
	CHECK(fstat(good, &st) == 0);
	size = st.st_size;
	CHECK(size > INDEX_HEAD && size < 8192);
	for (off_t i = 0; i < size; i++)
		for (size_t k = 0; k <= sizeof(wrong); k++) {
			uint8_t c, old;

			CHECK(file_pread(good, &old, 1, i));
			c = k < sizeof(wrong) ? old ^ wrong[k] : 0;
			CHECK(pwrite(good, &c, 1, i) == 1);
			fd = dup(good);
			if (!index_use(&table.index, fd))
				index_close(&table.index);
			if (!CHECK(small_right()))
				printf("octet %lld\n", (long long)i);
			index_close(&table.index);
			CHECK(pwrite(good, &old, 1, i) == 1);
		}
	while (size-- > 0) {
		CHECK(ftruncate(good, size) == 0);
		fd = dup(good);
		if (!index_use(&table.index, fd))
			index_close(&table.index);
		if (!CHECK(small_right()))
			printf("cut at %lld\n", (long long)size);
		index_close(&table.index);
	}
	(void)close(good);
}

/* An index is not used for any other state of the file. */
static void
test_stale(void)
{
	table_open(BYTES("a@x\nb@x\n"), BYTES(""));
	CHECK(index_use(&table.index, table_index()));
	CHECK(answers("a@x", 0) && answers("c@x", -1));
	CHECK(pwrite(table_users, "c@x\n", 4, 8) == 4);
	CHECK(answers("c@x", 8) && table.index.fd == -1);
	CHECK(table_report.count == 1);
	CHECK(index_use(&table.index, table_index()));
	CHECK(answers("c@x", 8) && table.index.fd >= 0);
	/* The same size, another time. */
	CHECK(pwrite(table_users, "d@x\n", 4, 8) == 4);
	CHECK(answers("c@x", -1) && answers("d@x", 8));
	CHECK(table.index.fd == -1);
	/* An index of another file, made to look like this one's. */
	table_open(BYTES("a@x\nb@x\n"), BYTES(""));
	int fd = table_index();
	table_open(BYTES("b@x\na@x\n"), BYTES(""));
	struct stat st;
	CHECK(fstat(table.fd, &st) == 0);
	CHECK(index_use(&table.index, fd));
	index_stamp(table.index.head, &st);
	CHECK(index_matches(&table.index, &st));
	CHECK(answers("a@x", 4) && table.index.fd == -1);
}

/* A large one, with lines as they come. */
static void
test_large(void)
{
	enum { N = 100000 };
	size_t cap = N * 48, n = 0;
	char *text = malloc(cap), name[48];
	off_t *at = malloc(N * sizeof(*at));

	CHECK(text != NULL && at != NULL);
	for (unsigned i = 0; text != NULL && at != NULL && i < N; i++) {
		at[i] = (off_t)n;
		n += (size_t)snprintf(text + n, cap - n, "User%u@d%u.example%s",
		    i, i % 977, i % 3 > 0 ? "\n" : ":{X}$y:::::\r\n");
	}
	table_open((struct bytes){ text, n }, BYTES(""));
	CHECK(index_use(&table.index, table_index()));
	for (unsigned i = 0; i < N; i++) {
		(void)snprintf(
		    name, sizeof(name), "user%u@D%u.example", i, i % 977);
		if (!CHECK(answers(name, at[i])))
			break;
		(void)snprintf(
		    name, sizeof(name), "user%u@d%u.example", i, (i + 1) % 977);
		if (!CHECK(answers(name, -1)))
			break;
	}
	for (unsigned i = 0; i < 1000; i++) {
		(void)snprintf(name, sizeof(name), "D%u.Example", i);
		CHECK(table_domain(bytes_str(name)) ==
		      (i < 977 ? USERS_YES : USERS_NO));
	}
	CHECK(table.index.fd >= 0 && table_report.count == 0);
	free(text);
	free(at);
}

int
main(void)
{
	test_small();
	test_quoted();
	test_damage();
	test_stale();
	test_large();
	table_close();
	return unit_done();
}
