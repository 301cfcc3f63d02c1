/*
 * relay_fuzz.c - the pump of TLS, with a GnuTLS of our own below it that does
 * what the input says: records of any size, nothing yet, half of what was to
 * be sent, alerts, ends, losses. Every octet arrives once and in order, an end
 * is told as an end and a loss is not, and the pump comes to its end.
 *
 * The input: an octet for each call, taken in turn; when it is used up, the
 * peer is gone.
 */
#include "fuzz.h"
#include "base/clock.h"
#include "tls/relay.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const uint8_t *script;
static size_t script_n;
static int clear;                        /* the other end of PLAIN */
static uint8_t peer_said, clear_said;    /* the octet that is next ... */
static uint8_t peer_heard, clear_heard;  /* ... there, and here */
static bool over, lost, gone, told, bye; /* what has happened */
static bool deaf;                        /* there is no more to hear */

static uint8_t
next(void)
{
	if (script_n == 0)
		return 0xff;
	script_n--;
	return *script++;
}

/* What PLAIN's other end does meanwhile: hears all, says a little. */
static void
live(void)
{
	uint8_t octets[RELAY_ROOM];
	ssize_t n;
	size_t say = next() % 64;

	while ((n = recv(clear, octets, sizeof(octets), MSG_DONTWAIT)) > 0)
		for (ssize_t i = 0; i < n; i++)
			MUST(octets[i] == clear_heard++);
	told = told || n == 0;
	if (gone)
		return;
	for (size_t i = 0; i < say; i++)
		octets[i] = (uint8_t)(clear_said + i);
	if (send(clear, octets, say, MSG_DONTWAIT | MSG_NOSIGNAL) > 0)
		clear_said = (uint8_t)(clear_said + say);
	gone = say == 63;
	if (gone)
		(void)shutdown(clear, SHUT_WR);
}

/* The GnuTLS that relay.c sees. */

ssize_t
gnutls_record_recv(gnutls_session_t s, void *p, size_t size)
{
	uint8_t what = next(), *to = p;
	size_t n = 1 + (size_t)what * 67;

	(void)s;
	live();
	/* After a write has shown a loss, earlier octets are still to be had.
	 */
	MUST(!over && !deaf && size == RELAY_ROOM);
	if (what >= 0xf0) {
		static const int ends[] = { GNUTLS_E_AGAIN,
			GNUTLS_E_INTERRUPTED, GNUTLS_E_WARNING_ALERT_RECEIVED,
			0, GNUTLS_E_REHANDSHAKE, GNUTLS_E_DECRYPTION_FAILED,
			GNUTLS_E_PREMATURE_TERMINATION, GNUTLS_E_PULL_ERROR };
		size_t k = what & 7;

		deaf = lost || k > 3;
		over = k == 3 && !lost;
		gone = gone || over;
		if (over)
			(void)shutdown(clear, SHUT_WR);
		lost = lost || k > 3;
		return ends[k];
	}
	for (size_t i = 0; i < n; i++)
		to[i] = peer_said++;
	return (ssize_t)n;
}

ssize_t
gnutls_record_send(gnutls_session_t s, const void *p, size_t n)
{
	uint8_t what = next();
	const uint8_t *from = p;
	size_t take = n < what + 1U ? n : what + 1U;

	(void)s;
	MUST(n > 0 && !bye);
	if (what == 0xfe)
		return GNUTLS_E_AGAIN;
	if (what == 0xff)
		lost = true;
	if (lost)
		return GNUTLS_E_PUSH_ERROR;
	for (size_t i = 0; i < take; i++)
		MUST(from[i] == peer_heard++);
	return (ssize_t)take;
}

int
gnutls_bye(gnutls_session_t s, gnutls_close_request_t how)
{
	(void)s;
	MUST(how == GNUTLS_SHUT_WR && !lost);
	bye = true;
	return 0;
}

int
gnutls_alert_send_appropriate(gnutls_session_t s, int error)
{
	(void)s;
	MUST(error < 0);
	return 0;
}

size_t
gnutls_record_check_pending(gnutls_session_t s)
{
	(void)s;
	return 0;
}

int
gnutls_record_get_direction(gnutls_session_t s)
{
	(void)s;
	return 0;
}

void
gnutls_transport_set_ptr(gnutls_session_t s, gnutls_transport_ptr_t p)
{
	(void)s;
	(void)p;
}

void
gnutls_transport_set_pull_function(gnutls_session_t s, gnutls_pull_func f)
{
	(void)s;
	(void)f;
}

void
gnutls_transport_set_push_function(gnutls_session_t s, gnutls_push_func f)
{
	(void)s;
	(void)f;
}

void
gnutls_transport_set_pull_timeout_function(
    gnutls_session_t s, gnutls_pull_timeout_func f)
{
	(void)s;
	(void)f;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct relay r;
	int peer[2], plain[2];

	script = p;
	script_n = n;
	peer_said = clear_said = peer_heard = clear_heard = 0;
	over = lost = gone = told = bye = deaf = false;
	MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, peer) == 0);
	MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, plain) == 0);
	/* It always looks as if the peer had something to say. */
	MUST(write(peer[1], "x", 1) == 1 && shutdown(peer[1], SHUT_WR) == 0);
	clear = plain[1];
	relay_init(&r, NULL, peer[0], peer[0], plain[0]);
	if (n == 0 || (p[0] & 1) != 0)
		(void)shutdown(clear, SHUT_WR);
	gone = n == 0 || (p[0] & 1) != 0;
	r.halves = n > 0 && (p[0] & 2) != 0;
	relay_run(&r);
	relay_drain(&r);
	gone = true;
	live();
	MUST(told == over);
	/* All is there that was said before the end. */
	MUST(clear_heard == peer_said || (r.plain_over && (lost || !r.halves)));
	MUST(lost || peer_heard == clear_said);
	MUST(lost || bye);
	for (int i = 0; i < 2; i++) {
		(void)close(peer[i]);
		(void)close(plain[i]);
	}
	return 0;
}
