/*
 * mail.c - MAIL and RCPT. Runs in the wire.
 */
#include "proto/args.h"
#include "proto/mailargs.h"
#include "proto/path.h"
#include "smtpd/session.h"

/* Takes `FROM:` or `TO:` and the path off *ARG; says what is wrong. */
static bool
take_path(struct session *s, struct bytes *arg, struct bytes word,
    enum reply bad, struct addr *out)
{
	if (!bytes_istarts(*arg, word)) {
		say(s, RE_ARGUMENT);
		return false;
	}
	*arg = bytes_skip(*arg, word.n);
	if (!path_take(arg, false, out)) {
		say(s, bad);
		return false;
	}
	return true;
}

void
verb_mail(struct session *s, struct bytes arg)
{
	struct addr a;

	if (take_path(s, &arg, BYTES("FROM:"), RE_PATH_FROM, &a))
		mail_from(s, &a, arg);
}

void
mail_from(struct session *s, const struct addr *a, struct bytes params)
{
	enum guard_verdict verdict;
	struct mailargs args = { 0 };
	enum args_rc rc;

	if (!s->own->extended && params.n > 0)
		rc = ARGS_UNKNOWN;
	else
		rc = mailargs_parse(params, &args);
	if (rc != ARGS_OK) {
		say(s, rc == ARGS_BAD ? RE_PARAM_BAD : RE_PARAM_UNKNOWN);
		return;
	}
	if (addr_beyond_ascii(a) && !args.smtputf8) {
		say(s, RE_NEEDS_UTF8);
		return;
	}
	if (args.has_size && args.size > s->start->conf.max_size) {
		say(s, RE_TOO_LARGE);
		return;
	}
	verdict = ask_sender(s, a);
	if (verdict != GUARD_YES) {
		say(s, verdict_reply(verdict));
		return;
	}
	handshake_over(s);
	s->state = SMTP_MAIL;
	s->own->utf8 = args.smtputf8;
	say(s, RE_SENDER);
}

void
verb_rcpt(struct session *s, struct bytes arg)
{
	struct addr a;

	if (take_path(s, &arg, BYTES("TO:"), RE_PATH_TO, &a))
		mail_to(s, &a, arg);
}

void
mail_to(struct session *s, const struct addr *a, struct bytes params)
{
	enum guard_verdict verdict;
	struct bytes key, value;
	enum args_rc rc;
	bool has_value;
	int fd;

	if (addr_is_null(a)) {
		say(s, RE_PATH_TO);
		return;
	}
	rc = args_param(&params, &key, &value, &has_value);
	if (rc != ARGS_END) {
		/* No parameter of RCPT is announced. */
		say(s, rc == ARGS_BAD ? RE_PARAM_BAD : RE_PARAM_UNKNOWN);
		return;
	}
	if (addr_beyond_ascii(a) && !s->own->utf8) {
		say(s, RE_NEEDS_UTF8);
		return;
	}
	verdict = ask_rcpt(s, a, &fd);
	if (verdict != GUARD_YES) {
		say(s, verdict_reply(verdict));
		return;
	}
	/* The file may come with the first recipient, and is void with the
	 * second. */
	body_drop(s);
	s->own->body.fd = fd;
	s->state = SMTP_RCPT;
	say(s, RE_RECIPIENT);
}
