/*
 * session.c - the loop of a session: lines in, verbs, limits, the end.
 * Runs in the wire. Every byte of a line comes from the peer.
 */
#include "wire/session.h"
#include "proto/args.h"

#include <string.h>

bool
handshake_offered(const struct session *s)
{
	return s->handshake && !s->secure && !s->late;
}

static void
say(struct session *s, enum reply r)
{
	if (r != RE_NONE)
		s->protocol->say(s, r, s->words.p != NULL ? &s->words : NULL);
	s->words.p = NULL;
}

enum reply
reply_words(struct session *s, enum reply r, struct bytes words)
{
	struct text t = TEXT(s->buf);

	words.n = words.n < t.cap ? words.n : t.cap;
	text_put(&t, words);
	s->words = text_bytes(&t);
	return r;
}

enum reply
reply_and_close(struct session *s, enum reply r, enum guard_end end)
{
	if (s->closing)
		return RE_NONE;
	s->closing = true;
	s->end = end;
	return r;
}

enum reply
break_off(struct session *s, enum guard_end end)
{
	s->closing = s->silent = true;
	s->end = end;
	return RE_NONE;
}

enum reply
reply_no_input(struct session *s, enum conn_rc rc)
{
	if (rc == CONN_TERM)
		return reply_and_close(s, RE_SHUTDOWN, GUARD_END_TERM);
	if (rc == CONN_FORGED)
		return break_off(s, GUARD_END_FORGED);
	if (rc == CONN_SILENT)
		return s->protocol->unsolicited
			   ? reply_and_close(s, RE_TIMEOUT, GUARD_END_SILENT)
			   : break_off(s, GUARD_END_SILENT);
	s->closing = true;
	s->end = s->layers.in.over ? GUARD_END_QUIT : GUARD_END_LOST;
	return RE_NONE;
}

void
note_outcome(struct session *s, enum guard_outcome outcome)
{
	if (outcome > s->outcome)
		s->outcome = outcome;
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
	const struct verb *v = NULL;

	if (s->extra_verbs != NULL)
		v = find_in(s->extra_verbs, name);
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

/* The reply that refuses a command; RE_OK: it may run. */
static enum reply
objection(struct session *s, struct bytes line, const struct verb **verb,
    struct bytes *arg)
{
	struct bytes name;
	const struct verb *v;

	if (!args_split(line, &name, arg))
		return RE_SYNTAX;
	v = *verb = find_verb(s, name);
	if (v != NULL && (v->flags & VERB_WORK) != 0)
		s->idle_commands--;
	s->mail = s->mail || (v != NULL && (v->flags & VERB_MAIL) != 0);
	if (!s->secure && s->start->conf.handshake == CONF_HS_REQUIRE &&
	    (v == NULL || (v->flags & VERB_EARLY) == 0))
		return RE_REQUIRED;
	if (!s->secure && s->start->conf.tls == CONF_TLS_REQUIRE &&
	    (v == NULL || (v->flags & (VERB_EARLY | VERB_TLS)) == 0))
		return RE_TLS_REQUIRED;
	if (v == NULL)
		return RE_UNKNOWN;
	if ((v->flags & VERB_TLS) != 0 && !s->start->tls)
		return RE_NOT_OFFERED;
	if ((v->flags & VERB_RAW) != 0)
		*arg = bytes_skip(line, name.n + 1);
	if (!right_number(v, *arg))
		return RE_ARGUMENT;
	return (v->when & s->state) != 0 ? RE_OK : RE_ORDER;
}

static enum reply
session_refuse(struct session *s, enum reply r, struct bytes line)
{
	return s->protocol->refuse != NULL ? s->protocol->refuse(s, r, line)
					   : r;
}

static enum reply
run_line(struct session *s, struct bytes line)
{
	const struct verb *v;
	struct bytes arg;
	enum reply r = objection(s, line, &v, &arg);

	if (r != RE_OK)
		return session_refuse(s, r, line);
	return v->run != NULL ? v->run(s, arg) : v->answer;
}

/* AUTH, an answer to it, and STARTNOISE may be longer than other lines. */
static size_t
longest(const struct session *s, struct bytes in)
{
	if (s->next_line != NULL || bytes_istarts(in, BYTES("AUTH ")))
		return LIM_AUTH_LINE;
	return bytes_istarts(in, BYTES("STARTNOISE ")) ? LIM_LINE
						       : s->protocol->line;
}

/* Serves one line, or reads one more piece of it. */
static enum reply
take_line(struct session *s)
{
	struct bytes in = conn_input(s->conn), line;
	enum cmdline_rc rc = cmdline_take(&s->line, &in, longest(s, in), &line);
	bool command = rc == CMDLINE_BAD || rc == CMDLINE_LONG ||
		       (rc == CMDLINE_OK && s->next_line == NULL);
	enum conn_rc filled;

	/* The handshake is bound to all octets before its line. */
	if (rc == CMDLINE_OK && handshake_offered(s) &&
	    bytes_istarts(line, BYTES("STARTNOISE")))
		layers_mark(&s->layers, s->protocol->transcript);
	conn_take(s->conn, conn_input(s->conn).n - in.n);
	s->mail = false;
	s->commands += command;
	s->idle_commands += command;
	switch (rc) {
	case CMDLINE_OK:
		return s->next_line != NULL ? s->next_line(s, line)
					    : run_line(s, line);
	case CMDLINE_BAD:
	case CMDLINE_LONG:
		s->next_line = NULL;
		return session_refuse(s, RE_SYNTAX, line);
	case CMDLINE_FLOOD:
		return reply_and_close(s, RE_FLOOD, GUARD_END_ERRORS);
	case CMDLINE_MORE:
		break;
	}
	filled = conn_fill(s->conn);
	return filled == CONN_OK ? RE_NONE : reply_no_input(s, filled);
}

static bool
has_enough(const struct session *s)
{
	unsigned idle_commands = s->protocol->idle_commands;

	return s->enough || s->errors >= s->start->conf.max_errors ||
	       (idle_commands > 0 && s->idle_commands >= idle_commands);
}

void
session_open(struct session *s, const struct protocol *protocol,
    struct start *start, int guard, bool handshake)
{
	static struct conn conn;

	conn_init(
	    &conn, 0, 1, start->conf.idle_timeout, start->conf.session_timeout);
	*s = (struct session){
		.protocol = protocol,
		.start = start,
		.conn = &conn,
		.guard = guard,
		.state = protocol->first_state,
		.line.local = !start->peer.network,
		.handshake = handshake,
	};
	if (handshake)
		conn_wrap(s->conn, layers_transcript(&s->layers));
	if (start->proxied && !proxy_first(s))
		(void)break_off(
		    s, signals_terminated ? GUARD_END_TERM : GUARD_END_PROXY);
	if (start->conf.tls == CONF_TLS_IMPLICIT && !s->closing)
		say(s, protocol->implicit(s));
}

void
session_anew(struct session *s)
{
	s->secure = true;
	s->state = s->protocol->first_state;
	s->user = (struct addr){ 0 };
}

void
session_run(struct session *s, enum reply banner)
{
	if (!s->closing)
		say(s, banner);
	while (!s->closing) {
		say(s, s->rest != NULL ? s->rest(s) : take_line(s));
		if (s->rest == NULL && has_enough(s))
			say(s, reply_and_close(
				   s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS));
	}
}

void
session_close(struct session *s)
{
	if (!s->silent)
		conn_finish(s->conn);
	explicit_bzero(&s->sasl, sizeof(s->sasl));
	explicit_bzero(&s->layers, sizeof(s->layers));
	ask_bye(s);
}
