/*
 * verbs_teaching.c - the verbs of the teaching dialect: what it adds to the
 * strict one, or takes more widely.
 * Runs in the wire. The guard decides who the peer is and what it may do.
 */
#include "smtpd/verbs_teaching.h"
#include "proto/path.h"
#include "smtpd/session.h"
#include "smtpd/watch_teaching.h"

#define ANY (SMTP_START | SMTP_REST | SMTP_MAIL | SMTP_RCPT | SMTP_CHUNKS)

static void
put_me(const struct session *s, struct text *t)
{
	if (addr_is_null(&s->user))
		text_str(t, s->start->peer.ip);
	else
		path_put(t, &s->user);
}

static enum reply
hi(struct session *s, struct bytes arg)
{
	char buf[2 * LIM_LOCAL + LIM_DOMAIN + 16];
	struct text t = TEXT(buf);

	(void)arg;
	text_str(&t, "Hello ");
	put_me(s, &t);
	return reply_words(s, RE_OK, text_bytes(&t));
}

/* HELO and EHLO tell the peer who it is now, if the line has room for it. */
static enum reply
greet(struct session *s, struct bytes arg, bool extended)
{
	struct bytes host = bytes_str(s->start->conf.hostname), line;
	char buf[LIM_REPLY - 6]; /* a code, a mark, a line end */
	struct text t = TEXT(buf);
	enum reply r = hello_greet(s, arg, extended);

	if (r != RE_OK)
		return r;
	text_put(&t, host);
	if (!s->logged_in && !addr_is_null(&s->user)) {
		text_str(&t, " Hello ");
		put_me(s, &t);
	}
	line = t.over ? host : text_bytes(&t);
	return extended ? hello_list(s, line) : reply_words(s, RE_LINE, line);
}

static enum reply
helo(struct session *s, struct bytes arg)
{
	return greet(s, arg, false);
}

static enum reply
ehlo(struct session *s, struct bytes arg)
{
	return greet(s, arg, true);
}

/* A path, a bare name, or @ME with or without brackets. */
static bool
take_path(struct bytes *arg, struct addr *out)
{
	static const char *const me[] = { " @ME", "@ME", " <@ME>", "<@ME>" };

	for (size_t i = 0; i < sizeof(me) / sizeof(me[0]); i++) {
		struct bytes word = bytes_str(me[i]);
		struct bytes rest = bytes_skip(*arg, word.n);

		if (bytes_istarts(*arg, word) &&
		    (rest.n == 0 || rest.p[0] == ' ')) {
			*arg = rest;
			return addr_set(out, BYTES("@ME"), BYTES(""));
		}
	}
	return path_take(arg, true, out);
}

static enum reply
mail(struct session *s, struct bytes arg)
{
	struct bytes from = BYTES("FROM:"), to = BYTES("TO:");
	struct addr a;

	if (bytes_istarts(arg, from))
		arg = bytes_skip(arg, from.n);
	else if (bytes_istarts(arg, to))
		arg = bytes_skip(arg, to.n);
	else
		return RE_ARGUMENT;
	return take_path(&arg, &a) ? mail_from(s, &a, arg) : RE_PATH_FROM;
}

static enum reply
rcpt(struct session *s, struct bytes arg)
{
	struct bytes to = BYTES("TO:");
	struct addr a;

	if (!bytes_istarts(arg, to))
		return RE_ARGUMENT;
	arg = bytes_skip(arg, to.n);
	return path_take(&arg, true, &a) ? mail_to(s, &a, arg) : RE_PATH_TO;
}

static const struct verb verbs[] = {
	/* name, states, least and most arguments, flags, what runs or
	 * is said at once */
	{ "HI", ANY, 0, VERB_REST, 0, .run = hi },
	{ "HELO", ANY, 0, VERB_REST, VERB_EARLY, .run = helo },
	{ "EHLO", ANY, 0, VERB_REST, VERB_EARLY, .run = ehlo },
	{ "MAIL", SMTP_REST, 1, VERB_REST, VERB_WORK | VERB_MAIL, .run = mail },
	{ "RCPT", SMTP_MAIL | SMTP_RCPT, 1, VERB_REST, VERB_WORK | VERB_MAIL,
	    .run = rcpt },
	{ "CANCEL", ANY, 0, 0, 0, .run = verb_rset },
	{ "WATCH", SMTP_START | SMTP_REST | SMTP_MAIL | SMTP_RCPT, 0, 0, 0,
	    .run = verb_watch_teaching },
	{ .name = NULL },
};

void
smtpd_wire_teaching(struct start *start, int guard, bool handshake)
{
	smtpd_serve(start, guard, handshake, verbs);
}
