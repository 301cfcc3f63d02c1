/* startnoise_test.c - STARTNOISE refused in its order; RCKEY's lines. */
#include "proto/startnoise.h"
#include "unit.h"

#define KEY "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw="
#define MSG "ZLEBsdC+WocEvQePmJUAH8A+jp+VIvGI3RKNmEbUhGaIJHVytoY5AEPF17YFOivY"
#define KEY_30 "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/Asrht"

static enum startnoise_rc
take(const char *args)
{
	struct startnoise s;

	return startnoise_take(bytes_str(args), &s);
}

/* The syntax of the line comes before the name of the protocol. */
static void
test_order(void)
{
	CHECK(take("x") == STARTNOISE_SYNTAX);
	CHECK(take("Noise_NK_25519_ChaChaPoly_SHA256 " KEY " x") ==
	      STARTNOISE_SYNTAX);
	CHECK(take("Noise_NK_25519_ChaChaPoly_SHA256 " KEY " " MSG) ==
	      STARTNOISE_PROTOCOL);
	CHECK(take(NOISE_NAME " " KEY " " MSG) == STARTNOISE_OK);
}

static void
test_syntax(void)
{
	static const char *const bad[] = { "", " ", NOISE_NAME,
		NOISE_NAME " " KEY, NOISE_NAME " " KEY " ",
		NOISE_NAME " " KEY " " MSG " ", NOISE_NAME " " KEY " " MSG " x",
		NOISE_NAME "  " KEY " " MSG, NOISE_NAME " " KEY "  " MSG,
		" " KEY " " MSG, " " NOISE_NAME " " KEY " " MSG,
		NOISE_NAME "\t" KEY " " MSG, NOISE_NAME " " MSG " " KEY,
		NOISE_NAME " " KEY_30 " " MSG, NOISE_NAME " " KEY " " KEY,
		NOISE_NAME " " KEY "= " MSG, NOISE_NAME " " KEY " " MSG "AAAA",
		NOISE_NAME " " KEY " " MSG "=",
		NOISE_NAME " " KEY_30 "HHx= " MSG,
		NOISE_NAME " " KEY_30 "HH w= " MSG };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(take(bad[i]) == STARTNOISE_SYNTAX);
	CHECK(take(NOISE_NAME " " KEY_30 "HHw= " MSG) == STARTNOISE_OK);
	CHECK(take("noise_XK_25519_ChaChaPoly_SHA256 " KEY " " MSG) ==
	      STARTNOISE_PROTOCOL);
	CHECK(take(NOISE_NAME "2 " KEY " " MSG) == STARTNOISE_PROTOCOL);
	CHECK(take("x " KEY " " MSG) == STARTNOISE_PROTOCOL);
}

static bool
lists(const char *line, const char *want)
{
	uint8_t key[NOISE_KEY];
	struct bytes word;

	return rckey_take(bytes_str(line), key, &word) &&
	       bytes_eq(word, bytes_str(want));
}

static void
test_rckey(void)
{
	uint8_t key[NOISE_KEY] = { 1, 2, 3 }, back[NOISE_KEY];
	char buf[80];
	struct text t = TEXT(buf);
	struct bytes word;

	rckey_put(&t, key, "current");
	CHECK_BYTES(t.p, t.n,
	    "x25519 AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= current");
	CHECK(rckey_take((struct bytes){ t.p, t.n }, back, &word));
	CHECK(memcmp(key, back, sizeof(key)) == 0);
	CHECK_BYTES(word.p, word.n, "current");
	CHECK(
	    lists("x25519 " KEY " next and words of a later version", "next"));
	CHECK(lists("x25519 " KEY " old ", "old"));
	CHECK(!lists("x448 " KEY " current", "current"));
	CHECK(!lists("X25519 " KEY " current", "current"));
	CHECK(!lists("x25519 " KEY_30 " current", "current"));
	CHECK(!lists("x25519 " KEY, "") && !lists("x25519 " KEY " ", ""));
	CHECK(!lists("x25519  " KEY " current", "current"));
	CHECK(!lists("", "") && !lists("x25519", ""));
}

int
main(void)
{
	test_order();
	test_syntax();
	test_rckey();
	return unit_done();
}
