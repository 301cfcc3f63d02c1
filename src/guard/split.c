/*
 * split.c - one process becomes two.
 * The parent is the guard and opens what is secret only after the fork, in
 * open.c; the child is the wire and gets nothing but the peer and a socket.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static _Noreturn void
be_wire(struct start *s, guard_wire *wire, int socket)
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

#define ANYBODY (-1)
#define LAST_MS 8000 /* for the last words of TLS */

/* Waits for the wire to end; one that does not is ended at DEADLINE. ANYBODY
 * else is not waited for any longer. */
static int
reap(pid_t wire, int64_t deadline)
{
	int status;

	for (;;) {
		pid_t got = waitpid(wire, &status, WNOHANG);
		int left = clock_left(deadline);

		if (got > 0)
			return status;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || (left == 0 && wire == ANYBODY))
			return 0;
		if (left == 0) {
			(void)kill(wire, SIGKILL);
			left = 1000;
		}
		/* SIGCHLD ends the wait. */
		(void)signals_wait(NULL, 0, left);
	}
}

static int
serve_session(struct start *s, const struct guard_service *service, int socket,
    int starter, pid_t wire)
{
	static _Alignas(LIM_PAGE) struct guard g;
	struct guard_reply ready = { .verdict = GUARD_YES };
	int64_t deadline;
	bool served;
	int status;

	g.start = s;
	g.socket = socket;
	g.service = service;
	g.news_fd = g.relay = -1;
	g.starter = starter;
	g.state = s->proxied ? AT_PROXY : service->first_state;
	g.report = (struct report){ log_report, NULL, 0 };
	deadline =
	    s->began + (int64_t)s->conf.session_timeout * 1000 + LIM_GRACE_MS;
	if (service->begin != NULL)
		service->begin(&g);
	if (!guard_open(&g, wire)) {
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
	guard_summary(&g, status);
	return served && g.state == AT_END ? guard_exit_code(&g) : EX_SOFTWARE;
}

static int
be_guard(struct start *s, const struct guard_service *service, int socket,
    int starter, pid_t wire)
{
	int code = serve_session(s, service, socket, starter, wire);

	/* It ends when we and the wire have let go of it. */
	if (starter >= 0 && close(starter) == 0)
		(void)reap(ANYBODY, clock_mono() + LAST_MS);
	return code;
}

/* The guard's side, the first, has room for one page. A wire that takes no
 * replies so has few descriptors under way, which count for all processes of
 * the user together. */
static bool
make_pair(int pair[2])
{
	int n = sizeof(struct guard_page), how = SOCK_SEQPACKET | SOCK_CLOEXEC;

	return socketpair(AF_UNIX, how, 0, pair) == 0 &&
	       setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &n, sizeof(n)) == 0;
}

int
guard_split(
    struct start *s, const struct guard_service *service, guard_wire *wire)
{
	int starter = starter_fork(s), pair[2];
	pid_t child;

	/* What musl finds out about its clock is found out once. */
	s->began = clock_mono();
	if (s->peer.located)
		(void)nets_contain(
		    bytes_str(s->conf.proxy_from), &s->peer.at, &s->proxied);
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
	return be_guard(s, service, pair[0], starter, child);
}
