/*
 * verbs.c - the verbs of the strict dialect: the table of contents.
 * Runs in the wire.
 */
#include "smtpd/session.h"

#define ANY (SMTP_START | SMTP_REST | SMTP_MAIL | SMTP_RCPT | SMTP_CHUNKS)
#define GREETED (SMTP_REST | SMTP_MAIL | SMTP_RCPT | SMTP_CHUNKS)

/* DATA and BDAT look at the state themselves: without a recipient DATA has
 * a reply of its own, and a chunk that comes out of order must be read. */
const struct verb smtp_verbs[] = {
	{ "MAIL", SMTP_REST, SOME, true, false, verb_mail },
	{ "RCPT", SMTP_MAIL | SMTP_RCPT, SOME, true, false, verb_rcpt },
	{ "DATA", ANY, NONE, true, false, verb_data },
	{ "BDAT", ANY, MAYBE, true, false, verb_bdat },
	{ "RSET", ANY, NONE, false, true, verb_rset },
	{ "EHLO", ANY, MAYBE, false, true, verb_ehlo },
	{ "HELO", ANY, MAYBE, false, true, verb_helo },
	{ "NOOP", ANY, MAYBE, false, true, verb_noop },
	{ "HELP", ANY, MAYBE, false, true, verb_help },
	{ "VRFY", ANY, SOME, false, false, verb_vrfy },
	{ "QUIT", ANY, NONE, false, true, verb_quit },
	{ "AUTH", ANY, SOME, true, false, verb_auth },
	{ "RCKEY", ANY, MAYBE, false, true, verb_rckey },
	{ "STARTNOISE", ANY, MAYBE, false, true, verb_startnoise },
	/* Known, and not offered. */
	{ "STARTTLS", ANY, MAYBE, false, false, NULL },
	{ "EXPN", ANY, MAYBE, false, false, NULL },
	{ "ETRN", ANY, MAYBE, false, false, NULL },
	{ "TURN", ANY, MAYBE, false, false, NULL },
	{ "ATRN", ANY, MAYBE, false, false, NULL },
	{ "SEND", ANY, MAYBE, false, false, NULL },
	{ "SOML", ANY, MAYBE, false, false, NULL },
	{ "SAML", ANY, MAYBE, false, false, NULL },
	{ NULL, 0, NONE, false, false, NULL },
};
