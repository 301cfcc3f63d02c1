/*
 * pop3.c - what the wire of pop3d-lite may ask for, and when.
 * Runs in the guard.
 */
#include "guard/session.h"

/* request = states, answered, after the answer, handler */
const struct guard_service guard_pop3 = {
	.server = COUNTERS_POP3,
	.first_state = AT_LOGIN,
	.requests = {
	    [GUARD_PEER] = { AT_PROXY, NEVER, 0, guard_peer },
	    [GUARD_LOGIN] = { AT_LOGIN, ALWAYS, 0, guard_login },
	    [GUARD_RCKEY] = { AT_POP3, ALWAYS, 0, guard_rckey },
	    [GUARD_NOISE1] = { AT_LOGIN, ALWAYS, 0, guard_noise1 },
	    [GUARD_NOISE3] = { AT_NOISE, ALWAYS, 0, guard_noise3 },
	    [GUARD_TLS] = { AT_LOGIN, ALWAYS, AFTER_CLOSE_FD, guard_tls },
	    [GUARD_SEALED] = { AT_LOGIN, ALWAYS, 0, guard_sealed },
	    /* These send a page of their own. */
	    [GUARD_SIZES] = { AT_MBOX, NEVER, 0, guard_sizes },
	    [GUARD_IDS] = { AT_MBOX, NEVER, 0, guard_ids },
	    [GUARD_READ] = { AT_MBOX, ALWAYS, AFTER_CLOSE_FD, guard_read },
	    [GUARD_MARK] = { AT_MBOX, ALWAYS, 0, guard_mark },
	    [GUARD_UPDATE] = { AT_MBOX, ALWAYS, 0, guard_update },
	    [GUARD_BYE] = { AT_POP3 | AT_NOISE | AT_PROXY, NEVER, 0, guard_bye },
	},
	.after_login = guard_mailbox,
};
