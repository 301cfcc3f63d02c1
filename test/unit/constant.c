/*
 * constant.c - what works with secrets, with the secrets marked as undefined:
 * valgrind's memcheck objects to each branch and each address that depends on
 * one. Run by constant.bats; usage: constant CASE.
 *
 * What is told to everybody in the end is marked as defined again: public keys,
 * ciphertexts, and whether a tag or a password was right. argon2id itself uses
 * addresses that depend on the password, by design; it is left out here. The
 * secrets: passwords, and the hashes that are made of them, the server's key
 * in its file and in memory, the client's, those of one handshake and of its
 * records, what is sealed in them, and the base64 of keys and of logins.
 */
#include "scratch.h"
#include "base/base64.h"
#include "base/clock.h"
#include "conn/record.h"
#include "vault/account.h"
#include "vault/key.h"
#include "vault/keyring.h"
#include "vault/noise.h"

#include <sodium.h>
#include <valgrind/memcheck.h>

#define SECRET(p, n) ((void)VALGRIND_MAKE_MEM_UNDEFINED((p), (n)))
#define TOLD(p, n) ((void)VALGRIND_MAKE_MEM_DEFINED((p), (n)))

static bool filed = true; /* keys are secret from now on */

int __real_crypto_aead_chacha20poly1305_ietf_decrypt(unsigned char *m,
    unsigned long long *mlen, unsigned char *nsec, const unsigned char *c,
    unsigned long long clen, const unsigned char *ad, unsigned long long adlen,
    const unsigned char *npub, const unsigned char *k),
    __wrap_crypto_aead_chacha20poly1305_ietf_decrypt(unsigned char *m,
	unsigned long long *mlen, unsigned char *nsec, const unsigned char *c,
	unsigned long long clen, const unsigned char *ad,
	unsigned long long adlen, const unsigned char *npub,
	const unsigned char *k);
int __real_crypto_scalarmult_curve25519(
    unsigned char *q, const unsigned char *n, const unsigned char *p),
    __wrap_crypto_scalarmult_curve25519(
	unsigned char *q, const unsigned char *n, const unsigned char *p);
int __real_crypto_scalarmult_curve25519_base(
    unsigned char *q, const unsigned char *n),
    __wrap_crypto_scalarmult_curve25519_base(
	unsigned char *q, const unsigned char *n);
void __real_randombytes_buf(void *p, size_t n),
    __wrap_randombytes_buf(void *p, size_t n);
int __real_sodium_memcmp(const void *a, const void *b, size_t n),
    __wrap_sodium_memcmp(const void *a, const void *b, size_t n);
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n,
    const char *password, unsigned long long n, const unsigned char *salt,
    unsigned long long ops, size_t mem, int alg);

/* Whether a tag is right is told. */
int
__wrap_crypto_aead_chacha20poly1305_ietf_decrypt(unsigned char *m,
    unsigned long long *mlen, unsigned char *nsec, const unsigned char *c,
    unsigned long long clen, const unsigned char *ad, unsigned long long adlen,
    const unsigned char *npub, const unsigned char *k)
{
	int rc = __real_crypto_aead_chacha20poly1305_ietf_decrypt(
	    m, mlen, nsec, c, clen, ad, adlen, npub, k);

	TOLD(&rc, sizeof(rc));
	return rc;
}

/* A key of low order is refused: that it was one is told. */
int
__wrap_crypto_scalarmult_curve25519(
    unsigned char *q, const unsigned char *n, const unsigned char *p)
{
	int rc = __real_crypto_scalarmult_curve25519(q, n, p);

	TOLD(&rc, sizeof(rc));
	SECRET(q, NOISE_KEY);
	return rc;
}

/* Each secret key there is gets here. */
int
__wrap_crypto_scalarmult_curve25519_base(
    unsigned char *q, const unsigned char *n)
{
	int rc;

	if (!filed)
		SECRET(n, NOISE_KEY);
	rc = __real_crypto_scalarmult_curve25519_base(q, n);
	TOLD(q, NOISE_KEY);
	TOLD(&rc, sizeof(rc));
	return rc;
}

void
__wrap_randombytes_buf(void *p, size_t n)
{
	__real_randombytes_buf(p, n);
	if (!filed)
		SECRET(p, n);
}

int
__wrap_sodium_memcmp(const void *a, const void *b, size_t n)
{
	int rc = __real_sodium_memcmp(a, b, n);

	TOLD(&rc, sizeof(rc));
	return rc;
}

/* The first octets of the hash are those of the password. */
int
__wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n,
    const char *password, unsigned long long n, const unsigned char *salt,
    unsigned long long ops, size_t mem, int alg)
{
	(void)salt;
	(void)ops;
	(void)mem;
	(void)alg;
	memset(out, 0, (size_t)out_n);
	memcpy(out, password, (size_t)(n < out_n ? n : out_n));
	return 0;
}

/* Passwords, right and wrong, of users and of nobody. */
static bool
passwords(void)
{
	static const char *const names[] = { "ann@b.c", "eve@b.c", "no@b.c" };
	static const enum account_rc want[] = { ACCOUNT_YES, ACCOUNT_WRONG,
		ACCOUNT_WRONG };
	struct report r = scratch_report;
	struct account found;
	struct users u;
	struct conf c;
	bool ok;

	conf_init(&c);
	ok = conf_set(&c, bytes_str("users"), bytes_str("users")) == NULL &&
	     conf_set(&c, bytes_str("aliases"), bytes_str("none")) == NULL &&
	     conf_set(&c, bytes_str("run"), bytes_str("none")) == NULL &&
	     scratch_write("users",
		 "ann@b.c:{ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1"
		 "$c2FsdHNhbHRzYWx0c2FsdA"
		 "$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g:::::\n"
		 "eve@b.c\n",
		 0600) &&
	     users_open(&u, &c, &r);
	for (int i = 0; ok && i < 6; i++) {
		char password[] = "hashhashhashhashhashhashhashhash";
		bool right = i < 3;

		password[31] = right ? 'h' : 'x';
		SECRET(password, sizeof(password) - 1);
		ok = account_password(&u, bytes_str(names[i % 3]),
			 (struct bytes){ password, sizeof(password) - 1 },
			 clock_mono() + 1000,
			 &found) == (right ? want[i % 3] : ACCOUNT_WRONG);
	}
	return unlink("users") == 0 && ok;
}

static uint8_t server[NOISE_KEY];

static bool
find_key(uint8_t secret[NOISE_KEY])
{
	uint8_t other[NOISE_KEY] = { 9 };
	bool ok = keyring_make("keys", KEYRING_CURRENT, getuid(), (gid_t)-1,
	    server, &scratch_report);

	filed = false;
	return ok &&
	       keyring_find("keys", other, secret, &scratch_report) ==
		   KEYRING_NO &&
	       keyring_find("keys", server, secret, &scratch_report) ==
		   KEYRING_YES;
}

/* A key as its file has it, or a password as AUTH has it. Which of the last two
 * are = is told: it is the length. */
static bool
from_base64(void)
{
	char text[] = "c2FsdHNhbHRzYWx0c2FsdHNhbHRzYWx0c2FsdHNhbHQ=";
	uint8_t out[NOISE_KEY];
	size_t n = 0;
	bool ok;

	SECRET(text, sizeof(text) - 3);
	ok = base64_get(
	    (struct bytes){ text, sizeof(text) - 1 }, out, sizeof(out), &n);
	TOLD(&ok, sizeof(ok));
	return ok && n == sizeof(out);
}

static bool
keys(void)
{
	uint8_t secret[NOISE_KEY];

	return find_key(secret) && scratch_remove("keys") && from_base64();
}

/* Both sides, then records in both directions, a forged one at the end. */
static bool
channel(void)
{
	static char out[512];
	static const char prologue[NOISE_PROLOGUE];
	struct bytes said = { prologue, sizeof(prologue) }, plain;
	uint8_t secret[NOISE_KEY], mine[NOISE_KEY], pub[NOISE_KEY];
	uint8_t m1[NOISE_MSG1], m2[NOISE_MSG2], m3[NOISE_MSG3];
	struct noise_keys a, b;
	struct noise c, s;
	struct record to = { .count = 0 }, from = { .count = 0 };
	size_t n, used;
	bool ok = find_key(secret);

	randombytes_buf(mine, sizeof(mine));
	key_public(mine, pub);
	ok = ok && noise_write1(&c, server, said, m1);
	TOLD(m1, sizeof(m1));
	ok = ok && noise_read1(&s, secret, said, m1) && noise_write2(&s, m2);
	TOLD(m2, sizeof(m2));
	ok = ok && noise_read2(&c, m2) && noise_write3(&c, mine, m3, &a);
	TOLD(m3, sizeof(m3));
	ok = ok && noise_read3(&s, m3, &b);
	memcpy(to.key, a.to_server, NOISE_KEY);
	memcpy(from.key, b.to_server, NOISE_KEY);
	for (int i = 0; ok && i < 3; i++) {
		char text[200] = "a secret";

		SECRET(text, sizeof(text));
		n = record_seal(&to, text, sizeof(text), out);
		TOLD(out, n);
		out[9] = (char)(out[9] ^ (i == 2));
		ok = record_open(&from, out, n, &plain, &used) ==
		     (i == 2 ? RECORD_FORGED : RECORD_OK);
	}
	return scratch_remove("keys") && ok;
}

/* What must be objected to. */
static bool
leak(void)
{
	char password[] = "right", guess[] = "rigid";
	volatile unsigned same = 0;

	SECRET(password, sizeof(password));
	while (same < sizeof(guess) && password[same] == guess[same])
		same = same + 1;
	return same > 0;
}

int
main(int argc, char **argv)
{
	const char *what = argc == 2 ? argv[1] : "";
	bool ok = sodium_init() >= 0 && scratch_enter();

	if (strcmp(what, "passwords") == 0)
		ok = ok && passwords();
	else if (strcmp(what, "keys") == 0)
		ok = ok && keys();
	else if (strcmp(what, "channel") == 0)
		ok = ok && channel();
	else if (strcmp(what, "leak") == 0)
		ok = ok && leak();
	else
		ok = false;
	TOLD(&ok, sizeof(ok));
	return scratch_leave() && ok ? 0 : 1;
}
