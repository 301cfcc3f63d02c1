/*
 * smtp_teaching.c - what the wire of smtpd-lite may ask for besides, in the
 * teaching dialect.
 * Runs in the guard.
 */
#include "guard/teaching.h"

const struct guard_service guard_smtp_teaching = {
	.server = COUNTERS_SMTP,
	.first_state = AT_START,
	.requests = {
	    [GUARD_WATCH] = { AT_SMTP, ALWAYS, 0, watch_begin },
	    /* Answered when there is something to say. */
	    [GUARD_NEXT] = { AT_NEWS, NEVER, 0, watch_next },
	    [GUARD_UNWATCH] = { AT_NEWS, ALWAYS, 0, watch_end },
	    [GUARD_BYE] = { AT_PROXY | AT_SMTP | AT_NOISE | AT_NEWS, NEVER, 0,
		guard_bye },
	},
	.strict = &guard_smtp,
	.begin = teaching_begin,
	.without_users = teaching_without_users,
	.users_folders = teaching_users_folders,
	.hello = teaching_hello,
	.sender = teaching_sender,
	.recipient = teaching_recipient,
	.password = teaching_password,
	.forget = teaching_forget,
	.news = teaching_news,
};
