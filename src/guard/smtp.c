/*
 * smtp.c - what the wire of smtpd-lite may ask for, and when.
 * Runs in the guard.
 */
#include "guard/session.h"

/* request = states, answered, after the answer, handler */
const struct guard_service guard_smtp = {
	.server = COUNTERS_SMTP,
	.first_state = AT_START,
	.requests = {
	    [GUARD_PEER] = { AT_PROXY, NEVER, 0, guard_peer },
	    [GUARD_HELLO] = { AT_SMTP, UNLESS_POSTED, 0, guard_hello },
	    [GUARD_MAIL] = { AT_GREETED, UNLESS_POSTED, 0, guard_mail },
	    [GUARD_RCPT] = { AT_MAIL | AT_RCPT, ALWAYS, 0, guard_rcpt },
	    [GUARD_BODY] = { AT_RCPT, ALWAYS, 0, guard_body },
	    [GUARD_FAILED] = { AT_BODY, NEVER, 0, guard_failed },
	    [GUARD_COMMIT] = { AT_BODY, ALWAYS, AFTER_FORGET, guard_commit },
	    [GUARD_RESET] = { AT_SMTP, ALWAYS, 0, guard_reset },
	    [GUARD_LOGIN] = { AT_GREETED, ALWAYS, 0, guard_login },
	    [GUARD_RCKEY] = { AT_SMTP, ALWAYS, 0, guard_rckey },
	    [GUARD_NOISE1] = { AT_START | AT_GREETED, ALWAYS, 0, guard_noise1 },
	    [GUARD_NOISE3] = { AT_NOISE, ALWAYS, 0, guard_noise3 },
	    [GUARD_TLS] = { AT_START | AT_GREETED, ALWAYS, AFTER_CLOSE_FD, guard_tls },
	    [GUARD_SEALED] = { AT_START | AT_GREETED, ALWAYS, 0, guard_sealed },
	    [GUARD_BYE] = { AT_SMTP | AT_NOISE | AT_PROXY, NEVER, 0, guard_bye },
	},
};
