/*
 * hash_test.c - password hashes: those of another implementation (argon2,
 * the reference's command), what is refused before it is computed, and a
 * lack of memory, which is not a wrong password.
 */
#include "vault/hash.h"
#include "unit.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/resource.h>

#define SALT "$MDEyMzQ1Njc4OWFiY2RlZg"
#define HASH "$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0"
#define GOOD "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT HASH
#define PARAMS(p) "{ARGON2ID}$argon2id$" p SALT HASH

static enum hash_rc
verify(const char *field, const char *password)
{
	struct hash h;
	const char *why;

	if (!CHECK(hash_parse(bytes_str(field), &h, &why)))
		return HASH_LATER;
	return hash_verify(&h, bytes_str(password));
}

static void
test_foreign(void)
{
	static const char *const v[] = {
		GOOD,
		"{argon2id}$argon2id$v=19$m=8,t=1,p=1" SALT HASH,
		"{ARGON2ID}$argon2id$v=19$m=256,t=3,p=1" SALT
		"$jFK5L1svD5UsmHHiM6cw5A",
		"{ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1" SALT
		"$XlIARiBE0nDF7PsfubnEl7+kj2YcIpRpFBydLDuxDgI",
		"{ARGON2ID}$argon2id$v=19$m=64,t=10,p=1" SALT
		"$ZWGXf1cgWIdU/rs/n7sT1yR72S/uF2qEJovRKj1sovQTeha5xFxY74uM6T8"
		"FTHgoqy/wp28kB/BCTthzknmNJQ",
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		CHECK(verify(v[i], "correct horse") == HASH_YES);
		CHECK(verify(v[i], "correct horsf") == HASH_NO);
		CHECK(verify(v[i], "") == HASH_NO);
	}
}

/* Each of these is refused, and says why. */
static void
test_refused(void)
{
	static const char *const bad[][2] = {
		{ "", "none of" },
		{ "secret", "none of" },
		{ "{PLAIN}secret", "none of" },
		{ "{ARGON2I}$argon2i$v=19$m=8,t=3,p=1" SALT HASH, "none of" },
		{ "$argon2id$v=19$m=8,t=1,p=1" SALT HASH, "none of" },
		{ "{ARGON2ID}", "malformed" },
		{ "{ARGON2ID}$argon2i$v=19$m=8,t=3,p=1" SALT HASH,
		    "malformed" },
		{ PARAMS("m=8,t=1,p=1"), "malformed" },
		{ PARAMS("v=19$t=1,m=8,p=1"), "malformed" },
		{ PARAMS("v=19$m=8,t=1"), "malformed" },
		{ PARAMS("v=19$m=8,t=1,p=1,x=1"), "malformed" },
		{ PARAMS("v=19$m=8,t=,p=1"), "malformed" },
		{ PARAMS("v=19$m=-8,t=1,p=1"), "malformed" },
		{ PARAMS("v=19$m=+8,t=1,p=1"), "malformed" },
		{ PARAMS("v=019$m=8,t=1,p=1"), "malformed" },
		{ PARAMS("v=19$m=8,t=01,p=1"), "malformed" },
		{ PARAMS("v=19$m=99999999999999999999,t=1,p=1"), "malformed" },
		{ PARAMS("v=19$m=8,t=1,p=1 "), "malformed" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT, "malformed" },
		{ PARAMS("v=16$m=8,t=1,p=1"), "range" },
		{ PARAMS("v=19$m=7,t=1,p=1"), "range" },
		{ PARAMS("v=19$m=262145,t=1,p=1"), "range" },
		{ PARAMS("v=19$m=8,t=0,p=1"), "range" },
		{ PARAMS("v=19$m=8,t=11,p=1"), "range" },
		{ PARAMS("v=19$m=8,t=1,p=0"), "range" },
		{ PARAMS("v=19$m=16,t=1,p=2"), "range" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2Rl" //
		    HASH,
		    "salt" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$" HASH, "salt" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT "==" HASH,
		    "salt" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT "A" HASH,
		    "salt" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT "$", "16 to 64" },
		{ "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1" SALT
		  "$M7jw0GQI4Kfcxf+xPldf",
		    "16 to 64" },
		{ GOOD "=", "16 to 64" },
		{ GOOD "AA", "16 to 64" },
		{ GOOD "$", "16 to 64" },
		{ GOOD " ", "16 to 64" },
		{ GOOD "M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0AA",
		    "16 to 64" },
	};
	struct hash h;
	const char *why;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK(!hash_parse(bytes_str(bad[i][0]), &h, &why));
		if (!CHECK(strstr(why, bad[i][1]) != NULL))
			printf("\t%s: %s\n", bad[i][0], why);
	}
	/* The ends of what is taken; nothing is hashed for it. */
	CHECK(
	    hash_parse(bytes_str(PARAMS("v=19$m=262144,t=10,p=1")), &h, &why));
	CHECK(h.m == 262144 && h.t == 10 && h.n == 32);
}

/* Cut anywhere, it is no hash or at least not this one. */
static void
test_cut(void)
{
	unsigned taken = 0;
	const char *why;
	struct hash h;

	for (size_t n = 0; n < sizeof(GOOD) - 1; n++)
		if (hash_parse((struct bytes){ GOOD, n }, &h, &why))
			taken += h.n >= 32;
	CHECK(taken == 0);
}

static void
test_make(void)
{
	char buf[HASH_TEXT], again[HASH_TEXT];
	struct text t = TEXT(buf), u = TEXT(again);
	struct hash h;
	const char *why;

	CHECK(hash_make(&t, BYTES("a b\xc3\xa9")) && text_end(&t));
	CHECK(crypto_pwhash_str_verify(
		  buf + strlen("{ARGON2ID}"), "a b\xc3\xa9", 5) == 0);
	CHECK(strstr(buf, "{ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1$") == buf);
	CHECK(verify(buf, "a b\xc3\xa9") == HASH_YES);
	CHECK(hash_make(&u, BYTES("a b\xc3\xa9")) && text_end(&u));
	CHECK(strcmp(buf, again) != 0);
	/* A dummy hash: nobody gets in with it. */
	u.n = 0;
	CHECK(hash_make(&u, BYTES("")) && text_end(&u));
	CHECK(hash_parse((struct bytes){ u.p, u.n }, &h, &why));
	CHECK(hash_verify(&h, BYTES("")) == HASH_NO);
	CHECK(hash_verify(NULL, BYTES("x")) == HASH_NO);
	CHECK(hash_verify(NULL, BYTES("")) == HASH_NO);
}

/* ASan and valgrind give up where ours is to say no. */
static bool
memory_is_ours(void)
{
	const char *preload = getenv("LD_PRELOAD");

#ifdef WITH_SANITIZERS
	return false;
#endif
	return preload == NULL || strstr(preload, "vgpreload") == NULL;
}

static void
test_memory(void)
{
	struct rlimit all, none;
	struct hash h;
	char buf[HASH_TEXT];
	struct text t = TEXT(buf);
	enum hash_rc right, dummy;
	const char *why;
	bool made;

	CHECK(hash_parse(bytes_str(PARAMS("v=19$m=262144,t=1,p=1")), &h, &why));
	CHECK(getrlimit(RLIMIT_AS, &all) == 0);
	none = (struct rlimit){ 32 << 20, all.rlim_max };
	CHECK(setrlimit(RLIMIT_AS, &none) == 0);
	right = hash_verify(&h, BYTES("correct horse"));
	dummy = hash_verify(NULL, BYTES("x"));
	made = hash_make(&t, BYTES("x"));
	CHECK(setrlimit(RLIMIT_AS, &all) == 0);
	CHECK(right == HASH_LATER && dummy == HASH_LATER && !made);
	CHECK(hash_verify(NULL, BYTES("x")) == HASH_NO);
}

int
main(void)
{
	if (sodium_init() < 0)
		return 1;
	test_foreign();
	test_refused();
	test_cut();
	test_make();
	if (memory_is_ours())
		test_memory();
	else
		puts("a tool watches memory: no lack of it is tried");
	return unit_done();
}
