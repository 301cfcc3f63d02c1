/*
 * eva.c - calls every function of proto/ with all there may be, for EVA.
 *
 * A buffer has exactly the length that the function is told, and its octets
 * are unknown each time they are looked at. Each length up to a bound is
 * analysed apart; they are few, since EVA takes its time.
 */
#include "base/limits.h"
#include "proto/cmdline.h"
#include "proto/dot.h"
#include "proto/mailargs.h"
#include "proto/path.h"
#include "proto/proxy.h"
#include "proto/sasl.h"
#include "proto/startnoise.h"
#include "proto/stuff.h"
#include "proto/trace.h"

#include <__fc_builtin.h>
#include <stdlib.h>

static char *
octets(size_t n)
{
	char *p = calloc(1, n);

	Frama_C_make_unknown(p, n);
	return p;
}

static struct bytes
input(size_t n)
{
	return (struct bytes){ octets(n), n };
}

static bool
either(void)
{
	return Frama_C_interval(0, 1) == 1;
}

/* What memchr found is told apart up to here (libc.c). */
extern size_t found_at;

static void
once(void (*f)(size_t), size_t n)
{
	f(n);
	found_at = 0;
	//@ merge found_at;
}

#define EACH(f, least, most) \
	for (size_t n = (least); n <= (most); n++) \
	once(f, n)

static void
words_of(size_t n)
{
	struct bytes in = input(n), a, b;
	uint64_t number;

	if (either())
		args_split(in, &a, &b);
	xtext_valid(in);
	args_number(in, &number);
	helo_name_valid(in);
}

static void
param_of(size_t n)
{
	struct bytes in = input(n), key, value;

	args_param(&in, &key, &value);
}

static void
bdat_of(size_t n)
{
	uint64_t number;
	bool last;

	if (either())
		bdat_parse(input(n), &number, &last);
	else
		bdat_refused(input(n), &number);
}

void
args(void)
{
	EACH(words_of, 0, 3);
	EACH(words_of, 20, 21);
	EACH(param_of, 0, 3);
	EACH(bdat_of, 0, 4);
}

static void
mailargs_of(size_t n)
{
	struct mailargs out;

	mailargs_parse(input(n), &out);
}

void
mailargs(void)
{
	EACH(mailargs_of, 0, 3);
}

/* The state may be what any earlier call has left. */
static void
cmdline_of(size_t n)
{
	struct cmdline w = { .local = either() };
	struct bytes in = input(n), line;

	for (w.scanned = 0; w.scanned < n && either(); w.scanned++)
		;
	w.dropped = (size_t)Frama_C_interval(0, LIM_FLOOD);
	w.head_n = (size_t)Frama_C_interval(0, CMDLINE_HEAD);
	cmdline_take(&w, &in, 8, &line);
}

void
cmdline(void)
{
	EACH(cmdline_of, 0, 3);
	EACH(cmdline_of, 8, 9);
}

/* The states may be what any earlier call has left. */
static void
dot_of(size_t n)
{
	struct dot d = { .state = (uint8_t)Frama_C_interval(0, 4),
		.dots = either(),
		.local = either(),
		.bare = either(),
		.done = either() };
	struct hops h = { .state = (uint8_t)Frama_C_interval(0, 2),
		.matched = (uint8_t)Frama_C_interval(0, 8) };
	char *in = octets(n);
	size_t put;

	dot_feed(&d, in, n, in, &put);
	hops_feed(&h, in, n);
	dot_last(&d);
	dot_ended(&d);
	dot_init(&d, true, false);
	dot_feed(&d, in, n, octets(n), &put);
}

void
dot(void)
{
	EACH(dot_of, 0, 2);
	EACH(dot_of, 9, 9);
}

/* The state may be what any earlier call has left. */
static void
stuff_of(size_t n)
{
	struct stuff s = { .seen = (uint8_t)Frama_C_interval(0, 2),
		.last = (char)Frama_C_interval(-128, 127),
		.body = either(),
		.some = either(),
		.full = either(),
		.lines = (uint64_t)Frama_C_interval(0, 100) };

	stuff_feed(&s, octets(n), n, octets(2 * n));
	stuff_last(&s, octets(2));
	stuff_init(&s);
	stuff_top(&s, 7);
}

void
stuff(void)
{
	EACH(stuff_of, 0, 3);
}

static void
path_of(size_t n)
{
	struct bytes in = input(n);
	struct addr a;
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);

	if (path_take(&in, either(), &a))
		path_put(&t, &a);
}

void
path(void)
{
	EACH(path_of, 0, 3);
}

static void
proxy_of(size_t n)
{
	struct ip peer;
	size_t need;

	proxy_take(input(n), &need, &peer);
}

void
proxy(void)
{
	EACH(proxy_of, 0, 1);
	EACH(proxy_of, 16, 17);
	EACH(proxy_of, 52, 53);
}

static void
sasl_of(size_t n)
{
	struct sasl s;

	if (sasl_auth(&s, input(n), either(), either()) == SASL_ASK) {
		sasl_challenge(&s);
		sasl_take(&s, octets(n), n, false);
	}
	sasl_begin(&s, SASL_PLAIN);
	sasl_name(&s, input(n));
	sasl_password(&s, input(n));
}

void
sasl(void)
{
	EACH(sasl_of, 0, 3);
}

static void
startnoise_of(size_t n)
{
	struct startnoise s;
	uint8_t key[NOISE_KEY];
	struct bytes word;

	startnoise_take(input(n), &s);
	rckey_take(input(n), key, &word);
}

void
startnoise(void)
{
	char buf[256];
	struct text t = TEXT(buf);
	struct startnoise s;

	EACH(startnoise_of, 0, 4);
	Frama_C_make_unknown((char *)&s, sizeof(s));
	startnoise_put(&t, &s);
	rckey_put(&t, s.server, "current");
}

static void
trace_of(size_t n)
{
	char buf[LIM_TRACE];
	struct text t = TEXT(buf);
	struct addr from, rcpt;
	struct trace tr = { &from, input(n), input(n), input(n), input(n),
		input(n), input(n), &rcpt, Frama_C_interval(0, 2000000000) };

	Frama_C_make_unknown((char *)&from, sizeof(from));
	Frama_C_make_unknown((char *)&rcpt, sizeof(rcpt));
	if (from.local_n > LIM_LOCAL || rcpt.local_n > LIM_LOCAL)
		return;
	trace_put(&t, &tr);
}

void
trace(void)
{
	EACH(trace_of, 0, 1);
}
