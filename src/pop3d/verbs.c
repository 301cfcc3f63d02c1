/*
 * verbs.c - the verbs of the strict dialect: the table of contents.
 * Runs in the wire.
 */
#include "pop3d/session.h"

#define BOTH (POP3_LOGIN | POP3_MBOX)

const struct verb pop3_verbs[] = {
	/* name, states, least and most arguments, flags, what runs or
	 * is said at once */
	{ "CAPA", BOTH, 0, 0, VERB_EARLY, .run = verb_capa },
	{ "USER", POP3_LOGIN, 1, 1, 0, .run = verb_user },
	{ "PASS", POP3_LOGIN, 1, VERB_REST, VERB_RAW, .run = verb_pass },
	{ "AUTH", POP3_LOGIN, 1, 2, 0, .run = login_auth },
	{ "RCKEY", BOTH, 0, VERB_REST, VERB_EARLY, .run = verb_rckey },
	{ "STARTNOISE", BOTH, 0, VERB_REST, VERB_EARLY,
	    .run = verb_startnoise },
	{ "STLS", POP3_LOGIN, 0, 0, VERB_TLS, .run = verb_starttls },
	{ "STAT", POP3_MBOX, 0, 0, 0, .run = verb_stat },
	{ "LIST", POP3_MBOX, 0, 1, 0, .run = verb_list },
	{ "UIDL", POP3_MBOX, 0, 1, 0, .run = verb_uidl },
	{ "RETR", POP3_MBOX, 1, 1, 0, .run = verb_retr },
	{ "TOP", POP3_MBOX, 2, 2, 0, .run = verb_top },
	{ "DELE", POP3_MBOX, 1, 1, 0, .run = verb_dele },
	{ "RSET", POP3_MBOX, 0, 0, 0, .run = verb_rset },
	{ "NOOP", BOTH, 0, 0, VERB_EARLY, .answer = RE_OK },
	{ "QUIT", BOTH, 0, 0, VERB_EARLY, .run = verb_quit },
	{ .name = NULL },
};
