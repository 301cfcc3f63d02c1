/* known_test.c - lines of known_hosts, and servers as they are spelled. */
#include "smtp/target.h"
#include "smtp/trust.h"
#include "unit.h"

#define KEY "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw="
#define LOW "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static void
test_lines(void)
{
	static const char *const bad[] = { "revoked", "a:25", "a:25 x25519",
		"a:25 " KEY, "revoked x25519 " KEY " stolen",
		"revoked a:25 " KEY " stolen", "a:25 ed25519",
		"a:25 X25519 " KEY, "a:25 x25519 " LOW, "a:25 x25519 " KEY "=",
		"revoked a:25 x25519", "revoked revoked a:25 x25519 " KEY,
		"a:25 x25519 B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHx=",
		"a:25 x25519 B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw" };
	struct known k;
	const char *why;

	CHECK(known_parse(BYTES(""), &k, &why) == KNOWN_NONE);
	CHECK(known_parse(BYTES(" \t"), &k, &why) == KNOWN_NONE);
	CHECK(known_parse(BYTES("# a:25 x25519"), &k, &why) == KNOWN_NONE);
	CHECK(known_parse(BYTES("a:25 x25519 " KEY), &k, &why) == KNOWN_ENTRY);
	CHECK(!k.revoked && k.key[0] == 0x07 && k.key[31] == 0x7c);
	CHECK_BYTES(k.host.p, k.host.n, "a:25");
	CHECK(known_parse(BYTES("  revoked\t[::1]:25  x25519 " KEY " it was"),
		  &k, &why) == KNOWN_ENTRY);
	CHECK(k.revoked);
	CHECK_BYTES(k.host.p, k.host.n, "[::1]:25");
	ABOUT("A20: a type of key from some later day is passed over");
	CHECK(known_parse(BYTES("revoked a:25 x448 AAAA it was"), &k, &why) ==
	      KNOWN_OTHER);
	CHECK(k.revoked);
	CHECK_BYTES(k.host.p, k.host.n, "a:25");
	ABOUT("");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(
			known_parse(bytes_str(bad[i]), &k, &why) == KNOWN_BAD))
			printf("%s\n", bad[i]);
}

/* True if SERVER is called by NAME. */
static int
called(const char *server, const char *name)
{
	struct target t;

	return target_parse(&t, bytes_str(server)) && strcmp(t.name, name) == 0;
}

static void
test_servers(void)
{
	static const char *const bad[] = { "", ":25", "a:", "a:0", "a:65536",
		"a:+5", "a:smtp", "[::1", "[::1]25", "[]:25", "a b", "a\n:25",
		"[::1]:", "#a", "/run/my mail", "/run/a\tb", "/run/a\nb:25",
		"/run/a\177" };
	struct target t;
	char path[200];

	CHECK(called("MX.example", "mx.example:25"));
	CHECK(called("mx.example:587", "mx.example:587"));
	CHECK(called("mx.example.:587", "mx.example:587"));
	CHECK(called("127.0.0.1", "127.0.0.1:25"));
	CHECK(called("::1", "[::1]:25") && called("[::1]", "[::1]:25"));
	CHECK(called("[2001:DB8::1]:2525", "[2001:db8::1]:2525"));
	CHECK(called("/run/Mail.sock", "/run/Mail.sock"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(!target_parse(&t, bytes_str(bad[i]))))
			printf("%s\n", bad[i]);
	memset(path, 'a', sizeof(path));
	CHECK(target_parse(&t, (struct bytes){ path, 200 }));
	path[0] = '/';
	CHECK(!target_parse(&t, (struct bytes){ path, 200 }));
}

int
main(void)
{
	test_lines();
	test_servers();
	return unit_done();
}
