/* record_test.c - sealed records: sizes, pieces, lies, and their end. */
#include "conn/record.h"
#include "unit.h"

#include <sodium.h>
#include <stdlib.h>

static uint8_t key[NOISE_KEY];
static char big[RECORD_MAX + 64], copy[RECORD_MAX + 64];

static struct record
fresh(uint64_t count)
{
	struct record r = { .count = count };

	memcpy(r.key, key, sizeof(r.key));
	return r;
}

/* A record as a foreign writer would make it, of N octets. */
static size_t
foreign(char *out, size_t n, uint64_t count)
{
	uint8_t nonce[12] = { 0 }, *to = (uint8_t *)out;
	size_t len = n + 16;

	for (unsigned i = 0; i < 8; i++)
		nonce[4 + i] = (uint8_t)(count >> (8 * i));
	memset(to + 2, 'x', n);
	crypto_aead_chacha20poly1305_ietf_encrypt(
	    to + 2, NULL, to + 2, n, NULL, 0, NULL, nonce, key);
	to[0] = (uint8_t)(len >> 8);
	to[1] = (uint8_t)(len & 255);
	return len + 2;
}

/* Every legal size is taken; none of it before the last octet is here. */
static void
test_sizes(void)
{
	static const size_t sizes[] = { 1, 2, 15, 16, 17, 239, 240, 241, 255,
		256, 16383, 16384, 16385, 65518, 65519 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct record r = fresh(7);
		size_t n = foreign(big, sizes[i], 7), used;
		struct bytes plain;

		CHECK(record_open(&r, big, 0, &plain, &used) == RECORD_MORE);
		CHECK(used == 2 && plain.n == 0);
		CHECK(record_open(&r, big, 1, &plain, &used) == RECORD_MORE);
		CHECK(used == 2);
		CHECK(record_open(&r, big, 2, &plain, &used) == RECORD_MORE);
		CHECK(used == n);
		CHECK(
		    record_open(&r, big, n - 1, &plain, &used) == RECORD_MORE);
		CHECK(used == n && plain.n == 0 && r.count == 7);
		memcpy(big + n, "\xffrest", 5);
		CHECK(record_open(&r, big, n + 5, &plain, &used) == RECORD_OK);
		CHECK(used == n && plain.n == sizes[i] && plain.p == big + 2);
		CHECK(plain.p[0] == 'x' && plain.p[plain.n - 1] == 'x');
		CHECK(memcmp(big + n, "\xffrest", 5) == 0 && r.count == 8);
	}
}

/* Our records: in place or not, the same octets as those of a foreign
 * writer. */
static void
test_seal(void)
{
	static const size_t sizes[] = { 1, 100, RECORD_PLAIN };
	static const uint64_t counts[] = { 0, 255, 256, 0x0102030405060708,
		UINT64_MAX - 1 };

	for (size_t i = 0; i < 15; i++) {
		struct record a = fresh(counts[i % 5]), b = a;
		size_t n = sizes[i / 5], want = foreign(copy, n, a.count);

		memset(big, 'x', sizeof(big));
		CHECK(record_seal(&a, big + RECORD_HEAD, n, big) == want);
		CHECK(memcmp(big, copy, want) == 0 && big[want] == 'x');
		memset(copy, 'x', n);
		CHECK(record_seal(&b, copy, n, copy + 32768) == want);
		CHECK(memcmp(big, copy + 32768, want) == 0);
	}
}

static void
test_end(void)
{
	struct record w = fresh(0), r = fresh(0);
	struct bytes plain;
	size_t n = record_seal(&w, "bye", 3, big), used;

	n += record_seal(&w, "", 0, big + n);
	CHECK(n == 2 * RECORD_ROOM + 3);
	CHECK(record_seal(&w, "more", 4, big + n) == 0);
	CHECK(record_seal(&w, "", 0, big + n) == 0 && w.count == 2);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_OK);
	CHECK_BYTES(plain.p, plain.n, "bye");
	CHECK(
	    record_open(&r, big + used, n - used, &plain, &used) == RECORD_END);
	CHECK(used == RECORD_ROOM && plain.n == 0);
	CHECK(record_open(&r, big + n, 0, &plain, &used) == RECORD_MORE);
	CHECK(record_open(&r, big + n, 1, &plain, &used) == RECORD_AFTER);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_AFTER);
}

static void
test_spent(void)
{
	struct record w = fresh(UINT64_MAX - 1), r = w;
	struct bytes plain;
	size_t n = record_seal(&w, "last", 4, big), used;

	CHECK(record_seal(&w, "none", 4, big + n) == 0);
	CHECK(record_seal(&w, "", 0, big + n) == 0);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_OK);
	n = foreign(big, 4, UINT64_MAX);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_SPENT);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_AFTER);
	w = fresh(0);
	CHECK(record_seal(&w, big, RECORD_PLAIN + 1, copy) == 0);
}

/* Every bit turned round, replay, order, the other direction's key. */
static void
test_lies(void)
{
	const size_t n = 64 + RECORD_ROOM;
	struct bytes plain;
	unsigned taken = 0;
	struct record r;
	size_t used;

	for (size_t bit = 0; bit < 8 * n; bit++) {
		enum record_rc rc;

		r = fresh(1);
		foreign(big, 64, 1);
		big[bit / 8] ^= (char)(1 << bit % 8);
		rc = record_open(&r, big, n, &plain, &used);
		taken += rc == RECORD_OK || rc == RECORD_END || plain.n > 0;
		/* A longer length waits for more, and that is forged. */
		if (rc == RECORD_MORE)
			rc = record_open(&r, big, used, &plain, &used);
		taken += rc != RECORD_FORGED && rc != RECORD_SHORT;
		taken += record_open(&r, big, n, &plain, &used) != RECORD_AFTER;
	}
	CHECK(taken == 0);
	for (uint64_t count = 0; count < 4; count++) {
		r = fresh(count);
		foreign(big, 64, 2);
		CHECK((record_open(&r, big, n, &plain, &used) == RECORD_OK) ==
		      (count == 2));
	}
	r = fresh(2);
	r.key[31] ^= 1;
	foreign(big, 64, 2);
	CHECK(record_open(&r, big, n, &plain, &used) == RECORD_FORGED);
	for (unsigned len = 0; len < 16; len++) {
		char head[2] = { 0, (char)len };

		r = fresh(0);
		CHECK(record_open(&r, head, 2, &plain, &used) == RECORD_SHORT);
		CHECK(record_open(&r, head, 2, &plain, &used) == RECORD_AFTER);
	}
}

/* Without sodium_init first: this is how the wire may use it. */
int
main(void)
{
	memset(key, 7, sizeof(key));
	test_sizes();
	test_seal();
	if (sodium_init() < 0)
		return 1;
	test_sizes();
	test_seal();
	test_end();
	test_spent();
	test_lies();
	return unit_done();
}
