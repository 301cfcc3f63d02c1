/*
 * pop3_teaching.c - pop3d-lite in the teaching dialect: a login may make the
 * account.
 * Runs in the guard.
 */
#include "guard/teaching.h"

const struct guard_service guard_pop3_teaching = {
	.server = COUNTERS_POP3,
	.first_state = AT_LOGIN,
	.strict = &guard_pop3,
	.after_login = guard_mailbox,
	.begin = teaching_begin,
	.without_users = teaching_without_users,
	.users_folders = teaching_users_folders,
	.password = teaching_password,
	.forget = teaching_forget,
};
