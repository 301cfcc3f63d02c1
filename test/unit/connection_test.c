/*
 * connection_test.c - whole connections, octet by octet, from vectors:
 * transcript, prologue, the lines of the handshake, records; by the calls
 * that wire, guard and client make.
 */
#include "base/base64.h"
#include "proto/startnoise.h"
#include "conn/record.h"
#include "conn/transcript.h"
#include "unit.h"
#include "vault/noise.h"
#include "vectors.h"

#include <sodium.h>

static const struct bytes none;

static const uint8_t *
value(struct vec *v, const char *name)
{
	return vec_get(v, name)->value[0];
}

static struct bytes
line_bytes(const struct vec_line *l)
{
	return (struct bytes){ (const char *)l->value[0], l->n[0] };
}

/* The octets that were said in the clear, in pieces of every size. */
static void
test_prologue(struct vec *v)
{
	bool smtp = bytes_eq(line_bytes(&v->line[0]), BYTES("smtp"));
	struct bytes want = vec_bytes(v, "prologue");
	uint8_t got[NOISE_PROLOGUE];
	struct transcript t;

	transcript_init(&t);
	for (unsigned i = 0; i < v->count; i++) {
		struct bytes said = line_bytes(&v->line[i]);
		size_t cut = said.n * i / v->count;
		struct bytes head = { said.p, cut };

		if (strcmp(v->line[i].name, "say-server") == 0) {
			transcript_server(&t, head);
			transcript_server(&t, bytes_skip(said, cut));
		} else if (strcmp(v->line[i].name, "say-client") == 0) {
			transcript_client(&t, head);
			transcript_client(&t, bytes_skip(said, cut));
		}
	}
	transcript_prologue(&t, TRANSCRIPT_POP3, got);
	CHECK(smtp == (memcmp(got, want.p, sizeof(got)) != 0));
	transcript_prologue(&t, smtp ? TRANSCRIPT_SMTP : TRANSCRIPT_POP3, got);
	CHECK(want.n == sizeof(got) && memcmp(got, want.p, want.n) == 0);
}

/* The client's line and the server's answer, both ways. */
static void
test_lines(struct vec *v, struct noise *client, struct noise *server)
{
	struct bytes said = vec_bytes(v, "line");
	struct bytes answer = vec_bytes(v, "reply");
	struct startnoise mine, theirs;
	uint8_t secret[NOISE_KEY], msg2[NOISE_MSG2];
	char buf[256];
	struct text t = TEXT(buf);

	memcpy(secret, value(v, "server-secret"), NOISE_KEY);
	crypto_scalarmult_curve25519_base(mine.server, secret);
	CHECK(xk_write1(client, value(v, "client-ephemeral"), mine.server,
	    vec_bytes(v, "prologue"), none, mine.msg1));
	startnoise_put(&t, &mine);
	text_str(&t, "\r\n");
	CHECK(bytes_eq((struct bytes){ t.p, t.n }, said) && t.n == 155);

	said.n -= 2;
	CHECK(startnoise_take(bytes_skip(said, 11), &theirs) == STARTNOISE_OK);
	CHECK(memcmp(&mine, &theirs, sizeof(mine)) == 0);
	CHECK(
	    noise_read1(server, secret, vec_bytes(v, "prologue"), theirs.msg1));
	CHECK(xk_write2(server, value(v, "server-ephemeral"), none, msg2));
	t.n = 0;
	text_put(&t, (struct bytes){ answer.p, 4 });
	base64_put(&t, msg2, sizeof(msg2));
	text_str(&t, "\r\n");
	CHECK(bytes_eq((struct bytes){ t.p, t.n }, answer) && t.n == 70);
	CHECK(base64_exact((struct bytes){ answer.p + 4, 64 }, msg2, 48));
	CHECK(noise_read2(client, msg2));
}

/* Everything one side says, in one buffer that is opened in place. */
static void
test_records(struct vec *v, const char *who, const uint8_t *key)
{
	struct record w = { 0 }, r = { 0 };
	char sealed[4096];
	size_t n = 0, at = 0, used;
	struct bytes plain;

	memcpy(w.key, key, sizeof(w.key));
	memcpy(r.key, key, sizeof(r.key));
	for (unsigned i = 1; i < v->count; i++) {
		struct vec_line *l = &v->line[i];
		size_t got;

		if (strcmp(l->name, who) != 0)
			continue;
		got = record_seal(
		    &w, (const char *)l->value[0], l->n[0], sealed + n);
		CHECK(got == l->n[1]);
		CHECK(memcmp(sealed + n, l->value[1], got) == 0);
		n += got;
	}
	for (unsigned i = 1; i < v->count; i++) {
		struct vec_line *l = &v->line[i];

		if (strcmp(l->name, who) != 0)
			continue;
		CHECK(record_open(&r, sealed + at, n - at, &plain, &used) ==
		      (l->n[0] > 0 ? RECORD_OK : RECORD_END));
		CHECK(bytes_eq(plain, line_bytes(l)));
		at += used;
	}
	CHECK(at == n && n > 0 && r.over == w.over);
}

static void
test_connection(struct vec *v)
{
	const struct vec_line *keys = vec_get(v, "keys");
	struct bytes third = vec_bytes(v, "record3");
	struct noise_keys mine, theirs;
	struct noise client, server;
	char msg3[2 + NOISE_MSG3];

	test_prologue(v);
	test_lines(v, &client, &server);
	memcpy(msg3, NOISE_HEAD3, 2);
	CHECK(noise_write3(
	    &client, value(v, "client-secret"), (uint8_t *)msg3 + 2, &mine));
	CHECK(bytes_eq((struct bytes){ msg3, sizeof(msg3) }, third));
	CHECK(noise_read3(&server, (uint8_t *)msg3 + 2, &theirs));
	CHECK(memcmp(&mine, &theirs, sizeof(mine)) == 0);
	CHECK(memcmp(mine.to_server, keys->value[0], NOISE_KEY) == 0);
	CHECK(memcmp(mine.to_client, keys->value[1], NOISE_KEY) == 0);
	CHECK(memcmp(mine.client, value(v, "client-public"), NOISE_KEY) == 0);
	test_records(v, "client", mine.to_server);
	test_records(v, "server", mine.to_client);
}

int
main(int argc, char **argv)
{
	unsigned count = 0;
	struct vec v;

	if (sodium_init() < 0)
		return 1;
	vec_open(&v, vec_path(argc, argv));
	while (vec_next(&v))
		if (vec_is(&v, "connection")) {
			count++;
			test_connection(&v);
		}
	CHECK(count > 0);
	return unit_done();
}
