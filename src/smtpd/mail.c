/*
 * mail.c - MAIL and RCPT. Runs in the wire.
 */
#include "proto/args.h"
#include "proto/mailargs.h"
#include "proto/path.h"
#include "smtpd/session.h"

/* Takes WORD and the path behind it off *ARG. Returns RE_OK, or the reply that
 * refuses it. */
static enum reply
take_path(
    struct bytes *arg, struct bytes word, enum reply bad, struct addr *out)
{
	if (!bytes_istarts(*arg, word))
		return RE_ARGUMENT;
	*arg = bytes_skip(*arg, word.n);
	return path_take(arg, false, out) ? RE_OK : bad;
}

enum reply
verb_mail(struct session *s, struct bytes arg)
{
	struct addr a;
	enum reply r = take_path(&arg, BYTES("FROM:"), RE_PATH_FROM, &a);

	return r == RE_OK ? mail_from(s, &a, arg) : r;
}

enum reply
mail_from(struct session *s, const struct addr *a, struct bytes params)
{
	enum guard_verdict verdict;
	struct mailargs args = { 0 };
	enum args_rc rc = ARGS_UNKNOWN;

	if (s->start->conf.submission && !s->logged_in)
		return RE_LOGIN_FIRST;
	if (smtp_of(s)->extended || params.n == 0)
		rc = mailargs_parse(params, &args);
	if (rc != ARGS_OK)
		return rc == ARGS_BAD ? RE_PARAM_BAD : RE_PARAM_UNKNOWN;
	if (addr_beyond_ascii(a) && !args.smtputf8)
		return RE_NEEDS_UTF8;
	if (args.has_size && args.size > s->start->conf.max_size)
		return RE_TOO_LARGE;
	verdict = ask_sender(s, a);
	if (verdict != GUARD_YES)
		return verdict_reply(verdict);
	handshake_over(s);
	s->state = SMTP_MAIL;
	smtp_of(s)->utf8 = args.smtputf8;
	return RE_SENDER;
}

enum reply
verb_rcpt(struct session *s, struct bytes arg)
{
	struct addr a;
	enum reply r = take_path(&arg, BYTES("TO:"), RE_PATH_TO, &a);

	return r == RE_OK ? mail_to(s, &a, arg) : r;
}

enum reply
mail_to(struct session *s, const struct addr *a, struct bytes params)
{
	enum guard_verdict verdict;
	struct bytes key, value;
	enum args_rc rc;

	if (addr_is_null(a))
		return RE_PATH_TO;
	/* No parameter of RCPT is announced. */
	rc = args_param(&params, &key, &value);
	if (rc != ARGS_END)
		return rc == ARGS_BAD ? RE_PARAM_BAD : RE_PARAM_UNKNOWN;
	if (addr_beyond_ascii(a) && !smtp_of(s)->utf8)
		return RE_NEEDS_UTF8;
	verdict = ask_rcpt(s, a);
	if (verdict != GUARD_YES)
		return verdict_reply(verdict);
	s->state = SMTP_RCPT;
	return RE_RECIPIENT;
}
