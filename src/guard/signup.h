/*
 * signup.h - the teaching dialect's side of the guard: guests, sign-up,
 * bare names. Private to src/guard.
 */
#ifndef GUARD_SIGNUP_H
#define GUARD_SIGNUP_H

#include "guard/session.h"

/* May there be guests, or accounts made by who comes? */
bool signup_is_on(const struct guard *g);

/* All of these do nothing, and say GUARD_YES, in the strict dialect. */

/* After HELO or EHLO: makes an account or a guest, as `signup` says; the
 * reply names who the peer is now. */
enum guard_verdict signup_hello(struct guard *g, struct guard_reply *reply);
/* Completes @ME and bare names, and looks at helo-domain. */
enum guard_verdict signup_sender(struct guard *g, struct addr *from);
/* Completes a bare name; false: nobody can tell now. */
bool signup_recipient(struct guard *g, struct addr *to);
/* Is it a guest's mailbox that exists? *BOX is its name. */
bool signup_guest(struct guard *g, const struct addr *to, struct addr *box);
/* May the peer be who it said it is? An account may have got a password since
 * it acts as that without one. */
bool signup_lasts(struct guard *g);
/* A name that nobody has, or that has no password, with one. GUARD_YES: the
 * account is made, it is g->user; GUARD_NO_USER: that is not to be, let the
 * login be looked at as ever; GUARD_WRONG: somebody else was faster; anything
 * else is the answer. */
enum guard_verdict signup_password(
    struct guard *g, struct bytes name, struct bytes password);

/* Between the two files of it: is sign-up open; NAME@<first domain> in lower
 * case, false if nobody can tell now; is it a name for an account; GUARD_YES
 * if nobody gets mail by it; this is who the peer is; makes an account by
 * name alone. */
bool signup_is_open(const struct guard *g);
bool signup_complete(struct guard *g, struct bytes name, struct addr *out);
bool signup_is_name(struct bytes b);
enum guard_verdict signup_is_free(struct guard *g, const struct addr *who);
void signup_act_as(
    struct guard *g, const struct addr *who, struct guard_reply *reply);
enum guard_verdict signup_name(
    struct guard *g, struct bytes name, struct guard_reply *reply);

#endif
