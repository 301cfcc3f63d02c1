/*
 * split.c - one process becomes two.
 * The parent is the guard and opens what is secret only after the fork;
 * the child is the wire and gets nothing but the peer and a socket.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"
#include "sandbox/sandbox.h"
#include "users/textfile.h"
#include "vault/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static _Noreturn void
be_wire(const struct start *s, guard_wire *wire, int socket)
{
	uint64_t limit = s->conf.max_size + LIM_TRACE;
	struct guard_reply ready;

	if (!sandbox_wire(socket, limit))
		start_refuse(s, EX_OSERR);
	if (read(SANDBOX_SOCKET, &ready, sizeof(ready)) !=
	    (ssize_t)sizeof(ready))
		_exit(EX_UNAVAILABLE);
	if (ready.verdict != GUARD_YES)
		start_refuse(s, EX_CONFIG);
	wire(s, SANDBOX_SOCKET, ready.u.ready);
	_exit(EX_OK);
}

/* The guard has no business with the peer. */
static bool
let_go_of_peer(const struct start *s)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	bool ok = null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
		  dup2(null, STDOUT_FILENO) >= 0 &&
		  (!s->peer.on_stderr || dup2(null, STDERR_FILENO) >= 0);

	return ok && close(null) == 0;
}

static bool
changes_users(const struct guard *g)
{
	return g->service->changes_users != NULL &&
	       g->service->changes_users(g);
}

static bool
confine(const struct guard *g)
{
	const struct conf *c = &g->start->conf;
	char folder[LIM_FILE];
	/* A new users file may be put in the place of the old one. */
	const char *const change[] = { g->tree.prefix, c->run,
		changes_users(g) ? textfile_folder(c->users, folder) : NULL,
		NULL };
	/* The users file, its index and the aliases are open already. */
	const char *const read[] = { g->handshake ? c->keys : NULL, NULL };

	switch (sandbox_guard(change, read)) {
	case SANDBOX_FAILED:
		return false;
	case SANDBOX_NOTHING:
		log_problem("sandbox", "the guard is not confined here", 0);
		return true;
	default:
		return true;
	}
}

/* Is there a key to offer a handshake with? Only `require` has to know
 * whether it can be used: the secrets stay closed otherwise. */
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

/* A message that is being delivered is open in a folder of each mailbox,
 * and aliases make many. Beyond the hard limit it is a 451. */
static void
make_room(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 ||
	    files.rlim_cur == files.rlim_max)
		return;
	files.rlim_cur = files.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &files);
}

/* Where accounts are not made by those who come, a file without any address has
 * lost them: its mail waits until it is mended. The report says so. */
static bool
open_users(struct guard *g)
{
	const struct conf *c = &g->start->conf;
	bool none_is_fine =
	    g->service->without_users != NULL && g->service->without_users(g);
	struct user first;

	if (!users_open(&g->users, c, &g->report))
		return false;
	g->users.most = LIM_TABLES;
	g->users.empty = none_is_fine ? USERS_EMPTY_HOME : USERS_EMPTY_WRONG;
	return c->users_any || none_is_fine ||
	       users_first(&g->users, &first) == USERS_YES;
}

static bool
open_all(struct guard *g)
{
	const struct conf *c = &g->start->conf;

	make_room();
	if (!let_go_of_peer(g->start)) {
		log_problem("start", "cannot open /dev/null", errno);
		return false;
	}
	if (!open_users(g))
		return false;
	if (!find_keys(g)) {
		log_problem(
		    "start", "handshake = require, and no usable key", 0);
		return false;
	}
	/* Without a handshake nobody can log in by a key, but before an account
	 * is made it is asked whose have one. A file that must not be trusted
	 * is kept in mind: then neither of them is to be had. */
	g->authkeys.fd = -1;
	if (g->handshake || changes_users(g))
		(void)authkeys_open(
		    &g->authkeys, c->authorized_keys, &g->report);
	if (!tree_open(&g->tree, c->mail)) {
		log_problem("start", "cannot open the mail folder", errno);
		return false;
	}
	if (!confine(g)) {
		log_problem("start", "cannot confine the guard", errno);
		return false;
	}
	return true;
}

/* Waits for the wire to end; one that does not is ended at DEADLINE. */
static int
reap(pid_t wire, int64_t deadline)
{
	sigset_t open;
	int status;

	(void)sigemptyset(&open);
	for (;;) {
		pid_t got = waitpid(wire, &status, WNOHANG);
		int left = clock_left(deadline);
		struct timespec ts = clock_timespec(left);

		if (got == wire)
			return status;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return 0;
		if (left == 0) {
			(void)kill(wire, SIGKILL);
			ts.tv_sec = 1;
		}
		/* SIGCHLD wakes it up. */
		(void)ppoll(NULL, 0, &ts, &open);
	}
}

static void
summary(const struct guard *g, int status)
{
	static const char *const ends[GUARD_ENDS] = { "quit", "lost", "silent",
		"errors", "term", "forged" };
	struct log l;

	log_begin(&l, "session");
	if (g->state == AT_END)
		log_word(&l, "end", ends[g->bye.u.bye.end]);
	else if (WIFSIGNALED(status))
		log_word(&l, "end", "killed");
	else
		log_word(&l, "end", "broken");
	if (WIFSIGNALED(status))
		log_num(&l, "signal", (uint64_t)WTERMSIG(status));
	log_num(&l, "messages", g->messages);
	log_num(&l, "octets", g->octets + g->bye.u.bye.octets);
	log_num(&l, "commands", g->bye.u.bye.commands);
	log_num(&l, "errors", g->bye.u.bye.errors);
	log_num(&l, "ms", (uint64_t)(clock_mono() - g->began));
	log_text(&l, "hello", (struct bytes){ g->hello, g->hello_n });
	log_end(&l);
}

/* Of a session that came to its end. Who feeds in a transcript may want to
 * know what became of its mail; a super-server does not. */
static int
exit_code(const struct guard *g)
{
	static const int codes[GUARD_OUTCOMES] = {
		[GUARD_ALL_WELL] = EX_OK,
		[GUARD_REFUSED] = EX_UNAVAILABLE,
		[GUARD_DEFERRED] = EX_TEMPFAIL,
	};

	return g->start->outcome && !g->start->peer.network
		   ? codes[g->bye.u.bye.outcome]
		   : EX_OK;
}

static int
be_guard(const struct start *s, const struct guard_service *service, int socket,
    pid_t wire)
{
	static _Alignas(LIM_PAGE) struct guard g;
	struct guard_reply ready = { .verdict = GUARD_YES };
	int64_t deadline;
	bool served;
	int status;

	g.start = s;
	g.socket = socket;
	g.service = service;
	g.news_fd = -1;
	g.state = service->outset;
	g.began = clock_mono();
	g.report = (struct report){ log_report, NULL, 0 };
	deadline =
	    g.began + (int64_t)s->conf.session_timeout * 1000 + LIM_GRACE_MS;
	if (service->begin != NULL)
		service->begin(&g);
	if (!open_all(&g)) {
		ready.verdict = GUARD_LATER;
		guard_answer(socket, &ready, -1);
		(void)reap(wire, deadline);
		return EX_CONFIG;
	}
	ready.u.ready = g.handshake;
	guard_answer(socket, &ready, -1);
	served = guard_serve(&g, wire, deadline);
	if (g.state != AT_END)
		guard_forget(&g);
	noise_wipe(&g.noise);
	status = reap(wire, served ? clock_mono() + LIM_GRACE_MS : 0);
	summary(&g, status);
	return served && g.state == AT_END ? exit_code(&g) : EX_SOFTWARE;
}

/* The guard's side, the first, has room for one page. A wire that takes no
 * replies so has few descriptors under way, which count for all processes of
 * the user together. */
static bool
make_pair(int pair[2])
{
	int room = sizeof(struct guard_page);

	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) ==
		   0 &&
	       setsockopt(
		   pair[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof(room)) == 0;
}

int
guard_split(const struct start *s, const struct guard_service *service,
    guard_wire *wire)
{
	int pair[2];
	pid_t child;

	if (!make_pair(pair)) {
		log_problem("start", "cannot make a socket pair", errno);
		start_refuse(s, EX_OSERR);
	}
	child = fork();
	if (child < 0) {
		log_problem("start", "cannot fork", errno);
		start_refuse(s, EX_OSERR);
	}
	if (child == 0)
		be_wire(s, wire, pair[1]);
	if (close(pair[1]) != 0)
		return EX_OSERR;
	return be_guard(s, service, pair[0], child);
}
