/*
 * session.c - the loop of a session: lines in, verbs, limits, the end.
 * Runs in the wire. Every byte of a line comes from the peer.
 */
#include "wire/session.h"
#include "proto/args.h"

#include <string.h>

void
say(struct session *s, enum reply r)
{
	s->protocol->say(s, r);
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
note_outcome(struct session *s, enum guard_outcome outcome)
{
	if (outcome > s->outcome)
		s->outcome = outcome;
}

void
break_off(struct session *s, enum guard_end end)
{
	s->closing = s->mute = true;
	s->end = end;
}

void
say_silence(struct session *s, enum conn_rc rc)
{
	if (rc == CONN_TERM) {
		say_and_close(s, RE_SHUTDOWN, GUARD_END_TERM);
	} else if (rc == CONN_FORGED) {
		break_off(s, GUARD_END_FORGED);
	} else if (rc != CONN_SILENT) {
		s->closing = true;
		s->end = s->layers.in.over ? GUARD_END_QUIT : GUARD_END_LOST;
	} else if (s->protocol->unasked) {
		say_and_close(s, RE_TIMEOUT, GUARD_END_SILENT);
	} else {
		break_off(s, GUARD_END_SILENT);
	}
}

static const struct verb *
find_in(const struct verb *v, struct bytes name)
{
	for (; v->name != NULL; v++)
		if (bytes_ieq(name, bytes_str(v->name)))
			return v;
	return NULL;
}

static const struct verb *
find_verb(const struct session *s, struct bytes name)
{
	const struct verb *v = find_in(s->first, name);

	return v != NULL ? v : find_in(s->protocol->verbs, name);
}

static bool
right_number(const struct verb *v, struct bytes arg)
{
	unsigned n = arg.n > 0;

	if (v->most != VERB_REST)
		for (size_t i = 0; i < arg.n; i++)
			n += arg.p[i] == ' ';
	return n >= v->least && n <= v->most;
}

/* What there is to say against a command; RE_OK: nothing. */
static enum reply
objection(struct session *s, struct bytes line, const struct verb **verb,
    struct bytes *arg)
{
	struct bytes name;
	const struct verb *v;

	if (!args_split(line, &name, arg))
		return RE_SYNTAX;
	v = *verb = find_verb(s, name);
	if (v != NULL && (v->is & VERB_WORK) != 0)
		s->chatter--;
	s->mail = s->mail || (v != NULL && (v->is & VERB_MAIL) != 0);
	if (!s->secure && s->start->conf.handshake == CONF_HS_REQUIRE &&
	    (v == NULL || (v->is & VERB_EARLY) == 0))
		return RE_REQUIRED;
	if (v == NULL)
		return RE_UNKNOWN;
	if (v->run == NULL)
		return RE_NOT_OFFERED;
	if ((v->is & VERB_RAW) != 0)
		*arg = bytes_skip(line, name.n + 1);
	if (!right_number(v, *arg))
		return RE_ARGUMENT;
	return (v->when & s->state) != 0 ? RE_OK : RE_ORDER;
}

static void
refuse(struct session *s, enum reply r, struct bytes line)
{
	if (s->protocol->refuse != NULL)
		s->protocol->refuse(s, r, line);
	else
		say(s, r);
}

static void
run_line(struct session *s, struct bytes line)
{
	const struct verb *v;
	struct bytes arg;
	enum reply r = objection(s, line, &v, &arg);

	if (r == RE_OK)
		v->run(s, arg);
	else
		refuse(s, r, line);
}

/* AUTH, an answer to it, and STARTNOISE may be longer than others. */
static size_t
longest(const struct session *s, struct bytes in)
{
	if (s->answer != NULL || bytes_istarts(in, BYTES("AUTH ")))
		return LIM_AUTH_LINE;
	return bytes_istarts(in, BYTES("STARTNOISE ")) ? LIM_LINE
						       : s->protocol->line;
}

/* One line, or one more piece of one. */
static void
step(struct session *s)
{
	const struct protocol *p = s->protocol;
	struct bytes in = conn_input(s->conn), line;
	enum cmdline_rc rc = cmdline_take(&s->line, &in, longest(s, in), &line);
	bool command = rc == CMDLINE_BAD || rc == CMDLINE_LONG ||
		       (rc == CMDLINE_OK && s->answer == NULL);
	enum conn_rc filled;

	/* The handshake is bound to all that came before its line. */
	if (rc == CMDLINE_OK && handshake_offered(s) &&
	    bytes_istarts(line, BYTES("STARTNOISE")))
		layers_mark(&s->layers, p->transcript);
	conn_take(s->conn, conn_input(s->conn).n - in.n);
	s->mail = false;
	s->commands += command;
	s->chatter += command;
	switch (rc) {
	case CMDLINE_OK:
		if (s->answer != NULL)
			s->answer(s, line);
		else
			run_line(s, line);
		break;
	case CMDLINE_BAD:
	case CMDLINE_LONG:
		s->answer = NULL;
		refuse(s, RE_SYNTAX, line);
		break;
	case CMDLINE_FLOOD:
		say_and_close(s, RE_FLOOD, GUARD_END_ERRORS);
		break;
	case CMDLINE_MORE:
		filled = conn_fill(s->conn);
		if (filled != CONN_OK)
			say_silence(s, filled);
		break;
	}
	if (s->errors >= s->start->conf.max_errors ||
	    (p->chatter > 0 && s->chatter >= p->chatter))
		say_and_close(s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS);
}

struct session *
session_open(const struct protocol *protocol, const struct start *start,
    int guard, bool handshake)
{
	/* Together, so that most of it is in one page. */
	static _Alignas(LIM_PAGE) struct {
		struct session session;
		struct conn conn;
	} all;
	struct session *s = &all.session;

	conn_init(&all.conn, 0, 1, start->conf.idle_timeout,
	    start->conf.session_timeout);
	*s = (struct session){
		.protocol = protocol,
		.start = start,
		.conn = &all.conn,
		.guard = guard,
		.state = protocol->outset,
		.first = protocol->verbs,
		.line.local = !start->peer.network,
		.handshake = handshake,
	};
	if (handshake)
		conn_wrap(s->conn, layers_transcript(&s->layers));
	return s;
}

void
session_run(struct session *s)
{
	while (!s->closing)
		step(s);
}

void
session_close(struct session *s)
{
	if (!s->mute)
		conn_finish(s->conn);
	explicit_bzero(&s->sasl, sizeof(s->sasl));
	explicit_bzero(&s->layers, sizeof(s->layers));
	ask_bye(s);
}
