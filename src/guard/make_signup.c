/*
 * make_signup.c - the teaching dialect: accounts by name, or by name and
 * password.
 * Runs in the guard. Accounts that have a password, and names that mail
 * goes to already, are nobody's to take; what stands in the file under its
 * lock decides, not what was seen before.
 */
#include "guard/signup.h"
#include "base/clock.h"
#include "base/log.h"
#include "vault/change.h"
#include "vault/hash.h"
#include "vault/slots.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NEW_MOST 10 /* accounts in ... */
#define NEW_SECONDS 60
#define SLOT_WAIT_MS 10000

/* The last sign-ups of all processes, as seconds in a file of `run`, under
 * its lock. -1: too many, or there is no such file to be had. The lock goes
 * with the descriptor. */
static int
take_turn(struct guard *g)
{
	char path[LIM_FILE + 16];
	struct text t = TEXT(path);
	int64_t times[NEW_MOST] = { 0 }, now = clock_wall().tv_sec;
	size_t oldest = 0;
	int fd;

	text_str(&t, g->start->conf.run);
	text_str(&t, "/signups");
	if (!text_end(&t))
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0 ||
	    pread(fd, times, sizeof(times), 0) < 0) {
		log_problem("signup", "no place to count in `run`", errno);
		if (fd >= 0)
			(void)close(fd);
		return -1;
	}
	for (size_t i = 1; i < NEW_MOST; i++)
		if (times[i] < times[oldest])
			oldest = i;
	if (times[oldest] > now - NEW_SECONDS ||
	    pwrite(fd, &now, sizeof(now), (off_t)(oldest * sizeof(now))) !=
		(ssize_t)sizeof(now)) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

/* The tables are opened again: a change may have made a new file. */
static bool
reopen(struct guard *g)
{
	users_close(&g->users);
	return users_open(&g->users, &g->start->conf, &g->report);
}

/* Under both locks: what is there now decides, not what was seen before. */
static enum guard_verdict
enter(
    struct guard *g, struct edit *e, const struct addr *who, struct bytes hash)
{
	struct change c = { .who = who, .hash = hash };
	int turn;
	bool ok;

	if (!change_look(e, &c))
		return GUARD_LATER;
	if (c.password)
		return GUARD_WRONG;
	if (c.lines > 0)
		return hash.n == 0 || change_lines(e, &c) ? GUARD_YES
							  : GUARD_LATER;
	if (c.entries >= g->start->conf.signup_limit)
		return GUARD_LIMIT;
	turn = take_turn(g);
	if (turn < 0)
		return GUARD_LIMIT;
	ok = change_add(e, &c);
	(void)close(turn);
	return ok ? GUARD_YES : GUARD_LATER;
}

/* Makes the account, or gives it its password. */
static enum guard_verdict
make(struct guard *g, const struct addr *who, struct bytes hash)
{
	enum guard_verdict verdict;
	struct edit e;
	struct log l;

	if (!edit_begin(&e, g->start->conf.users, false, &g->report))
		return GUARD_LATER;
	verdict = enter(g, &e, who, hash);
	edit_end(&e);
	if (verdict == GUARD_YES && !reopen(g))
		return GUARD_LATER;
	log_begin(&l, "signup");
	log_text(&l, "user", addr_local(who));
	log_num(&l, "password", hash.n > 0);
	log_num(&l, "verdict", verdict);
	log_end(&l);
	return verdict;
}

/* Has it a password, as of now? */
static enum guard_verdict
has_password(struct guard *g, const struct addr *who, bool *yes)
{
	struct change c = { .who = who };
	struct edit e;
	bool ok;

	if (!edit_begin(&e, g->start->conf.users, false, &g->report))
		return GUARD_LATER;
	ok = change_look(&e, &c);
	edit_end(&e);
	*yes = c.password;
	return ok ? GUARD_YES : GUARD_LATER;
}

enum guard_verdict
signup_name(struct guard *g, struct bytes name, struct guard_reply *reply)
{
	enum guard_verdict verdict = GUARD_LATER;
	struct user found;
	struct addr who;
	bool password;

	if (!signup_is_name(name) || !signup_complete(g, name, &who))
		return GUARD_BAD_NAME;
	switch (users_find(&g->users, &who, &found)) {
	case USERS_YES:
		/* Only an account without a password is anybody's. */
		who = found.addr;
		verdict = has_password(g, &who, &password);
		if (verdict == GUARD_YES && password)
			verdict = GUARD_PROTECTED;
		break;
	case USERS_NO:
		verdict = signup_is_free(g, &who) ? make(g, &who, BYTES(""))
						  : GUARD_PROTECTED;
		break;
	default:
		break;
	}
	if (verdict == GUARD_YES)
		signup_act_as(g, &who, reply);
	return verdict;
}

/* The account that a login names, if it can be one of a sign-up. */
static bool
names_account(struct guard *g, struct bytes name, struct addr *who)
{
	struct bytes local = name, rest = name;

	if (bytes_cut(&rest, '@', &local)) {
		if (!signup_complete(g, local, who) ||
		    !bytes_ieq(rest, addr_domain(who)))
			return false;
		return signup_is_name(local);
	}
	return signup_is_name(name) && signup_complete(g, name, who);
}

/* Hashes, in a slot of its own as logins do, and makes the account. */
static enum guard_verdict
with_password(struct guard *g, const struct addr *who, struct bytes password)
{
	char buf[HASH_TEXT];
	struct text hash = TEXT(buf);
	enum guard_verdict verdict = GUARD_LATER;
	int slot;

	if (password.n == 0)
		return GUARD_WRONG;
	if (slots_take(g->start->conf.run, clock_mono() + SLOT_WAIT_MS,
		&slot) != SLOTS_TAKEN)
		return GUARD_LIMIT;
	if (hash_make(&hash, password))
		verdict = make(g, who, (struct bytes){ hash.p, hash.n });
	(void)close(slot);
	if (verdict == GUARD_YES)
		g->user = *who;
	return verdict;
}

enum guard_verdict
signup_password(struct guard *g, struct bytes name, struct bytes password)
{
	enum guard_verdict verdict;
	struct user found;
	struct addr who;
	bool protected;

	if (!signup_is_open(g))
		return GUARD_NO_USER;
	if (!names_account(g, name, &who))
		return memchr(name.p, '@', name.n) != NULL ? GUARD_NO_USER
							   : GUARD_BAD_NAME;
	switch (users_find(&g->users, &who, &found)) {
	case USERS_YES:
		who = found.addr;
		verdict = has_password(g, &who, &protected);
		if (verdict != GUARD_YES)
			return verdict;
		if (protected)
			return GUARD_NO_USER;
		break;
	case USERS_NO:
		if (!signup_is_free(g, &who))
			return GUARD_NO_USER;
		break;
	default:
		return GUARD_LATER;
	}
	return with_password(g, &who, password);
}
