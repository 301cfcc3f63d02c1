/*
 * split.c - one process becomes two.
 * The parent is the guard and opens what is secret only after the fork, in
 * open.c; the child is the wire and gets nothing but the peer and a socket.
 */
#include "base/clock.h"
#include "base/file.h"
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
	struct guard_reply ready;

	if (!sandbox_wire(
		socket, s->program->files, s->conf.max_size + LIM_TRACE))
		start_refuse(s, EX_OSERR);
	if (read(SANDBOX_SOCKET, &ready, sizeof(ready)) !=
	    (ssize_t)sizeof(ready))
		_exit(EX_UNAVAILABLE);
	if (ready.u.ready.code != EX_OK)
		start_refuse(s, ready.u.ready.code);
	s->tls = ready.u.ready.tls;
	wire(s, SANDBOX_SOCKET, ready.u.ready.handshake);
	_exit(EX_OK);
}

#define ANYBODY (-1)

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

/* Room for one page. A wire that takes no replies so has few descriptors under
 * way, which count for all processes of the user together. */
static const int room = sizeof(struct guard_page);

/* Gets all that the session needs. Returns an exit code: EX_OK, or why it
 * cannot be served, which was logged. */
static int
get_ready(struct guard *g, struct start *s, pid_t wire)
{
	if (setsockopt(g->socket, SOL_SOCKET, SO_SNDBUF, &room, sizeof(room)) !=
	    0) {
		log_problem("start", "cannot make a socket pair", errno);
		return EX_OSERR;
	}
	if (!starter_fork(s, &g->starter))
		return EX_OSERR;
	return guard_open(g, wire) ? EX_OK : EX_CONFIG;
}

static int
serve_session(struct guard *g, struct start *s, pid_t wire)
{
	int64_t deadline =
	    s->began + (int64_t)s->conf.session_timeout * 1000 + LIM_GRACE_MS;
	int code = get_ready(g, s, wire), status;
	const struct guard_reply ready = { .verdict = GUARD_YES,
		.u.ready = { (uint8_t)code, g->handshake, s->tls } };
	bool served = false;

	(void)guard_send(g->socket, &ready, sizeof(ready), -1);
	if (code == EX_OK) {
		served = guard_serve(g, wire, deadline);
		deadline = served ? clock_mono() + LIM_GRACE_MS : 0;
	}
	guard_forget(g);
	noise_wipe(&g->noise);
	status = reap(wire, deadline);
	/* The starter, or the relay that it became, has the peer's descriptors
	 * and ends when we and the wire have closed our ends. We may have
	 * neither. */
	file_close(g->starter);
	file_close(g->relay);
	if (code != EX_OK) {
		guard_count(g);
		return code;
	}
	guard_summary(g, status);
	return served && g->state == AT_END ? guard_exit_code(g) : EX_SOFTWARE;
}

static int
be_guard(struct start *s, const struct guard_service *service, int socket,
    pid_t wire)
{
	static _Alignas(LIM_PAGE) struct guard g;
	int code;

	g.start = s;
	g.socket = socket;
	g.service = service;
	g.news_fd = g.relay = g.starter = -1;
	g.to = g.few;
	g.to_cap = GUARD_FEW;
	g.state = s->proxied ? AT_PROXY : service->first_state;
	g.report = (struct report){ log_report, &g.report, 0 };
	if (service->begin != NULL)
		service->begin(&g);
	code = serve_session(&g, s, wire);
	/* A relay ends when the peer has all that was said in the channel.
	 * Without a channel it has little more than an alert to send, and after
	 * a broken rule we do not wait for that. */
	(void)reap(
	    ANYBODY, clock_mono() + (g.sealed == SEALED_TLS && g.state == AT_END
					    ? LIM_GRACE_MS
					    : LIM_DRAIN_MS));
	return code;
}

int
guard_split(struct start *s, const struct dialect *d)
{
	int pair[2];
	pid_t child;

	/* musl looks for the fast way to its clock at the first call: once, and
	 * not in each process. */
	s->began = clock_mono();
	if (s->peer.located)
		(void)nets_contain(
		    bytes_str(s->conf.proxy_from), &s->peer.at, &s->proxied);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
		log_problem("start", "cannot make a socket pair", errno);
		start_refuse(s, EX_OSERR);
	}
	child = fork();
	if (child < 0) {
		log_problem("start", "cannot fork", errno);
		start_refuse(s, EX_OSERR);
	}
	if (child == 0)
		be_wire(s, d->wire, pair[1]);
	(void)close(pair[1]);
	return be_guard(s, d->service, pair[0], child);
}
