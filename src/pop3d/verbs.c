/*
 * verbs.c - the verbs of the strict dialect: the table of contents.
 * Runs in the wire.
 */
#include "pop3d/session.h"

#define BOTH (POP3_LOGIN | POP3_MBOX)

const struct verb pop3_verbs[] = {
	/* name, states, least and most arguments, flags, handler */
	{ "CAPA", BOTH, 0, 0, VERB_EARLY, verb_capa },
	{ "USER", POP3_LOGIN, 1, 1, 0, verb_user },
	{ "PASS", POP3_LOGIN, 1, VERB_REST, VERB_RAW, verb_pass },
	{ "AUTH", POP3_LOGIN, 1, 2, 0, login_auth },
	{ "RCKEY", BOTH, 0, VERB_REST, VERB_EARLY, verb_rckey },
	{ "STARTNOISE", BOTH, 0, VERB_REST, VERB_EARLY, verb_startnoise },
	{ "STLS", POP3_LOGIN, 0, 0, VERB_TLS, verb_starttls },
	{ "STAT", POP3_MBOX, 0, 0, 0, verb_stat },
	{ "LIST", POP3_MBOX, 0, 1, 0, verb_list },
	{ "UIDL", POP3_MBOX, 0, 1, 0, verb_uidl },
	{ "RETR", POP3_MBOX, 1, 1, 0, verb_retr },
	{ "TOP", POP3_MBOX, 2, 2, 0, verb_top },
	{ "DELE", POP3_MBOX, 1, 1, 0, verb_dele },
	{ "RSET", POP3_MBOX, 0, 0, 0, verb_rset },
	{ "NOOP", BOTH, 0, 0, VERB_EARLY, verb_noop },
	{ "QUIT", BOTH, 0, 0, VERB_EARLY, verb_quit },
	{ NULL, 0, 0, 0, 0, NULL },
};
