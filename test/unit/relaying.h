/*
 * relaying.h - a relay of TLS in a process of its own, between a peer on two
 * pipes, which no bit can keep from blocking, and a socket in the clear. The
 * peer is GnuTLS, too, with a key exchange that needs no certificate.
 */
#ifndef RELAYING_H
#define RELAYING_H

#include "unit.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"
#include "tls/relay.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PRIORITY \
	"NONE:+VERS-TLS1.2:+ANON-ECDH:+AES-128-CBC:+SHA1:+COMP-NULL:" \
	"+GROUP-X25519:+CTYPE-ALL:+SIGN-ALL"
#define MUCH 1000000

/* A peer, its pipes, the clear side, and the relay between them. */
static struct {
	gnutls_session_t session;
	int in, out, plain;
	pid_t relay;
} peer;

/* The clear side may end its direction and still listen. */
static bool halves;

static char much[MUCH], got[MUCH];

static gnutls_anon_server_credentials_t server;
static gnutls_anon_client_credentials_t client;

static gnutls_session_t
session(unsigned flags)
{
	bool serves = (flags & GNUTLS_SERVER) != 0;
	gnutls_session_t s;

	CHECK(gnutls_init(&s, flags) == 0);
	CHECK(gnutls_priority_set_direct(s, PRIORITY, NULL) == 0);
	CHECK(gnutls_credentials_set(s, GNUTLS_CRD_ANON,
		  serves ? (void *)server : (void *)client) == 0);
	return s;
}

/* The exit code says what became of the handshake: 0 sealed, 1 time is over,
 * 2 refused. */
static int
be_relay(int in, int out, int plain, int64_t ms)
{
	static struct relay r;
	int rc;

	relay_init(&r,
	    session(GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL), in,
	    out, plain);
	r.halves = halves;
	rc = relay_handshake(&r, clock_mono() + ms);
	if (rc == 0)
		relay_run(&r);
	else
		relay_refuse(&r, rc);
	relay_drain(&r);
	return rc == 0 ? 0 : rc == GNUTLS_E_TIMEDOUT ? 1 : 2;
}

/* GnuTLS itself knows sockets only. */
static ssize_t
pull(gnutls_transport_ptr_t arg, void *p, size_t n)
{
	(void)arg;
	return read(peer.in, p, n);
}

static ssize_t
push(gnutls_transport_ptr_t arg, const void *p, size_t n)
{
	(void)arg;
	return write(peer.out, p, n);
}

static void
begin(int64_t ms)
{
	int up[2], down[2], pair[2], status;

	CHECK(pipe(up) == 0 && pipe(down) == 0);
	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	fflush(stdout);
	peer.relay = fork();
	if (peer.relay == 0) {
		close(up[1]);
		close(down[0]);
		close(pair[0]);
		status = be_relay(up[0], down[1], pair[1], ms);
		exit(unit_failures > 0 ? 9 : status);
	}
	CHECK(peer.relay > 0);
	CHECK(close(up[0]) == 0 && close(down[1]) == 0 && close(pair[1]) == 0);
	peer.in = down[0];
	peer.out = up[1];
	peer.plain = pair[0];
	peer.session = session(GNUTLS_CLIENT);
	gnutls_transport_set_pull_function(peer.session, pull);
	gnutls_transport_set_push_function(peer.session, push);
}

static void
let_go(int *fd)
{
	CHECK(*fd < 0 || close(*fd) == 0);
	*fd = -1;
}

/* Reads FD to its end; how many octets came. */
static size_t
rest_of(int fd)
{
	size_t there = 0;
	ssize_t n;

	while ((n = read(fd, got, sizeof(got))) > 0)
		there += (size_t)n;
	return there;
}

/* Lets go of all; the exit code of the relay. */
static int
end(void)
{
	int status;

	let_go(&peer.out);
	let_go(&peer.plain);
	let_go(&peer.in);
	CHECK(waitpid(peer.relay, &status, 0) == peer.relay);
	gnutls_deinit(peer.session);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* N octets of the peer's arrive in the clear. */
static bool
to_plain(size_t n)
{
	size_t sent = 0, there = 0;

	while (there < n) {
		size_t part = n - sent < 10000 ? n - sent : 10000;
		ssize_t k;

		if (part > 0 && (k = gnutls_record_send(
				     peer.session, much + sent, part)) > 0)
			sent += (size_t)k;
		k = read(peer.plain, got + there, sizeof(got) - there);
		if (k <= 0)
			return false;
		there += (size_t)k;
	}
	return there == n && memcmp(got, much, n) == 0;
}

/* N octets of the clear arrive at the peer. */
static bool
to_peer(size_t n)
{
	size_t there = 0;
	ssize_t k;

	if (fork() == 0)
		_exit(file_write(peer.plain, much, n) ? 0 : 1);
	while (there < n) {
		k = gnutls_record_recv(
		    peer.session, got + there, sizeof(got) - there);
		if (k <= 0)
			break;
		there += (size_t)k;
	}
	CHECK(wait(NULL) > 0);
	return there == n && memcmp(got, much, n) == 0;
}

static void
prepare(void)
{
	CHECK(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	CHECK(gnutls_anon_allocate_server_credentials(&server) == 0);
	CHECK(gnutls_anon_allocate_client_credentials(&client) == 0);
	for (size_t i = 0; i < sizeof(much); i++)
		much[i] = (char)(i * 31 >> 3);
}

#endif
