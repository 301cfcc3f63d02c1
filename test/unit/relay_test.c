/*
 * relay_test.c - the pump of TLS, as a server has it (relaying.h).
 */
#include "relaying.h"

#include <fcntl.h>

static void
test_both_ways(void)
{
	char octet;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	CHECK(to_plain(5) && to_plain(MUCH));
	/* More than pipe and socket hold: the relay waits for its peer. */
	CHECK(to_peer(5) && to_peer(MUCH));
	/* The peer ends its direction; the other one goes on. */
	CHECK(gnutls_bye(peer.session, GNUTLS_SHUT_WR) == 0);
	CHECK(read(peer.plain, &octet, 1) == 0);
	CHECK(to_peer(7));
	/* And so does the clear: the peer is told. */
	let_go(&peer.plain);
	CHECK(gnutls_record_recv(peer.session, &octet, 1) == 0);
	CHECK(end() == 0);
}

static void
test_lost(void)
{
	char octet;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	/* Gone without an end: that is the end of the relay, without one to
	 * the clear that would look like one of the peer's. */
	let_go(&peer.out);
	CHECK(read(peer.plain, &octet, 1) == 0);
	CHECK(end() == 0);
}

/* The clear lets go before there is a channel: a peer that says nothing keeps
 * no relay. */
static void
test_let_go_early(void)
{
	int64_t began = clock_mono();
	int status;

	begin(60000);
	let_go(&peer.plain);
	CHECK(waitpid(peer.relay, &status, 0) == peer.relay);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	CHECK(clock_mono() - began < 40000);
	let_go(&peer.out);
	let_go(&peer.in);
	gnutls_deinit(peer.session);
}

/* The last words of the clear wait for a peer that does not read, until it is
 * gone. */
static void
test_stuck(void)
{
	int status;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	if (fork() == 0)
		_exit(file_write(peer.plain, much, 80000) ? 0 : 1);
	CHECK(waitpid(-1, &status, 0) > 0 && status == 0);
	let_go(&peer.plain);
	CHECK(waitpid(peer.relay, &status, WNOHANG) == 0);
	CHECK(end() == 0);
}

/* The clear is let go of with more to say than the lane holds, and the peer
 * reads nothing: the relay sees to that itself, and gives it a moment. */
static void
test_deaf(void)
{
	int64_t began;
	int status = 0;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	if (fork() == 0)
		_exit(file_write(peer.plain, much, 150000) ? 0 : 1);
	CHECK(waitpid(-1, &status, 0) > 0 && status == 0);
	began = clock_mono();
	let_go(&peer.plain);
	(void)alarm(60);
	CHECK(waitpid(peer.relay, &status, 0) == peer.relay && status == 0);
	(void)alarm(0);
	CHECK(clock_mono() - began >= 4000);
	let_go(&peer.out);
	let_go(&peer.in);
	gnutls_deinit(peer.session);
}

/* The same of a peer that never stops to send: it gains no time. */
static void
test_flood(void)
{
	int status = 0;
	pid_t flood;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	if (fork() == 0)
		_exit(file_write(peer.plain, much, 150000) ? 0 : 1);
	CHECK(waitpid(-1, &status, 0) > 0 && status == 0);
#ifdef F_SETPIPE_SZ
	/* Room for so much that the relay never finds it empty. */
	(void)fcntl(peer.out, F_SETPIPE_SZ, 1 << 20);
#endif
	flood = fork();
	if (flood == 0) {
		let_go(&peer.plain);
		while (gnutls_record_send(peer.session, "x", 1) == 1)
			;
		_exit(0);
	}
	let_go(&peer.plain);
	let_go(&peer.out);
	(void)alarm(40);
	CHECK(waitpid(peer.relay, &status, 0) == peer.relay && status == 0);
	(void)alarm(0);
	CHECK(waitpid(flood, &status, 0) == flood && status == 0);
	let_go(&peer.in);
	gnutls_deinit(peer.session);
}

/* The clear is let go of, and the peer takes longer for what is left than one
 * that reads nothing is given. */
static void
test_slow(void)
{
	enum { LEFT = 150000 };
	size_t there = 0;
	ssize_t k = 1;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	if (fork() == 0)
		_exit(file_write(peer.plain, much, LEFT) ? 0 : 1);
	CHECK(waitpid(-1, NULL, 0) > 0);
	let_go(&peer.plain);
	for (int reads = 0; k > 0; reads++) {
		if (reads < 4)
			(void)poll(NULL, 0, 1500);
		k = gnutls_record_recv(
		    peer.session, got + there, sizeof(got) - there);
		there += k > 0 ? (size_t)k : 0;
	}
	CHECK(k == 0 && there == LEFT && memcmp(got, much, LEFT) == 0);
	CHECK(end() == 0);
}

static void
test_handshake(void)
{
	char octets[64];

	/* Silence; the peer is not told anything. */
	begin(50);
	CHECK(read(peer.in, octets, 1) == 0);
	CHECK(end() == 1);
	/* Half a record. */
	begin(50);
	CHECK(file_write(peer.out, "\26\3\1\1", 4));
	CHECK(read(peer.in, octets, 1) == 0);
	CHECK(end() == 1);
	/* Garbage: an alert, and the end. */
	begin(60000);
	CHECK(file_write(peer.out, "EHLO x.example\r\nMAIL FROM:<>\r\n", 30));
	CHECK(read(peer.in, octets, sizeof(octets)) > 0);
	CHECK(end() == 2);
	/* An end in place of a hello. */
	begin(60000);
	let_go(&peer.out);
	(void)rest_of(peer.in);
	CHECK(end() == 2);
}

int
main(void)
{
	prepare();
	test_both_ways();
	test_lost();
	test_let_go_early();
	test_stuck();
	test_deaf();
	test_flood();
	test_slow();
	test_handshake();
	return unit_done();
}
