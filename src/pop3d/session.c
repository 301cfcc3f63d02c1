/*
 * session.c - the loop of a session: lines in, replies out, limits.
 * Runs in the wire. Every byte of a line comes from the peer.
 */
#include "pop3d/session.h"
#include "pop3d/pop3d.h"
#include "proto/args.h"

#include <string.h>

void
say_line(struct session *s, struct bytes text)
{
	chan_put(s->chan, text);
	chan_put(s->chan, BYTES("\r\n"));
}

void
say_dot(struct session *s)
{
	say_line(s, BYTES("."));
}

void
say_ok(struct session *s, struct bytes text)
{
	chan_put(s->chan, BYTES("+OK "));
	say_line(s, text);
}

void
say(struct session *s, enum reply r)
{
	say_line(s, bytes_str(replies[r]));
	s->errors += replies[r][0] == '-';
}

void
say_and_close(struct session *s, enum reply r, enum guard_end end)
{
	if (s->closing)
		return;
	say(s, r);
	s->closing = true;
	s->end = end;
}

void
break_off(struct session *s)
{
	/* What was answered before is whole. */
	chan_flush(s->chan);
	s->closing = s->mute = true;
	s->end = GUARD_END_LOST;
}

bool
pop3_number(struct bytes b, uint64_t *out)
{
	return b.n <= 10 && num_parse(b, UINT64_MAX, out) &&
	       (b.n == 1 || b.p[0] != '0');
}

bool
take_message(struct session *s, struct bytes *arg, uint32_t *i)
{
	struct bytes digits;
	uint64_t n;

	if (!bytes_cut(arg, ' ', &digits)) {
		digits = *arg;
		*arg = bytes_skip(*arg, arg->n);
	}
	if (!pop3_number(digits, &n)) {
		say(s, RE_ARGUMENT);
	} else if (n == 0 || n > s->total) {
		say(s, RE_NO_MESSAGE);
	} else if ((s->message[n - 1] & POP3_GONE) != 0) {
		say(s, RE_DELETED);
	} else {
		*i = (uint32_t)n - 1;
		return true;
	}
	return false;
}

static const struct verb *
find_verb(const struct session *s, struct bytes name)
{
	for (const struct verb *v = s->first; v->name != NULL; v++)
		if (bytes_ieq(name, bytes_str(v->name)))
			return v;
	for (const struct verb *v = pop3_verbs; v->name != NULL; v++)
		if (bytes_ieq(name, bytes_str(v->name)))
			return v;
	return NULL;
}

/* Arguments are separated by one space each. */
static bool
right_number(const struct verb *v, struct bytes arg)
{
	unsigned n = arg.n > 0;

	if (v->most == POP3_REST)
		return n >= v->least;
	for (size_t i = 0; i < arg.n; i++)
		n += arg.p[i] == ' ';
	return n >= v->least && n <= v->most;
}

static void
run_line(struct session *s, struct bytes line)
{
	const struct verb *v = NULL;
	struct bytes name, arg;
	bool named = s->named;

	s->commands++;
	/* PASS counts only right behind USER. */
	s->named = false;
	if (!args_split(line, &name, &arg)) {
		say(s, RE_SYNTAX);
		return;
	}
	v = find_verb(s, name);
	/* A password keeps its spaces. */
	if (v != NULL && v->run == verb_pass)
		arg = bytes_skip(line, name.n + 1);
	if (v == NULL) {
		say(s, RE_UNKNOWN);
	} else if (!v->early && !s->secure &&
		   s->start->conf.handshake == CONF_HS_REQUIRE) {
		say(s, RE_REQUIRED);
	} else if (!right_number(v, arg)) {
		say(s, RE_ARGUMENT);
	} else if ((v->when & s->state) == 0) {
		say(s, RE_ORDER);
	} else {
		s->named = named && v->run == verb_pass;
		v->run(s, arg);
	}
}

static size_t
longest(const struct session *s, struct bytes in)
{
	return s->answer != NULL || bytes_istarts(in, BYTES("AUTH ")) ||
		       bytes_istarts(in, BYTES("STARTNOISE "))
		   ? LIM_AUTH_LINE
		   : LIM_POP3_LINE;
}

/* The channel gave no input. A silent peer is left without a word. */
static void
no_input(struct session *s, enum chan_rc rc)
{
	if (rc == CHAN_TERM) {
		say_and_close(s, RE_SHUTDOWN, GUARD_END_TERM);
		return;
	}
	s->closing = true;
	s->mute = rc != CHAN_END;
	s->end = rc == CHAN_SILENT   ? GUARD_END_SILENT
		 : rc == CHAN_FORGED ? GUARD_END_FORGED
		 : s->tunnel.in.over ? GUARD_END_QUIT
				     : GUARD_END_LOST;
}

static void
step(struct session *s)
{
	struct bytes in = chan_input(s->chan), line;
	enum wireline_rc rc =
	    wireline_take(&s->line, &in, longest(s, in), &line);
	enum chan_rc filled;

	/* The handshake is bound to all that came before its line. */
	if (rc == WIRELINE_OK && s->handshake && !s->secure &&
	    bytes_istarts(line, BYTES("STARTNOISE")))
		tunnel_mark(&s->tunnel, TRANSCRIPT_POP3);
	chan_take(s->chan, chan_input(s->chan).n - in.n);
	switch (rc) {
	case WIRELINE_OK:
		if (s->answer != NULL)
			s->answer(s, line);
		else
			run_line(s, line);
		break;
	case WIRELINE_BAD:
	case WIRELINE_LONG:
		s->commands++;
		s->answer = NULL;
		s->named = false;
		say(s, RE_SYNTAX);
		break;
	case WIRELINE_FLOOD:
		say_and_close(s, RE_FLOOD, GUARD_END_ERRORS);
		break;
	case WIRELINE_MORE:
		filled = chan_fill(s->chan);
		if (filled != CHAN_OK)
			no_input(s, filled);
		break;
	}
	if (!s->closing && s->errors >= s->start->conf.max_errors)
		say_and_close(s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS);
}

void
pop3d_wire(const struct start *start, int guard, bool handshake)
{
	static struct chan chan;
	static struct session s;
	static uint64_t message[LIM_MESSAGES];
	struct guard_request bye = { .op = GUARD_BYE };

	chan_init(
	    &chan, 0, 1, start->conf.idle_timeout, start->conf.session_timeout);
	s = (struct session){
		.start = start,
		.chan = &chan,
		.guard = guard,
		.state = POP3_LOGIN,
		.message = message,
		.line.local = !start->peer.network,
		.first = start->conf.dialect == CONF_TEACHING
			     ? pop3_verbs_teaching
			     : pop3_verbs,
		.handshake = handshake,
	};
	if (handshake)
		chan_wrap(&chan, tunnel_witness(&s.tunnel));
	say(&s, RE_READY);
	while (!s.closing)
		step(&s);
	ahead_end(&s);
	if (!s.mute)
		chan_finish(&chan);
	explicit_bzero(&s.sasl, sizeof(s.sasl));
	explicit_bzero(&s.tunnel, sizeof(s.tunnel));
	bye.u.bye.end = s.end;
	bye.u.bye.commands = s.commands;
	bye.u.bye.errors = s.errors;
	guard_tell(guard, &bye);
}
