/*
 * more.c - calls for EVA, as eva.c has them: addresses, logins and what the
 * guard writes.
 */
#include "eva.h"
#include "base/limits.h"
#include "proto/path.h"
#include "proto/proxy.h"
#include "proto/sasl.h"
#include "proto/startnoise.h"
#include "proto/trace.h"

#include <limits.h>

static void
path_like(struct bytes in)
{
	struct addr a;

	path_take(&in, either(), &a);
}

static void
path_of(size_t n)
{
	path_like(input(n));
}

/* An address is as addr_set leaves it, or its length is wrong. */
static void
path_out(size_t local_n, size_t domain_n)
{
	struct addr a;
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);

	addr_set(&a, input(local_n), input(domain_n));
	if (local_n == 0 && either())
		a.local_n = LIM_LOCAL + 1;
	path_put(&t, &a);
}

static void
path_out_of(size_t n)
{
	path_out(n, n);
}

static void
path_out_local(size_t n)
{
	path_out(n, 0);
}

void
path(void)
{
	static const char *const texts[] = { "<@#:#@#>?", "<@#,@[1]:??", "<@#?",
		"<@#,?", "<@?@#>", " <\"?\"@#>", "\"???", "<#@[??]>", "<#@[?",
		"# #@#", "<postmaster>", "postmaste#", "<\"# #\"@##.##?",
		"\"# \"@#", NULL };

	EACH(path_of, 0, 3);
	EACH_OF(path_like, texts);
	once_letters(path_like, "<\"", LIM_LOCAL + 1, "\"@#>");
	once_letters(path_like, "<", LIM_LOCAL + 1, "@#>");
	once_letters(path_like, "<#@", LIM_DOMAIN + 1, ">");
	once_letters(path_like, "<##@", LIM_DOMAIN, ">");
	once_letters(path_like, "##@", LIM_DOMAIN, "");
	EACH(path_out_of, 0, 2);
	EACH(path_out_local, 3, 3);
}

static void
proxy_like(struct bytes in)
{
	struct ip peer;
	size_t need;

	proxy_take(in, &need, &peer);
}

static void
proxy_of(size_t n)
{
	proxy_like(input(n));
}

/* A header in octets: its length may be any, but there are N octets. */
static void
proxy_binary(size_t n)
{
	struct bytes in = input(n);

	memcpy((char *)(uintptr_t)in.p, "\r\n\r\n\0\r\nQUIT\n", 12);
	proxy_like(in);
}

void
proxy(void)
{
	static const char *const texts[] = { "PROXY UNKNOWN\r\n", "PROXY ????",
		"PROXY TCP? # # 1 1\r\n", "PROXY TCP6 ?? # # #\r\n",
		"PROXY TCP4 # # 1 ??\r\n", "PROXY TCP4 # # \r\n",
		"PROXY TCP4 # ##?\n", "PROXY ???\n", NULL };

	EACH(proxy_of, 0, 15);
	EACH(proxy_binary, 12, 17);
	EACH(proxy_binary, 28, 28);
	EACH(proxy_binary, 52, 52);
	EACH_OF(proxy_like, texts);
	once_letters(proxy_like, "PROXY ", PROXY_LINE, "");
	once_letters(proxy_like, "PROXY TCP4 ", 46, " # 1 1\r\n");
}

static void
sasl_like(struct bytes in)
{
	struct sasl s;

	if (sasl_auth(&s, in, either(), either()) == SASL_ASK)
		sasl_challenge(&s);
}

static void
sasl_of(size_t n)
{
	sasl_like(input(n));
}

/* An answer, and another one. */
static void
sasl_answers(size_t n)
{
	struct sasl s;

	sasl_begin(&s, (enum sasl_mech)Frama_C_interval(0, 2));
	if (sasl_take(&s, octets(n), n, either()) == SASL_ASK) {
		sasl_challenge(&s);
		sasl_take(&s, octets(n), n, false);
	}
}

static void
sasl_words(size_t n)
{
	struct sasl s;

	sasl_begin(&s, SASL_PLAIN);
	sasl_name(&s, input(n));
	sasl_password(&s, input(n));
}

void
sasl(void)
{
	static const char *const texts[] = { "PLAIN", "LOGI?", "EXTERNAL",
		"PLAIN ?", "LOGIN ????", "PLAI# ??", NULL };

	EACH(sasl_of, 0, 2);
	EACH(sasl_answers, 0, 4);
	EACH(sasl_answers, 8, 8);
	EACH(sasl_words, 0, 1);
	EACH(sasl_words, LIM_LOGIN, LIM_LOGIN + 1);
	EACH(sasl_words, LIM_PASSWORD, LIM_PASSWORD);
	/* More than the whole struct: what stays inside of it is no alarm. */
	EACH(sasl_words, sizeof(struct sasl) + 1, sizeof(struct sasl) + 1);
	EACH_OF(sasl_like, texts);
}

static void
startnoise_like(struct bytes in)
{
	struct startnoise s;

	startnoise_take(in, &s);
}

static void
rckey_like(struct bytes in)
{
	uint8_t key[NOISE_KEY];
	struct bytes word;

	rckey_take(in, key, &word);
}

static void
startnoise_of(size_t n)
{
	startnoise_like(input(n));
	rckey_like(input(n));
}

#define KEY "???????????????????????????????????????????="
#define MSG1 "????????????????????????????????????????????????????????????????"

void
startnoise(void)
{
	static const char *const texts[] = { "# " KEY " " MSG1,
		NOISE_NAME " " KEY " " MSG1, NULL };
	static const char *const keys[] = { "x25519 " KEY, "x25519 " KEY " ??",
		"?????? " KEY " ?", NULL };
	char buf[256];
	struct text t = TEXT(buf);
	struct startnoise s;

	EACH(startnoise_of, 0, 4);
	EACH_OF(startnoise_like, texts);
	EACH_OF(rckey_like, keys);
	Frama_C_make_unknown((char *)&s, sizeof(s));
	startnoise_put(&t, &s);
	rckey_put(&t, s.server, "current");
}

static void
trace_like(struct bytes helo, struct bytes ip, struct bytes comment)
{
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);
	struct addr from, rcpt;
	struct trace tr = { &from, helo, ip, BYTES("h"), BYTES("ESMTP"),
		comment, BYTES("1"), either() ? &rcpt : NULL,
		Frama_C_interval(INT_MIN, INT_MAX) };

	addr_set(&from, input(2), input(2));
	addr_set(&rcpt, input(1), input(1));
	trace_put(&t, &tr);
}

static void
trace_of(size_t n)
{
	trace_like(input(n), input(0), input(0));
	trace_like(input(0), input(n), input(0));
	trace_like(input(0), input(0), input(n));
}

static void
trace_long(size_t n)
{
	trace_like(letters("", n, ""), letters("", n, ""), letters("", n, ""));
}

void
trace(void)
{
	EACH(trace_of, 0, 3);
	EACH(trace_long, LIM_DOMAIN + 1, LIM_DOMAIN + 1);
}
