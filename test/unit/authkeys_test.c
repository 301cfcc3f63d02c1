/* authkeys_test.c - for whom a key is listed, and which lines list nobody. */
#include "base/base64.h"
#include "scratch.h"
#include "unit.h"
#include "vault/authkeys.h"

#define PUBLIC "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw="
#define OTHER "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
#define R &scratch_report

static uint8_t public[NOISE_KEY];

static enum authkeys_line
parse(const char *line)
{
	const char *why = NULL;
	struct authkey k;
	enum authkeys_line rc = authkeys_parse(bytes_str(line), &k, &why);

	CHECK(rc != AUTHKEYS_BAD || why != NULL);
	return rc;
}

static void
test_authkeys_parse(void)
{
	static const char *const bad[] = { "a@b", "a@b x25519", "a@b x25519 ",
		"a@b x448 " PUBLIC, "a@b X25519 " PUBLIC, "a@b " PUBLIC,
		"bob x25519 " PUBLIC, "@b x25519 " PUBLIC,
		"a/@b x25519 " PUBLIC, "a@b x25519 " PUBLIC "=",
		"a@b x25519 B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/Asrht",
		"a@b x25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"a@b x25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA=",
		"a@b x25519 7f///////////////////////////////////////38=",
		"x25519 " PUBLIC " a@b", "a@b x25519 " PUBLIC "\x01" };
	const char *why;
	struct authkey k;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(parse(bad[i]) == AUTHKEYS_BAD);
	CHECK(parse("") == AUTHKEYS_NONE && parse("  \t") == AUTHKEYS_NONE);
	CHECK(parse("# a@b x25519 " PUBLIC) == AUTHKEYS_NONE);
	CHECK(authkeys_parse(
		  BYTES(" bob@b.example\tx25519  " PUBLIC "  my old laptop "),
		  &k, &why) == AUTHKEYS_ENTRY);
	CHECK_BYTES(k.comment.p, k.comment.n, "my old laptop");
	CHECK(memcmp(k.key, public, NOISE_KEY) == 0);
	CHECK(bytes_eq(addr_local(&k.user), BYTES("bob")));
	CHECK(authkeys_parse(BYTES("a@b x25519 " PUBLIC), &k, &why) ==
	      AUTHKEYS_ENTRY);
	CHECK(k.comment.n == 0);
}

/* The first line that lists KEY for USER, or if that is NULL for anybody. */
static enum authkeys_rc
find(struct authkeys *a, const uint8_t *key, const struct addr *user,
    struct addr *out)
{
	static struct lines l;
	enum authkeys_rc rc;

	lines_init(&l, a->fd);
	do
		rc = authkeys_next(a, &l, key, out);
	while (rc == AUTHKEYS_YES && user != NULL && !addr_ieq(out, user));
	return rc;
}

static void
test_authkeys(void)
{
	static const uint8_t other[NOISE_KEY] = { 9 };
	struct addr alice, bob, got;
	struct authkeys a;
	const char *why;

	CHECK(addr_plain(BYTES("ALICE@b"), &alice, &why));
	CHECK(addr_plain(BYTES("bob@b"), &bob, &why));
	CHECK(authkeys_open(&a, "auth", getuid(), R) && a.fd < 0 &&
	      scratch_silent());
	CHECK(find(&a, public, NULL, &got) == AUTHKEYS_NO);
	CHECK(scratch_write("auth",
	    "# keys\nbad line\r\n"
	    "bob@b x25519 " PUBLIC " one\r\n"
	    "alice@b x25519 " PUBLIC " two\r\n"
	    "carol@b x25519 " OTHER "\n"
	    "bob@b rsa " PUBLIC,
	    0644));
	CHECK(authkeys_open(&a, "auth", getuid(), R) && scratch_silent());
	CHECK(find(&a, public, NULL, &got) == AUTHKEYS_YES);
	CHECK(addr_ieq(&got, &bob) && scratch_said("address"));
	CHECK(scratch_heard.line == 2);
	CHECK(find(&a, public, &alice, &got) == AUTHKEYS_YES);
	CHECK(addr_ieq(&got, &alice) && got.local[0] == 'a');
	CHECK(scratch_silent());
	CHECK(find(&a, other, NULL, &got) == AUTHKEYS_NO);
	CHECK(scratch_said("unknown") && scratch_heard.line == 6);
	CHECK(find(&a, other, &bob, &got) == AUTHKEYS_NO);
	CHECK(scratch_silent());
	authkeys_close(&a);
	ABOUT("below a file there is none");
	CHECK(authkeys_open(&a, "auth/x", getuid(), R) && a.fd < 0 &&
	      scratch_silent());
	CHECK(find(&a, public, NULL, &got) == AUTHKEYS_NO);
	ABOUT("");

	CHECK(chmod("auth", 0664) == 0 &&
	      !authkeys_open(&a, "auth", getuid(), R));
	CHECK(scratch_said("written to by others") && a.fd < 0);
	ABOUT("A3: what is not to be trusted is no empty list");
	CHECK(find(&a, public, NULL, &got) == AUTHKEYS_ERROR);
	CHECK(chmod("auth", 0646) == 0 &&
	      !authkeys_open(&a, "auth", getuid(), R));
	CHECK(scratch_said("written to by others"));
	CHECK(unlink("auth") == 0 && mkfifo("auth", 0600) == 0);
	CHECK(
	    !authkeys_open(&a, "auth", getuid(), R) && scratch_said("regular"));
	CHECK(unlink("auth") == 0);
	ABOUT("");
}

/* A line that is wrong lists no key, but may have been meant to. */
static void
test_wrong_lines(void)
{
	struct addr alice, bob, got;
	struct authkeys a;
	const char *why;

	ABOUT("A3: a line without a good key keeps its user's account");
	CHECK(addr_plain(BYTES("alice@b"), &alice, &why));
	CHECK(addr_plain(BYTES("bob@b"), &bob, &why));
	CHECK(scratch_write("auth",
	    "# a@b\n\nalice@b x25519 " PUBLIC "\nbob@b x25519 short\n"
	    "carol x25519 " PUBLIC "\n",
	    0644));
	CHECK(authkeys_open(&a, "auth", getuid(), R));
	CHECK(find(&a, NULL, NULL, &got) == AUTHKEYS_YES);
	CHECK(addr_ieq(&got, &alice));
	CHECK(find(&a, NULL, &bob, &got) == AUTHKEYS_YES);
	ABOUT("A3: a line whose user cannot be read is no empty line");
	CHECK(addr_plain(BYTES("zoe@b"), &bob, &why));
	CHECK(find(&a, NULL, &bob, &got) == AUTHKEYS_ERROR);
	CHECK(find(&a, public, &bob, &got) == AUTHKEYS_NO);
	authkeys_close(&a);
	ABOUT("");
}

static void
test_owner(void)
{
	struct authkeys a;

	ABOUT("A3: a third account's file lists nobody");
	CHECK(getuid() != 0 || chown("auth", 4242, (gid_t)-1) == 0);
	CHECK(!authkeys_open(&a, "auth", getuid() + 1, R));
	CHECK(scratch_said("somebody else"));
	CHECK(authkeys_open(&a, "auth", getuid() != 0 ? getuid() : 4242, R));
	authkeys_close(&a);
	CHECK(unlink("auth") == 0);
	ABOUT("");
}

int
main(void)
{
	if (!CHECK(base64_exact(BYTES(PUBLIC), public, sizeof(public))) ||
	    !CHECK(scratch_enter()))
		return 1;
	test_authkeys_parse();
	test_authkeys();
	test_wrong_lines();
	test_owner();
	CHECK(scratch_leave());
	return unit_done();
}
