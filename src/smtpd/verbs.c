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
	{ "MAIL", SMTP_REST, SOME, true, verb_mail },
	{ "RCPT", SMTP_MAIL | SMTP_RCPT, SOME, true, verb_rcpt },
	{ "DATA", ANY, NONE, true, verb_data },
	{ "BDAT", ANY, MAYBE, true, verb_bdat },
	{ "RSET", ANY, NONE, false, verb_rset },
	{ "EHLO", ANY, MAYBE, false, verb_ehlo },
	{ "HELO", ANY, MAYBE, false, verb_helo },
	{ "NOOP", ANY, MAYBE, false, verb_noop },
	{ "HELP", ANY, MAYBE, false, verb_help },
	{ "VRFY", ANY, SOME, false, verb_vrfy },
	{ "QUIT", ANY, NONE, false, verb_quit },
	/* Known, and not offered. */
	{ "AUTH", ANY, MAYBE, true, NULL },
	{ "STARTTLS", ANY, MAYBE, false, NULL },
	{ "EXPN", ANY, MAYBE, false, NULL },
	{ "ETRN", ANY, MAYBE, false, NULL },
	{ "TURN", ANY, MAYBE, false, NULL },
	{ "ATRN", ANY, MAYBE, false, NULL },
	{ "SEND", ANY, MAYBE, false, NULL },
	{ "SOML", ANY, MAYBE, false, NULL },
	{ "SAML", ANY, MAYBE, false, NULL },
	{ NULL, 0, NONE, false, NULL },
};
