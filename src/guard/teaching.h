/*
 * teaching.h - the teaching dialect's side of the guard: guests, sign-up,
 * bare names, watched mailboxes. Private to those files of src/guard; the
 * services smtp_teaching.c and pop3_teaching.c hang it on hooks.
 */
#ifndef GUARD_TEACHING_H
#define GUARD_TEACHING_H

#include "guard/service_teaching.h"
#include "guard/session.h"

/* The hooks' own part of a session. */
struct extra {
	bool acting_as; /* g->user is set, without proof */
	bool guest;     /* ... and is a guest */
	struct {
		int events, folder;
		size_t at, end; /* of what has been read */
		_Alignas(8) char buf[1024];
	} watch;
};

#define GUEST "guest-"

/* The hooks of struct guard_service. names_teaching.c: */
void teaching_begin(struct guard *g);
void teaching_forget(struct guard *g);
users_vacant_fn *teaching_without_users(const struct guard *g);
bool teaching_changes_users(const struct guard *g);
const char *const *teaching_users_folders(const struct guard *g);
/* mail_teaching.c: */
enum guard_verdict teaching_hello(struct guard *g, struct guard_reply *reply);
enum guard_verdict teaching_sender(struct guard *g, struct addr *from);
enum resolve_rc teaching_recipient(struct guard *g, struct addr *to);
/* signup_teaching.c: */
enum guard_verdict teaching_password(
    struct guard *g, struct bytes name, struct bytes password);
/* watch_teaching.c: */
void teaching_news(struct guard *g);
guard_handler watch_begin, watch_next, watch_end;

/* True if the peer may still act as the user it has named: the account may have
 * got a password since. */
bool signup_lasts(struct guard *g);
/* Makes the account NAME, or finds it without a password, and acts as it. */
enum guard_verdict signup_name(
    struct guard *g, struct bytes name, struct guard_reply *reply);

/* True if a name may be completed to an address. With `users = any` there are
 * no accounts that it could stand for. */
bool has_names(const struct guard *g);
/* True if a peer without a name becomes a guest. */
bool has_guests(const struct guard *g);
/* *OUT becomes NAME@<first domain> in lower case. False: the users file cannot
 * be read now. */
bool name_complete(struct guard *g, struct bytes name, struct addr *out);
/* True if B may be the name of an account. */
bool name_valid(struct bytes b);
/* GUARD_YES if nobody gets mail by that name. */
enum guard_verdict name_free(struct guard *g, const struct addr *who);
/* From now on the peer acts as WHO, without proof. */
void name_act_as(
    struct guard *g, const struct addr *who, struct guard_reply *reply);

#endif
