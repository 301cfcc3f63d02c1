/* base64_test.c - strict base64, against vectors and by exhaustion. */
#include "base/base64.h"
#include "unit.h"

static bool
decodes(const char *in, const char *want)
{
	char out[64];
	size_t n;

	return base64_get(bytes_str(in), out, sizeof(out), &n) &&
	       n == strlen(want) && memcmp(out, want, n) == 0;
}

static bool
refused(struct bytes in)
{
	char out[64];
	size_t n;

	return !base64_get(in, out, sizeof(out), &n);
}

static bool
encodes(const char *in, const char *want)
{
	char buf[64];
	struct text t = TEXT(buf);

	base64_put(&t, in, strlen(in));
	return text_end(&t) && strcmp(buf, want) == 0 &&
	       t.n == BASE64_LEN(strlen(in));
}

/* RFC 4648 section 10. */
static void
test_vectors(void)
{
	static const char *const v[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\xfb\xff\xbf", "+/+/" } };

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		CHECK(encodes(v[i][0], v[i][1]));
		CHECK(decodes(v[i][1], v[i][0]));
	}
}

static void
test_refused(void)
{
	static const char *const bad[] = { "Z", "Zg", "Zg=", "Zg===", "Zm9=v",
		"=", "==", "===", "====", "Z===", "dXNlcg===", "*", "****",
		"Zm9v ", " Zm9v", "Zm 9v", "Zm9v\n", "Zm9v\r\n",
		"Zm9vZg=", "Zg==Zm9v", "Zh==", "Zm9=", "Zm-_",
		"Zm9v====", "Zm=v" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(refused(bytes_str(bad[i])));
	CHECK(refused(BYTES("Zm9\0")) && refused(BYTES("\0\0\0\0")));
}

/* Every octet in every place, against the alphabet itself. */
static void
test_alphabet(void)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				  "qrstuvwxyz0123456789+/";
	unsigned wrong = 0;

	for (unsigned c = 0; c < 256; c++)
		for (unsigned at = 0; at < 4; at++) {
			char in[4] = "AAAA", out[3];
			const char *in_set = memchr(set, (int)c, 64);
			bool pad = c == '=' && at == 3;
			uint32_t v;
			size_t n;

			in[at] = (char)c;
			if (base64_get((struct bytes){ in, 4 }, out, 3, &n) !=
			    (in_set != NULL || pad)) {
				wrong++;
				continue;
			}
			if (in_set == NULL)
				continue;
			v = (uint32_t)(uint8_t)out[0] << 16 |
			    (uint32_t)(uint8_t)out[1] << 8 | (uint8_t)out[2];
			wrong += n != 3 || v != (uint32_t)(in_set - set)
						    << (18 - 6 * at);
		}
	CHECK(wrong == 0);
}

static void
test_room(void)
{
	char buf[8] = "Zm9vYmE=", out[8];
	size_t n;

	CHECK(!base64_get(BYTES("Zm9vYmE="), out, 4, &n));
	CHECK(base64_get(BYTES("Zm9vYmE="), out, 5, &n) && n == 5);
	CHECK(!base64_exact(BYTES("Zm9vYmE="), out, 6));
	CHECK(!base64_exact(BYTES("Zm9vYmFy"), out, 5));
	CHECK(base64_exact(BYTES("Zm9vYmE="), out, 5));
	CHECK(base64_exact(BYTES(""), out, 0));
	CHECK(base64_get((struct bytes){ buf, 8 }, buf, 8, &n));
	CHECK_BYTES(buf, n, "fooba");
}

/* Encoding and decoding give the same octets, for every length and octet. */
static void
test_round(void)
{
	uint8_t raw[256], back[256];
	char buf[BASE64_LEN(256)];
	unsigned wrong = 0;

	for (unsigned i = 0; i < 256; i++)
		raw[i] = (uint8_t)(i * 167 + 13);
	for (size_t n = 0; n <= 256; n++) {
		struct text t = TEXT(buf);

		base64_put(&t, raw, n);
		wrong += t.over ||
			 !base64_exact((struct bytes){ buf, t.n }, back, n) ||
			 memcmp(raw, back, n) != 0;
	}
	CHECK(wrong == 0);
}

int
main(void)
{
	test_vectors();
	test_refused();
	test_alphabet();
	test_room();
	test_round();
	return unit_done();
}
