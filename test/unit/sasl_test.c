/* sasl_test.c - LOGIN, PLAIN, EXTERNAL: answers good, bad and too long. */
#include "proto/sasl.h"
#include "base/base64.h"
#include "unit.h"

#include <sodium.h>

static struct sasl s;
static char line[LIM_AUTH_LINE];

/* Takes the base64 of IN; the line must be gone afterwards. */
static enum sasl_rc
answer(struct bytes in, bool initial)
{
	struct text t = TEXT(line);
	enum sasl_rc rc;

	base64_put(&t, in.p, in.n);
	rc = sasl_take(&s, line, t.n, initial);
	CHECK(!t.over && sodium_is_zero((uint8_t *)line, t.n) == 1);
	return rc;
}

static enum sasl_rc
raw(const char *in, bool initial)
{
	memcpy(line, in, strlen(in));
	return sasl_take(&s, line, strlen(in), initial);
}

static bool
login_is(const char *name, const char *password)
{
	const struct sasl_login *l = &s.login;

	return bytes_eq(
		   (struct bytes){ l->name, l->name_n }, bytes_str(name)) &&
	       bytes_eq((struct bytes){ l->password, l->password_n },
		   bytes_str(password));
}

static enum sasl_rc
plain(struct bytes in)
{
	sasl_begin(&s, SASL_PLAIN);
	return answer(in, true);
}

/* AUTH and its argument, which may be wiped. */
static enum sasl_rc
auth(const char *arg, bool password, bool key)
{
	memcpy(line, arg, strlen(arg) + 1);
	return sasl_auth(
	    &s, (struct bytes){ line, strlen(arg) }, password, key);
}

static void
test_auth(void)
{
	CHECK(auth("PLAIN", true, false) == SASL_ASK && s.mech == SASL_PLAIN);
	CHECK(auth("login", true, true) == SASL_ASK && s.mech == SASL_LOGIN);
	CHECK(auth("External", false, true) == SASL_ASK);
	CHECK(s.mech == SASL_EXTERNAL);
	CHECK(auth("", true, true) == SASL_UNKNOWN);
	CHECK(auth("PLAI", true, true) == SASL_UNKNOWN);
	CHECK(auth("CRAM-MD5", true, true) == SASL_UNKNOWN);
	CHECK(auth("EXTERNAL =", true, false) == SASL_UNKNOWN);
	CHECK(auth("EXTERNAL =", false, true) == SASL_DONE);
	CHECK(auth("LOGIN", false, true) == SASL_NOT_HERE);
	CHECK(auth("LOGIN Ym9i", true, false) == SASL_ASK && s.named);
	CHECK(login_is("bob", "") && line[6] == '\0' && line[9] == '\0');
	/* A password is wiped where none may be sent, too. */
	CHECK(auth("PLAIN AGJvYgBz", false, false) == SASL_NOT_HERE);
	CHECK(strcmp(line, "PLAIN ") == 0 && line[13] == '\0');
	CHECK(auth("PLAIN AGJvYgBz", true, false) == SASL_DONE);
	CHECK(login_is("bob", "s") && strcmp(line, "PLAIN ") == 0);
	CHECK(auth("PLAIN *", true, false) == SASL_BAD);
	CHECK(auth("PLAIN ", true, false) == SASL_BAD);
}

static void
test_plain(void)
{
	CHECK(plain(BYTES("\0bob\0pass word")) == SASL_DONE);
	CHECK(login_is("bob", "pass word"));
	CHECK(plain(BYTES("bob\0bob\0x")) == SASL_DONE && login_is("bob", "x"));
	CHECK(plain(BYTES("BOB\0bob\0x")) == SASL_DONE && login_is("bob", "x"));
	CHECK(plain(BYTES("root\0bob\0x")) == SASL_DONE && login_is("bob", ""));
	CHECK(plain(BYTES("\0\0x")) == SASL_DONE && login_is("", "x"));
	CHECK(plain(BYTES("\0bob\0")) == SASL_DONE && login_is("bob", ""));
	CHECK(plain(BYTES("")) == SASL_BAD && plain(BYTES("bob")) == SASL_BAD);
	CHECK(plain(BYTES("bob\0x")) == SASL_BAD);
	CHECK(plain(BYTES("\0bob\0x\0")) == SASL_BAD);
	CHECK(plain(BYTES("\0bob\0x\0y")) == SASL_BAD);
	CHECK(sodium_is_zero((uint8_t *)&s, sizeof(s)) == 1);
	sasl_begin(&s, SASL_PLAIN);
	CHECK(strcmp(sasl_challenge(&s), "") == 0);
	CHECK(answer(BYTES("\0a\0b"), false) == SASL_DONE);
	CHECK(login_is("a", "b"));
}

static void
test_login(void)
{
	sasl_begin(&s, SASL_LOGIN);
	CHECK(strcmp(sasl_challenge(&s), "VXNlcm5hbWU6") == 0);
	CHECK(answer(BYTES("bob"), false) == SASL_ASK);
	CHECK(strcmp(sasl_challenge(&s), "UGFzc3dvcmQ6") == 0);
	CHECK(answer(BYTES("secret"), false) == SASL_DONE);
	CHECK(login_is("bob", "secret"));

	sasl_begin(&s, SASL_LOGIN);
	CHECK(answer(BYTES("bob"), true) == SASL_ASK);
	CHECK(strcmp(sasl_challenge(&s), "UGFzc3dvcmQ6") == 0);
	CHECK(raw("", false) == SASL_DONE && login_is("bob", ""));

	sasl_begin(&s, SASL_LOGIN);
	CHECK(answer(BYTES("b\0b"), false) == SASL_BAD);
	sasl_begin(&s, SASL_LOGIN);
	CHECK(answer(BYTES("bob"), false) == SASL_ASK);
	CHECK(answer(BYTES("sec\0ret"), false) == SASL_BAD);
	CHECK(sodium_is_zero((uint8_t *)&s, sizeof(s)) == 1);
}

static void
test_external(void)
{
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(strcmp(sasl_challenge(&s), "") == 0);
	CHECK(raw("=", true) == SASL_DONE && login_is("", ""));
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(raw("", false) == SASL_DONE && login_is("", ""));
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(raw("=", false) == SASL_BAD);
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(answer(BYTES("bob@example.org"), true) == SASL_DONE);
	CHECK(login_is("bob@example.org", ""));
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(answer(BYTES("bob\0"), true) == SASL_BAD);
}

/* Every answer may end it, and every malformed one does. */
static void
test_refused(void)
{
	static const char *const bad[] = { "dXNlcg", "dXNlcg===", " dXNlcg==",
		"dXNlcg== ", "dXN lcg==", "====", "\xff", "*=" };

	for (int mech = SASL_PLAIN; mech <= SASL_EXTERNAL; mech++) {
		sasl_begin(&s, (enum sasl_mech)mech);
		CHECK(raw("*", false) == SASL_CANCEL);
		sasl_begin(&s, (enum sasl_mech)mech);
		CHECK(raw("*", true) == SASL_BAD);
		for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
			sasl_begin(&s, (enum sasl_mech)mech);
			CHECK(raw(bad[i], i % 2 == 0) == SASL_BAD);
			CHECK(line[0] == '\0');
		}
	}
	sasl_begin(&s, SASL_LOGIN);
	CHECK(answer(BYTES("bob"), false) == SASL_ASK);
	CHECK(raw("*", false) == SASL_CANCEL);
	CHECK(sodium_is_zero((uint8_t *)&s, sizeof(s)) == 1);
}

static void
test_long(void)
{
	static char many[9200];
	const struct sasl_login *l = &s.login;

	memset(many, 'x', sizeof(many));
	for (size_t n = LIM_PASSWORD - 1; n <= LIM_PASSWORD + 1; n++) {
		sasl_begin(&s, SASL_LOGIN);
		CHECK(answer((struct bytes){ many, n }, false) == SASL_ASK);
		CHECK(l->name_n == (n < LIM_LOGIN ? n : LIM_LOGIN));
		CHECK(answer((struct bytes){ many, n }, false) == SASL_DONE);
		CHECK(l->password_n == (n <= LIM_PASSWORD ? n : 0));
	}
	sasl_begin(&s, SASL_EXTERNAL);
	CHECK(answer((struct bytes){ many, sizeof(many) }, true) == SASL_DONE);
	CHECK(l->name_n == LIM_LOGIN && LIM_LOGIN > 64 + 1 + 255);
	many[0] = many[9000] = '\0';
	CHECK(plain((struct bytes){ many, sizeof(many) }) == SASL_DONE);
	CHECK(l->name_n == LIM_LOGIN && l->password_n == 199);
}

int
main(void)
{
	test_auth();
	test_plain();
	test_login();
	test_external();
	test_refused();
	test_long();
	return unit_done();
}
