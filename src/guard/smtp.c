/*
 * smtp.c - what the wire of smtpd-lite may ask for, and when.
 * Runs in the guard.
 */
#include "guard/session.h"

const struct guard_service guard_smtp = {
	.outset = AT_START,
	.requests = {
	    [GUARD_HELLO] = { AT_SMTP, UNLESS_POSTED, guard_hello },
	    [GUARD_MAIL] = { AT_GREETED, UNLESS_POSTED, guard_mail },
	    [GUARD_RCPT] = { AT_MAIL | AT_RCPT | AT_BODY, ALWAYS, guard_rcpt },
	    [GUARD_BODY] = { AT_RCPT, ALWAYS, guard_body },
	    [GUARD_FAILED] = { AT_BODY, NEVER, guard_failed },
	    [GUARD_COMMIT] = { AT_BODY, ALWAYS, guard_commit },
	    [GUARD_RESET] = { AT_SMTP, ALWAYS, guard_reset },
	    [GUARD_LOGIN] = { AT_GREETED, ALWAYS, guard_login },
	    [GUARD_RCKEY] = { AT_SMTP, ALWAYS, guard_rckey },
	    [GUARD_NOISE1] = { AT_START | AT_GREETED, ALWAYS, guard_noise1 },
	    [GUARD_NOISE3] = { AT_NOISE, ALWAYS, guard_noise3 },
	    [GUARD_BYE] = { AT_SMTP | AT_NOISE, NEVER, guard_bye },
	},
};
