/*
 * relay_halves_test.c - the pump of TLS, as a client has it (relaying.h): the
 * clear side ends by halves.
 */
#include "relaying.h"

/* The clear ends its direction: the peer is told, and still heard. */
static void
test_halves(void)
{
	char octet;

	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	CHECK(to_peer(5) && shutdown(peer.plain, SHUT_WR) == 0);
	CHECK(gnutls_record_recv(peer.session, &octet, 1) == 0);
	CHECK(to_plain(5) && to_plain(MUCH));
	CHECK(gnutls_bye(peer.session, GNUTLS_SHUT_WR) == 0);
	CHECK(read(peer.plain, &octet, 1) == 0);
	/* Both directions are over: the relay ends by itself. */
	CHECK(read(peer.in, &octet, 1) == 0);
	CHECK(end() == 0);
	/* It does not listen any more either: that is the end, whatever the
	 * peer does. */
	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	CHECK(shutdown(peer.plain, SHUT_WR) == 0);
	CHECK(gnutls_record_recv(peer.session, &octet, 1) == 0);
	let_go(&peer.plain);
	CHECK(read(peer.in, &octet, 1) == 0);
	CHECK(end() == 0);
	/* All at once. */
	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	let_go(&peer.plain);
	CHECK(gnutls_record_recv(peer.session, &octet, 1) == 0);
	CHECK(end() == 0);
}

/* The peer hears nothing any more: what it has said before arrives. */
static void
test_last_words(void)
{
	begin(60000);
	CHECK(gnutls_handshake(peer.session) == 0);
	CHECK(kill(peer.relay, SIGSTOP) == 0);
	CHECK(waitpid(peer.relay, NULL, WUNTRACED) == peer.relay);
	for (int i = 0; i < 3; i++)
		CHECK(gnutls_record_send(peer.session, much, 10000) == 10000);
	let_go(&peer.in);
	CHECK(write(peer.plain, "x", 1) == 1);
	CHECK(kill(peer.relay, SIGCONT) == 0);
	CHECK(rest_of(peer.plain) == 30000);
	CHECK(end() == 0);
}

int
main(void)
{
	prepare();
	halves = true;
	test_halves();
	test_last_words();
	return unit_done();
}
