/*
 * noise_test.c - the handshake against vectors: messages octet by octet,
 * every octet of them changed, and every key of low order at every
 * Diffie-Hellman.
 */
#include "vault/noise.h"
#include "conn/record.h"
#include "unit.h"
#include "vectors.h"

#include <sodium.h>

static const struct bytes none;

static bool
same(const void *p, size_t n, const struct vec_line *l, unsigned column)
{
	return n == l->n[column] && memcmp(p, l->value[column], n) == 0;
}

/* Transport messages: those of the client, then those of the server, each
 * as records and both ways. */
static void
transport(struct vec *v, const char *name, const uint8_t *key)
{
	struct record w = { 0 }, r = { 0 };

	memcpy(w.key, key, sizeof(w.key));
	memcpy(r.key, key, sizeof(r.key));
	for (unsigned i = 1; i < v->count; i++) {
		const struct vec_line *l = &v->line[i];
		char out[VEC_VALUE + RECORD_ROOM];
		struct bytes plain;
		size_t n, used;

		if (strcmp(l->name, name) != 0)
			continue;
		n = record_seal(&w, (const char *)l->value[0], l->n[0], out);
		CHECK(n == l->n[1] + 2 && same(out + 2, n - 2, l, 1));
		CHECK(record_open(&r, out, n, &plain, &used) == RECORD_OK);
		CHECK(used == n && same(plain.p, plain.n, l, 0));
	}
}

static void
test_handshake(struct vec *v)
{
	const struct vec_line *m1 = vec_get(v, "message1"),
			      *m2 = vec_get(v, "message2"),
			      *m3 = vec_get(v, "message3"),
			      *keys = vec_find(v, "keys");
	const uint8_t *s = vec_get(v, "server-secret")->value[0],
		      *c = vec_get(v, "client-secret")->value[0],
		      *ce = vec_get(v, "client-ephemeral")->value[0],
		      *se = vec_get(v, "server-ephemeral")->value[0];
	struct bytes prologue = vec_bytes(v, "prologue");
	uint8_t pub[NOISE_KEY], msg[VEC_VALUE], got[VEC_VALUE];
	struct noise client, server;
	struct noise_keys mine, theirs;

#define PAYLOAD(m) ((struct bytes){ (const char *)(m)->value[0], (m)->n[0] })
	crypto_scalarmult_curve25519_base(pub, s);
	CHECK(xk_write1(&client, ce, pub, prologue, PAYLOAD(m1), msg));
	CHECK(same(msg, NOISE_MSG1 + m1->n[0], m1, 1));
	CHECK(xk_read1(&server, s, prologue, msg, m1->n[1], got));
	CHECK(same(got, m1->n[0], m1, 0));
	CHECK(xk_write2(&server, se, PAYLOAD(m2), msg));
	CHECK(same(msg, NOISE_MSG2 + m2->n[0], m2, 1));
	CHECK(xk_read2(&client, msg, m2->n[1], got));
	CHECK(same(got, m2->n[0], m2, 0));
	CHECK(xk_write3(&client, c, PAYLOAD(m3), msg, &mine));
	CHECK(same(msg, NOISE_MSG3 + m3->n[0], m3, 1));
	CHECK(xk_read3(&server, msg, m3->n[1], got, &theirs));
	CHECK(same(got, m3->n[0], m3, 0));
#undef PAYLOAD
	CHECK(memcmp(&mine, &theirs, sizeof(mine)) == 0);
	crypto_scalarmult_curve25519_base(pub, c);
	CHECK(memcmp(theirs.client, pub, NOISE_KEY) == 0);
	if (keys != NULL) {
		CHECK(same(mine.to_server, NOISE_KEY, keys, 0));
		CHECK(same(mine.to_client, NOISE_KEY, keys, 1));
	}
	transport(v, "client", mine.to_server);
	transport(v, "server", mine.to_client);
}

static bool
wiped(const void *p, size_t n)
{
	return sodium_is_zero(p, n) == 1;
}

/* On the writing side no tag can be wrong, only the order of the key. */
static void
test_point(const uint8_t *point)
{
	uint8_t secret[NOISE_KEY], other[NOISE_KEY], msg[NOISE_MSG3];
	struct noise client, server;
	struct noise_keys keys;

	randombytes_buf(secret, sizeof(secret));
	CHECK(!noise_write1(&client, point, none, msg)); /* es */
	CHECK(wiped(&client, sizeof(client)));
	crypto_scalarmult_curve25519_base(other, secret);
	CHECK(noise_write1(&client, other, none, msg));
	CHECK(noise_read1(&server, secret, none, msg));
	memcpy(other, server.other, NOISE_KEY);
	memcpy(server.other, point, NOISE_KEY);
	CHECK(!noise_write2(&server, msg)); /* ee */
	CHECK(wiped(&server, sizeof(server)));
	memcpy(client.other, point, NOISE_KEY);
	CHECK(!noise_write3(&client, other, msg, &keys)); /* se */
	CHECK(wiped(&client, sizeof(client)) && wiped(&keys, sizeof(keys)));
}

/* On the reading side: messages that an implementation would take if it looked
 * at tags alone. */
static void
test_forged(struct vec *v)
{
	const struct vec_line *secret = vec_get(v, "server-secret");
	const uint8_t *m1 = vec_get(v, "message1")->value[1];
	struct bytes prologue = vec_bytes(v, "prologue");
	uint8_t copy[NOISE_KEY], pub[NOISE_KEY], msg[NOISE_MSG3];
	struct noise x;
	struct noise_keys keys;

	crypto_scalarmult_curve25519_base(pub, secret->value[0]);
	memcpy(copy, secret->value[0], NOISE_KEY);
	CHECK(!noise_read1(
	    &x, copy, prologue, vec_get(v, "forged1")->value[1])); /* es */
	CHECK(wiped(&x, sizeof(x)) && wiped(copy, sizeof(copy)));

	CHECK(xk_write1(&x, vec_get(v, "client-ephemeral")->value[0], pub,
	    prologue, none, msg));
	CHECK(memcmp(msg, m1, NOISE_MSG1) == 0);
	CHECK(!noise_read2(&x, vec_get(v, "forged2")->value[1])); /* ee */
	CHECK(wiped(&x, sizeof(x)));

	memcpy(copy, secret->value[0], NOISE_KEY);
	CHECK(noise_read1(&x, copy, prologue, m1));
	CHECK(
	    xk_write2(&x, vec_get(v, "server-ephemeral")->value[0], none, msg));
	CHECK(memcmp(msg, vec_get(v, "message2")->value[1], NOISE_MSG2) == 0);
	CHECK(
	    !noise_read3(&x, vec_get(v, "forged3")->value[1], &keys)); /* se */
	CHECK(wiped(&x, sizeof(x)) && wiped(&keys, sizeof(keys)));
}

struct run {
	uint8_t server[NOISE_KEY], client[NOISE_KEY], pub[NOISE_KEY];
	uint8_t msg1[NOISE_MSG1], msg2[NOISE_MSG2], msg3[NOISE_MSG3];
	uint8_t prologue[NOISE_PROLOGUE];
	struct noise c1, s2, c3; /* states before messages 2 and 3 are read */
	struct noise s3;
};

static struct bytes
prologue(const struct run *r)
{
	return (struct bytes){ (const char *)r->prologue, sizeof(r->prologue) };
}

/* One good handshake by the calls that servers and clients make. */
static void
run_good(struct run *r)
{
	struct noise_keys mine, theirs;
	uint8_t secret[NOISE_KEY];
	struct noise x;

	randombytes_buf(r, sizeof(*r));
	memcpy(secret, r->server, NOISE_KEY);
	crypto_scalarmult_curve25519_base(r->pub, secret);
	CHECK(noise_write1(&r->c1, r->pub, prologue(r), r->msg1));
	CHECK(noise_read1(&r->s2, secret, prologue(r), r->msg1));
	CHECK(wiped(secret, sizeof(secret)));
	r->s3 = r->s2;
	CHECK(noise_write2(&r->s3, r->msg2));
	r->c3 = r->c1;
	CHECK(noise_read2(&r->c3, r->msg2));
	x = r->c3;
	CHECK(noise_write3(&x, r->client, r->msg3, &mine));
	CHECK(wiped(&x, sizeof(x)));
	x = r->s3;
	CHECK(noise_read3(&x, r->msg3, &theirs) && wiped(&x, sizeof(x)));
	CHECK(memcmp(&mine, &theirs, sizeof(mine)) == 0);
	CHECK(memcmp(mine.to_server, mine.to_client, NOISE_KEY) != 0);
}

static bool
reads1(struct run *r)
{
	uint8_t secret[NOISE_KEY];
	struct noise x;
	bool ok;

	memcpy(secret, r->server, NOISE_KEY);
	ok = noise_read1(&x, secret, prologue(r), r->msg1);
	return ok || !wiped(&x, sizeof(x)) || !wiped(secret, NOISE_KEY);
}

static bool
reads2(struct run *r)
{
	struct noise x = r->c1;

	return noise_read2(&x, r->msg2) || !wiped(&x, sizeof(x));
}

static bool
reads3(struct run *r)
{
	struct noise x = r->s3;
	struct noise_keys keys;

	return noise_read3(&x, r->msg3, &keys) || !wiped(&x, sizeof(x)) ||
	       !wiped(&keys, sizeof(keys));
}

/* How many single bits of P may be turned round without READS noticing;
 * the top bit of a public key, which X25519 ignores, is bound by the hash. */
static unsigned
unnoticed(struct run *r, uint8_t *p, size_t n, bool (*reads)(struct run *))
{
	unsigned count = 0;

	for (size_t i = 0; i < 8 * n; i++) {
		p[i / 8] ^= (uint8_t)(1U << i % 8);
		count += reads(r);
		p[i / 8] ^= (uint8_t)(1U << i % 8);
	}
	return count;
}

static void
test_tampering(void)
{
	struct run r;

	run_good(&r);
	CHECK(reads1(&r) && reads2(&r) && reads3(&r));
	CHECK(unnoticed(&r, r.msg1, sizeof(r.msg1), reads1) == 0);
	CHECK(unnoticed(&r, r.msg2, sizeof(r.msg2), reads2) == 0);
	CHECK(unnoticed(&r, r.msg3, sizeof(r.msg3), reads3) == 0);
	CHECK(unnoticed(&r, r.prologue, sizeof(r.prologue), reads1) == 0);
	/* Bits that clamping clears or sets make no other key. */
	CHECK(unnoticed(&r, r.server + 1, 30, reads1) == 0);
}

/* No ephemeral is used twice. */
static void
test_fresh(void)
{
	struct run a, b;

	run_good(&a);
	b = a;
	CHECK(noise_write1(&b.c1, b.pub, prologue(&b), b.msg1));
	CHECK(memcmp(a.msg1, b.msg1, NOISE_KEY) != 0);
	CHECK(noise_write2(&b.s2, b.msg2));
	CHECK(memcmp(a.msg2, b.msg2, NOISE_KEY) != 0);
}

int
main(int argc, char **argv)
{
	unsigned handshakes = 0, low = 0;
	struct vec v;

	if (sodium_init() < 0)
		return 1;
	vec_open(&v, vec_path(argc, argv));
	while (vec_next(&v))
		if (vec_is(&v, "handshake")) {
			handshakes++;
			test_handshake(&v);
		} else if (vec_is(&v, "low")) {
			low++;
			test_point(v.line[0].value[0]);
			test_forged(&v);
		} else if (vec_is(&v, "point")) {
			low++;
			test_point(v.line[0].value[0]);
		}
	CHECK(handshakes > 0 && low == 14);
	test_tampering();
	test_fresh();
	return unit_done();
}
