/*
 * eva.c - calls every function of proto/ with all there may be, for EVA.
 *
 * A buffer has exactly the length that the function is told, and its octets
 * are unknown each time they are looked at. Each length up to a bound is
 * analysed apart; they are few, since EVA takes its time.
 */
#include "eva.h"
#include "base/limits.h"
#include "proto/cmdline.h"
#include "proto/dot.h"
#include "proto/mailargs.h"
#include "proto/stuff.h"

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
mailargs_like(struct bytes in)
{
	struct mailargs out;

	mailargs_parse(in, &out);
}

static void
mailargs_of(size_t n)
{
	mailargs_like(input(n));
}

void
mailargs(void)
{
	static const char *const texts[] = { " SIZE=?", " SIZE=?? ???",
		" BODY=????", " BODY=????????", " SMTPUTF8", " SMTPUTF8=?",
		" AUTH=???", " SIZE=1 SIZE=?", " ?BODY=??", NULL };

	EACH(mailargs_of, 0, 4);
	EACH_OF(mailargs_like, texts);
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
	char *in = octets(n);
	size_t put;

	dot_feed(&d, in, n, in, &put);
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

/* The state may be what any earlier call has left. */
static void
hops_of(size_t n)
{
	struct hops h = { .state = (uint8_t)Frama_C_interval(0, 2),
		.matched = (uint8_t)Frama_C_interval(0, 8) };

	hops_feed(&h, octets(n), n);
}

void
hops(void)
{
	EACH(hops_of, 0, 4);
}
