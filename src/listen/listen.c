/*
 * listen.c - accepts connections, and makes a process for each.
 * Runs in the listener, which holds no secret, no user and no mail, and reads
 * no octet of a peer's. Trusts nothing but the configuration.
 */
#include "listen/listen.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "listen/refusals.h"
#include "listen/reread.h"
#include "listen/sessions.h"
#include "listen/sockets.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* A connection that was accepted. */
struct caller {
	int fd; /* -1: nobody */
	struct source from;
};

static struct listener {
	struct start *s;
	unsigned sockets;
	struct caller waits; /* accepted, and without a process yet */
	int64_t busy;        /* the last time that there was work */
	int64_t pause;       /* until then nothing is tried */
	bool complained;     /* the log knows what cannot be had */
} listener;

static void
log_what(const char *what, int error)
{
	listen_log(listener.s, &listener.s->peer);
	log_problem("listen", what, error);
}

/* Waits a while, since there is no descriptor, no memory or no process. A
 * session that ends may give one back, and wakes us. */
static void
pause_for(const char *what, int error)
{
	if (!listener.complained)
		log_what(what, error);
	listener.complained = true;
	listener.busy = clock_mono();
	listener.pause = listener.busy + LIM_PAUSE_MS;
}

/* The sessions go on. If we are process 1 of a container, our end would end
 * them, so we wait for them, or for another signal. */
static void
let_go_on(void)
{
	while (getpid() == 1 && sessions_count() > 0 &&
	       signals_terminated == SIGHUP) {
		(void)signals_wait(NULL, 0, LIM_GRACE_MS);
		(void)sessions_reap();
	}
}

static _Noreturn void
finish(int code)
{
	int64_t deadline;

	if (listener.waits.fd >= 0)
		refuse(
		    listener.s, listener.waits.fd, listener.s->program->later);
	(void)file_close_from(SOCKETS_FIRST);
	refusals_log(listener.s, true);
	/* Another listener takes our place. */
	if (signals_terminated == SIGHUP)
		let_go_on();
	if (signals_terminated == SIGHUP)
		_exit(code);
	sessions_tell();
	deadline = clock_mono() + LIM_GRACE_MS;
	for (int left; sessions_count() > 0; (void)sessions_reap()) {
		if ((left = clock_left(deadline)) == 0) {
			log_what("a session goes on", 0);
			break;
		}
		/* SIGCHLD ends the wait. */
		(void)signals_wait(NULL, 0, left);
	}
	_exit(code);
}

/* Makes this process what a super-server starts for one connection: fds 0 and 1
 * are the connection, and peer and log are its own. */
static void
become_session(int fd)
{
	struct start *s = listener.s;
	bool on_stderr = s->peer.on_stderr;

	log_close();
	if (dup2(fd, STDIN_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0 ||
	    !file_close_from(SOCKETS_FIRST))
		start_refuse(s, EX_OSERR);
	peer_of(&s->peer, STDIN_FILENO);
	s->peer.on_stderr = on_stderr;
	log_open(s->program->name, s->conf.log, &s->peer);
}

/* Makes the process of a session. Returns true in that process. */
static bool
begin_session(struct caller c)
{
	pid_t child = fork();

	if (child == 0) {
		become_session(c.fd);
		return true;
	}
	listener.waits = c;
	if (child < 0) {
		pause_for("cannot fork", errno);
		return false;
	}
	(void)close(c.fd);
	sessions_add(child, c.from);
	memset(listener.s->counts, 0, sizeof(listener.s->counts));
	listener.waits.fd = -1;
	listener.complained = false;
	return false;
}

/* True if nothing will come from the socket any more. */
static bool
is_dead(int error)
{
	return error == EBADF || error == EINVAL || error == ENOTSOCK;
}

/* True if something is lacking. If not, nothing was there, or a connection
 * failed before we accepted it, and the socket may be asked again at once. */
static bool
is_shortage(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS ||
	       error == ENOMEM;
}

/* Accepts one connection. Returns true in the process of its session. */
static bool
take_connection(int socket)
{
	struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
	socklen_t n = sizeof(from);
	const struct conf *c = &listener.s->conf;
	struct caller caller;

	caller.fd = accept4(socket, (struct sockaddr *)&from, &n, SOCK_CLOEXEC);
	if (caller.fd < 0) {
		if (is_dead(errno)) {
			log_what("the socket listens no more", errno);
			finish(EX_OSERR);
		}
		if (is_shortage(errno))
			pause_for("cannot accept", errno);
		return false;
	}
	listener.busy = clock_mono();
	if (!reread(listener.s)) {
		refusals_add(listener.s, caller.fd, REFUSED_MENDING);
		return false;
	}
	caller.from = source_of(&from, c->proxy_from);
	if (sessions_count() >= c->max_connections)
		refusals_add(listener.s, caller.fd, REFUSED_CONNECTIONS);
	else if (sessions_from(caller.from) >= c->max_per_source)
		refusals_add(listener.s, caller.fd, REFUSED_SOURCE);
	else
		return begin_session(caller);
	return false;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Returns when idle-exit ends the listener. */
static int64_t
idle_end(void)
{
	uint64_t seconds = listener.s->conf.idle_exit;

	if (seconds == 0 || sessions_count() > 0 || listener.waits.fd >= 0)
		return INT64_MAX;
	return listener.busy + (int64_t)seconds * 1000;
}

/* It is not on the stack, since each session would get these pages. */
static struct pollfd looked_at[LIM_SOCKETS];

/* Waits until there is something to do. Returns how many sockets were polled.
 */
static unsigned
await(void)
{
	bool pausing = clock_left(listener.pause) > 0;
	unsigned n = pausing || listener.waits.fd >= 0 ? 0 : listener.sockets;
	int64_t until = sooner(idle_end(), refusals_due());
	int ready;

	if (pausing || listener.waits.fd >= 0)
		until = sooner(until, listener.pause);
	for (unsigned i = 0; i < n; i++)
		looked_at[i] = (struct pollfd){ .fd = SOCKETS_FIRST + (int)i,
			.events = POLLIN };
	ready = signals_wait(looked_at, n, clock_left(until));
	if (ready < 0 && errno != EINTR)
		pause_for("cannot wait", errno);
	return ready > 0 ? n : 0;
}

/* Waits once, and does what is to be done. Returns true in the process of a
 * session. */
static bool
turn(void)
{
	unsigned n = await();

	if (sessions_count() > 0)
		listener.busy = clock_mono();
	if (sessions_reap())
		listener.pause = 0;
	refusals_log(listener.s, false);
	if (signals_ended() || idle_end() <= clock_mono())
		finish(EX_OK);
	if (listener.waits.fd >= 0)
		return begin_session(listener.waits);
	for (unsigned i = 0; i < n && listener.waits.fd < 0; i++)
		if (looked_at[i].revents != 0 &&
		    take_connection(looked_at[i].fd))
			return true;
	return false;
}

/* Returns in the process of a session. */
static void
listen_serve(struct start *s, int argc, char **argv, unsigned sockets)
{
	s->unheard = sockets_alone();
	start_begin(s, argc, argv, SOCKETS_FIRST + (int)sockets);
	/* The listener's own log lines have no peer. */
	s->peer.ip[0] = '\0';
	listener.s = s;
	listener.sockets = sockets;
	listener.waits.fd = -1;
	listener.busy = clock_mono();
	if (!sockets_unblock(sockets)) {
		log_what("cannot use the socket", errno);
		_exit(EX_OSERR);
	}
	(void)reread(s);
	while (!turn())
		;
}

void
listen_start(struct start *s, int argc, char **argv)
{
	unsigned sockets = sockets_find();

	if (sockets > 0)
		listen_serve(s, argc, argv, sockets);
	else
		start_server(s, argc, argv);
}
