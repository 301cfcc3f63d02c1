/*
 * verbs.c - the verbs of the strict dialect: the table of contents.
 * Runs in the wire.
 */
#include "smtpd/session.h"

#define ANY (SMTP_START | SMTP_REST | SMTP_MAIL | SMTP_RCPT | SMTP_CHUNKS)

/* DATA and BDAT check the state themselves: DATA without a recipient has a
 * reply of its own, and a chunk must be read even out of order. */
const struct verb smtp_verbs[] = {
	/* name, states, least and most arguments, flags, handler */
	{ "MAIL", SMTP_REST, 1, VERB_REST, VERB_WORK | VERB_MAIL, verb_mail },
	{ "RCPT", SMTP_MAIL | SMTP_RCPT, 1, VERB_REST, VERB_WORK | VERB_MAIL,
	    verb_rcpt },
	{ "DATA", ANY, 0, 0, VERB_WORK | VERB_MAIL, verb_data },
	{ "BDAT", ANY, 0, VERB_REST, VERB_WORK | VERB_MAIL, verb_bdat },
	{ "RSET", ANY, 0, 0, VERB_EARLY, verb_rset },
	{ "EHLO", ANY, 0, VERB_REST, VERB_EARLY, verb_ehlo },
	{ "HELO", ANY, 0, VERB_REST, VERB_EARLY, verb_helo },
	{ "NOOP", ANY, 0, VERB_REST, VERB_EARLY, verb_noop },
	{ "HELP", ANY, 0, VERB_REST, VERB_EARLY, verb_help },
	{ "VRFY", ANY, 1, VERB_REST, 0, verb_vrfy },
	{ "QUIT", ANY, 0, 0, VERB_EARLY, verb_quit },
	{ "AUTH", ANY, 1, VERB_REST, VERB_WORK, verb_auth },
	{ "RCKEY", ANY, 0, VERB_REST, VERB_EARLY, verb_rckey },
	{ "STARTNOISE", ANY, 0, VERB_REST, VERB_EARLY, verb_startnoise },
	{ "STARTTLS", SMTP_START | SMTP_REST, 0, 0, VERB_TLS, verb_starttls },
	/* A browser sends these, or a page that makes it post here. */
	{ "GET", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	{ "POST", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	{ "PUT", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	{ "HEAD", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	{ "OPTIONS", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	{ "CONNECT", ANY, 0, VERB_REST, VERB_EARLY, verb_http },
	/* These are known and not offered. */
	{ "EXPN", ANY, 0, VERB_REST, 0, NULL },
	{ "ETRN", ANY, 0, VERB_REST, 0, NULL },
	{ "TURN", ANY, 0, VERB_REST, 0, NULL },
	{ "ATRN", ANY, 0, VERB_REST, 0, NULL },
	{ "SEND", ANY, 0, VERB_REST, 0, NULL },
	{ "SOML", ANY, 0, VERB_REST, 0, NULL },
	{ "SAML", ANY, 0, VERB_REST, 0, NULL },
	{ NULL, 0, 0, 0, 0, NULL },
};
