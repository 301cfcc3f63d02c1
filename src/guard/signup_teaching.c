/*
 * signup_teaching.c - the teaching dialect: accounts by name, or by name and
 * password.
 * Runs in the guard. An account that has a password cannot be taken, nor a name
 * that mail goes to already. The file as it stands under its lock decides, not
 * what was seen before.
 */
#include "guard/teaching.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/runfile.h"
#include "vault/account.h"
#include "users/userline.h"
#include "vault/hash.h"
#include "vault/slots.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define NEW_MOST 10 /* accounts in ... */
#define NEW_MS 60000
#define TURN_WAIT_MS 2000 /* others wait for the users file meanwhile */
#define SLOT_WAIT_MS 10000

static const struct runfile file = { "signups", 1, NEW_MOST * sizeof(int64_t) };

/* The last sign-ups of all processes, as times in a file of `run`. A time in
 * the future comes from another boot. False: there were too many, or the file
 * cannot be had. */
static bool
take_turn(struct guard *g)
{
	int64_t times[NEW_MOST] = { 0 }, now;
	size_t free = NEW_MOST;
	int fd = runfile_open(
	    g->start->conf.run, &file, clock_mono() + TURN_WAIT_MS);
	bool ok = fd >= 0 && runfile_get(fd, times, sizeof(times), 0);

	now = clock_mono();
	for (size_t i = 0; i < NEW_MOST; i++)
		if (times[i] <= 0 || times[i] > now || times[i] <= now - NEW_MS)
			free = i;
	ok = ok && (free == NEW_MOST ||
		       runfile_put(fd, &now, sizeof(now), free * sizeof(now)));
	if (!ok)
		log_problem("signup", "no place to count in `run`", errno);
	file_close(fd);
	return ok && free < NEW_MOST;
}

/* GUARD_PROTECTED: a key is listed for WHO, as the file stands now; GUARD_YES:
 * none is; GUARD_LATER: the file cannot be read, or must not be trusted. */
static enum guard_verdict
no_key(struct guard *g, const struct addr *who)
{
	static struct lines l;
	struct authkeys *a = &g->authkeys;
	unsigned reported = a->reported;
	struct addr listed;
	enum authkeys_rc rc;

	authkeys_close(a);
	(void)authkeys_open(
	    a, g->start->conf.authorized_keys, geteuid(), &g->report);
	a->reported = reported;
	lines_init(&l, a->fd);
	while ((rc = authkeys_next(a, &l, NULL, &listed)) == AUTHKEYS_YES)
		if (addr_ieq(&listed, who))
			break;
	return rc == AUTHKEYS_NO      ? GUARD_YES
	       : rc == AUTHKEYS_ERROR ? GUARD_LATER
				      : GUARD_PROTECTED;
}

/* We hold the lock, without which no key is listed by the tools, either: the
 * files as they are now decide, the aliases too. */
static enum guard_verdict
enter(struct guard *g, struct textfile *e, const struct addr *who,
    struct bytes hash)
{
	struct userline c = { .who = who, .hash = hash };
	enum guard_verdict verdict =
	    userline_look(e, &c) ? no_key(g, who) : GUARD_LATER;

	if (verdict == GUARD_YES && c.lines == 0)
		verdict =
		    users_reopen(&g->users) ? name_free(g, who) : GUARD_LATER;
	if (verdict != GUARD_YES)
		return verdict == GUARD_PROTECTED ? GUARD_WRONG : verdict;
	/* With the same hash the line is ours, of a try before an editor
	 * replaced the file. */
	if (c.password)
		return c.same ? GUARD_YES : GUARD_WRONG;
	if (c.lines > 0)
		return hash.n == 0 || userline_lines(e, &c) ? GUARD_YES
							    : GUARD_LATER;
	if (c.entries >= g->start->conf.signup_limit || !take_turn(g))
		return GUARD_LIMIT;
	return userline_add(e, &c) ? GUARD_YES : GUARD_LATER;
}

/* Makes the account, or gives it its password. */
static enum guard_verdict
make(struct guard *g, const struct addr *who, struct bytes hash)
{
	enum guard_verdict verdict;
	struct textfile e;
	struct log l;

	if (!textfile_begin(
		&e, g->start->conf.users, TEXTFILE_SOON, &g->report))
		return GUARD_LATER;
	do
		verdict = enter(g, &e, who, hash);
	while (verdict == GUARD_LATER && textfile_relock(&e));
	textfile_end(&e);
	if (verdict == GUARD_YES && !users_reopen(&g->users))
		return GUARD_LATER;
	log_begin(&l, "signup");
	log_word(&l, "result",
	    verdict == GUARD_YES     ? "yes"
	    : verdict == GUARD_WRONG ? "taken"
	    : verdict == GUARD_LIMIT ? "limit"
				     : "later");
	log_num(&l, "password", hash.n > 0);
	/* A name without an account may be a password that somebody has
	 * typed. */
	if (verdict == GUARD_YES || verdict == GUARD_WRONG)
		log_text(&l, "user", addr_local(who));
	log_end(&l);
	return verdict;
}

/* GUARD_YES: an account without a password and without a key; *WHO becomes its
 * entry as it stands now. GUARD_NO_USER: there is no such account.
 * GUARD_PROTECTED: it has one of the two. GUARD_LATER: nobody can tell. */
static enum guard_verdict
is_open(struct guard *g, struct addr *who)
{
	char line[1 + LIM_USERS_LINE];
	struct bytes fields;
	struct user found;

	if (!users_reopen(&g->users))
		return GUARD_LATER;
	switch (users_find(&g->users, USERS_ENTRY, who, &found)) {
	case USERS_NO:
		return GUARD_NO_USER;
	case USERS_YES:
		break;
	default:
		return GUARD_LATER;
	}
	if (users_fields(&g->users, &found, line, sizeof(line), &fields) !=
	    USERS_YES)
		return GUARD_LATER;
	*who = found.addr;
	if (fields.n > 0 && fields.p[0] != ':')
		return GUARD_PROTECTED;
	return no_key(g, who);
}

/* GUARD_YES: there is no account of this name, and it may be made. */
static enum guard_verdict
is_to_be_had(struct guard *g, const struct addr *who)
{
	enum guard_verdict verdict = name_free(g, who);

	return verdict == GUARD_YES ? no_key(g, who) : verdict;
}

bool
signup_lasts(struct guard *g)
{
	return g->logged_in || g->extra->guest ||
	       (g->extra->acting_as && is_open(g, &g->user) == GUARD_YES);
}

enum guard_verdict
signup_name(struct guard *g, struct bytes name, struct guard_reply *reply)
{
	enum guard_verdict verdict;
	struct addr who;

	if (!name_valid(name))
		return GUARD_BAD_NAME;
	if (!name_complete(g, name, &who))
		return GUARD_LATER;
	verdict = is_open(g, &who);
	if (verdict == GUARD_NO_USER) {
		verdict = is_to_be_had(g, &who);
		if (verdict == GUARD_YES)
			verdict = make(g, &who, BYTES(""));
	}
	if (verdict == GUARD_WRONG)
		verdict = GUARD_PROTECTED;
	if (verdict == GUARD_YES)
		name_act_as(g, &who, reply);
	return verdict;
}

/* Finds the account that a login names, if a sign-up can make it. */
static bool
names_account(struct guard *g, struct bytes name, struct addr *who)
{
	struct bytes local = name, rest = name;

	if (bytes_cut(&rest, '@', &local)) {
		if (!name_complete(g, local, who) ||
		    !bytes_ieq(rest, addr_domain(who)))
			return false;
		return name_valid(local);
	}
	return name_valid(name) && name_complete(g, name, who);
}

/* Hashes the password, in a slot as logins do, and makes the account. */
static enum guard_verdict
with_password(struct guard *g, const struct addr *who, struct bytes password)
{
	char buf[HASH_TEXT];
	struct text hash = TEXT(buf);
	enum guard_verdict verdict = GUARD_LATER;
	bool hashed;
	int slot;

	switch (slots_take(
	    g->start->conf.run, clock_mono() + SLOT_WAIT_MS, &slot)) {
	case SLOTS_TAKEN:
		break;
	case SLOTS_BUSY:
		return GUARD_LATER;
	default:
		log_problem("signup", "no place to count in `run`", errno);
		return GUARD_LIMIT;
	}
	hashed = hash_make(&hash, password);
	/* A process that keeps the lock of the users file must not hold up
	 * logins. */
	(void)close(slot);
	if (hashed)
		verdict = make(g, who, text_bytes(&hash));
	if (verdict == GUARD_YES)
		g->user = *who;
	return verdict;
}

enum guard_verdict
teaching_password(struct guard *g, struct bytes name, struct bytes password)
{
	enum guard_verdict verdict;
	struct account found;
	struct addr who;

	if (!teaching_changes_users(g))
		return GUARD_NO_USER;
	if (!users_reopen(&g->users))
		return GUARD_LATER;
	switch (account_find(&g->users, name, &found)) {
	case USERS_YES:
		who = found.user.addr;
		break;
	case USERS_NO:
		if (!names_account(g, name, &who))
			return memchr(name.p, '@', name.n) != NULL
				   ? GUARD_NO_USER
				   : GUARD_BAD_NAME;
		break;
	default:
		return GUARD_LATER;
	}
	verdict = is_open(g, &who);
	if (verdict == GUARD_NO_USER)
		verdict = is_to_be_had(g, &who);
	if (verdict == GUARD_LATER)
		return verdict;
	if (verdict == GUARD_PROTECTED || password.n == 0)
		return GUARD_NO_USER;
	verdict = with_password(g, &who, password);
	if (verdict == GUARD_YES)
		guard_log_login(g, name, "signup", "yes");
	return verdict;
}
