/*
 * open.c - opens what a session needs; nothing else can be opened from then on.
 * Runs in the guard, before the wire may begin. Trusts no file but by its owner
 * and mode.
 */
#include "base/log.h"
#include "base/runfile.h"
#include "guard/session.h"
#include "sandbox/sandbox.h"
#include "vault/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

/* The guard never talks to the peer. */
static bool
let_go_of_peer(const struct start *s)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	bool ok = null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
		  dup2(null, STDOUT_FILENO) >= 0 &&
		  (!s->peer.on_stderr || dup2(null, STDERR_FILENO) >= 0);

	return ok && close(null) == 0;
}

static const struct runfile unconfined = { "unconfined", 1, 1 };

/* True for the first session since the system started, of all sessions that
 * share RUN, since RUN is emptied then. Without such a folder it is never
 * true. */
static bool
first_since_boot(const char *run)
{
	int fd = runfile_open(run, &unconfined, 0);
	uint8_t before, now = 1;
	bool first = fd >= 0 && runfile_get(fd, &before, 1, 0) && before == 0 &&
		     runfile_put(fd, &now, 1, 0);

	return fd >= 0 && close(fd) == 0 && first;
}

static bool
confine(const struct guard *g, pid_t wire)
{
	static const char *const none[] = { "", "", "", "", "", "" };
	const struct conf *c = &g->start->conf;
	const char *const *of = g->service->users_folders != NULL
				    ? g->service->users_folders(g)
				    : none;
	/* A new users file may be put in the place of the old one, and keys and
	 * aliases of its users are looked for anew. All else is open already.
	 */
	const char *const change[] = { g->tree.prefix, c->run, of[0], of[1],
		NULL };
	const char *const read[] = { of[2], of[3], of[4], of[5],
		g->handshake ? c->keys : "", NULL };
	enum sandbox_rc got = sandbox_guard(change, read, wire, g->socket);

	if (got == SANDBOX_NOTHING && first_since_boot(c->run))
		log_problem("sandbox", "the guard is not confined here", 0);
	return got != SANDBOX_FAILED;
}

/* Finds out if there is a key to offer a handshake with. Only `require` looks
 * whether it can be used; else no secret is opened. */
static bool
find_keys(struct guard *g)
{
	const struct conf *c = &g->start->conf;
	struct keyring_list list;

	if (c->handshake != CONF_HS_OFF)
		g->handshake = keyring_any(c->keys);
	if (c->handshake != CONF_HS_REQUIRE)
		return true;
	if (!g->handshake || sodium_init() < 0)
		return false;
	keyring_list(c->keys, geteuid(), &list, &g->report);
	return list.n > 0;
}

/* A message that is being delivered has a folder open in each mailbox, and
 * aliases lead to many mailboxes. Past the hard limit the reply is 451. */
static void
raise_file_limit(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return;
	files.rlim_cur = files.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &files);
}

/* Unless peers may make accounts, a file without any address has lost its
 * users. Mail waits until it is mended; the report says so. */
static bool
open_users(struct guard *g)
{
	const struct conf *c = &g->start->conf;
	users_vacant_fn *vacant = g->service->without_users != NULL
				      ? g->service->without_users(g)
				      : NULL;
	struct user first;

	if (!users_open(&g->users, c, &g->report))
		return false;
	g->users.most = LIM_TABLES;
	g->users.vacant = vacant;
	g->users.never_empty = vacant == NULL;
	return c->users_any || vacant != NULL ||
	       users_find(&g->users, USERS_FIRST, NULL, &first) == USERS_YES;
}

/* Why the session cannot be served, for the log. */
static bool
fails(const char *what, int error)
{
	log_problem("start", what, error);
	return false;
}

bool
guard_open(struct guard *g, pid_t wire)
{
	const struct conf *c = &g->start->conf;
	/* Where Noise is required there is no TLS; tls = require takes either.
	 */
	bool noise = c->handshake == CONF_HS_REQUIRE;

	raise_file_limit();
	if (!let_go_of_peer(g->start))
		return fails("cannot open /dev/null", errno);
	if (!open_users(g))
		return false;
	if (!find_keys(g))
		return fails("handshake = require, and no usable key", 0);
	if (noise && c->tls == CONF_TLS_IMPLICIT)
		return fails("tls = implicit, but handshake = require", 0);
	/* When the server ends, the wire is told, and tells the peer. */
	if (!noise && c->tls >= CONF_TLS_REQUIRE && !tls_prepare(g) &&
	    !signals_ended())
		return fails("TLS is required: see smtpd-litectl check", 0);
	/* Without a handshake nobody can log in by a key. A file that must not
	 * be trusted is kept in mind. */
	g->authkeys.fd = -1;
	if (g->handshake)
		(void)authkeys_open(
		    &g->authkeys, c->authorized_keys, geteuid(), &g->report);
	if (!tree_open(&g->tree, c->mail))
		return fails("cannot open the mail folder", errno);
	return confine(g, wire) || fails("cannot confine the guard", errno);
}
