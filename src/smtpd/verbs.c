/*
 * verbs.c - the verbs of the strict dialect: the table of contents.
 * Runs in the wire.
 */
#include "smtpd/session.h"

#define ANY (SMTP_START | SMTP_REST | SMTP_MAIL | SMTP_RCPT | SMTP_CHUNKS)

/* DATA and BDAT check the state themselves: DATA without a recipient has a
 * reply of its own, and a chunk must be read even out of order. */
const struct verb smtp_verbs[] = {
	/* name, states, least and most arguments, flags, what runs or
	 * is said at once */
	{ "MAIL", SMTP_REST, 1, VERB_REST, VERB_WORK | VERB_MAIL,
	    .run = verb_mail },
	{ "RCPT", SMTP_MAIL | SMTP_RCPT, 1, VERB_REST, VERB_WORK | VERB_MAIL,
	    .run = verb_rcpt },
	{ "DATA", ANY, 0, 0, VERB_WORK | VERB_MAIL, .run = verb_data },
	{ "BDAT", ANY, 0, VERB_REST, VERB_WORK | VERB_MAIL, .run = verb_bdat },
	{ "RSET", ANY, 0, 0, VERB_EARLY, .run = verb_rset },
	{ "EHLO", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_ehlo },
	{ "HELO", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_helo },
	{ "NOOP", ANY, 0, VERB_REST, VERB_EARLY, .answer = RE_OK },
	{ "HELP", ANY, 0, VERB_REST, VERB_EARLY, .answer = RE_HELP },
	{ "VRFY", ANY, 1, VERB_REST, 0, .answer = RE_VRFY },
	{ "QUIT", ANY, 0, 0, VERB_EARLY, .run = verb_quit },
	{ "AUTH", ANY, 1, VERB_REST, VERB_WORK, .run = verb_auth },
	{ "RCKEY", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_rckey },
	{ "STARTNOISE", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_startnoise },
	{ "STARTTLS", SMTP_START | SMTP_REST, 0, 0, VERB_TLS,
	    .run = verb_starttls },
	/* A browser sends these, or a page that makes it post here. */
	{ "GET", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	{ "POST", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	{ "PUT", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	{ "HEAD", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	{ "OPTIONS", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	{ "CONNECT", ANY, 0, VERB_REST, VERB_EARLY, .run = verb_http },
	/* These are known and not offered. */
	{ "EXPN", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "ETRN", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "TURN", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "ATRN", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "SEND", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "SOML", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ "SAML", ANY, 0, VERB_REST, 0, .answer = RE_NOT_OFFERED },
	{ .name = NULL },
};
