/*
 * tls.c - asks the process that does TLS, and keeps its result.
 * Runs in the guard. The words of that process are logged and shown, and have
 * no other effect.
 */
#include "base/log.h"
#include "base/passfd.h"
#include "base/signals.h"
#include "guard/session.h"

#include <sys/socket.h>
#include <unistd.h>

#define WAIT_MS 35000 /* a handshake has 30 s there */

/* Sends WORD and waits for the answer. True if the answer is WANTED. TLS_SEALED
 * is logged then. Any other answer is logged and counted, but not when the
 * server or the session ends, which is nobody's fault. */
static bool
ask(struct guard *g, enum tls_word word, enum tls_word wanted)
{
	struct pollfd p = { .fd = g->starter, .events = POLLIN };
	struct tls_message *m = &g->seal;
	struct log l;
	bool good;

	*m = (struct tls_message){ .word = word };
	if (signals_ended() ||
	    send(g->starter, m, sizeof(*m), MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ||
	    signals_wait(&p, 1, WAIT_MS) <= 0 ||
	    passfd_receive(g->starter, m, sizeof(*m), &g->relay,
		MSG_DONTWAIT | MSG_TRUNC) != (ssize_t)sizeof(*m))
		*m = (struct tls_message){ .text = "no answer of tls-program" };
	m->text[TLS_TEXT - 1] = '\0';
	good = m->word == wanted;
	if (good ? wanted == TLS_SEALED
		 : m->word != TLS_OVER && !signals_ended()) {
		g->start->counts[good ? COUNT_NOTHING : COUNT_TLS_FAILED]++;
		log_begin(&l, "tls");
		log_text(&l, good ? "cipher" : "what", bytes_str(m->text));
		log_end(&l);
	}
	return good;
}

bool
tls_prepare(struct guard *g)
{
	return g->relay >= 0 ||
	       (g->starter >= 0 && ask(g, TLS_PREPARE, TLS_READY) &&
		   g->relay >= 0);
}

bool
guard_tls(struct guard *g, struct exchange *x)
{
	bool may = g->starter >= 0 && !g->sealed && !g->logged_in;

	x->reply.verdict = may && tls_prepare(g) ? GUARD_YES : GUARD_LATER;
	x->fd = g->relay;
	g->relay = -1;
	return may;
}

bool
guard_sealed(struct guard *g, struct exchange *x)
{
	if (g->sealed || g->logged_in || g->starter < 0 || g->relay >= 0)
		return false;
	g->sealed = ask(g, TLS_BEGIN, TLS_SEALED) ? SEALED_TLS : SEALED_NOT;
	x->reply.verdict = g->sealed ? GUARD_YES : GUARD_FORGED;
	if (!g->sealed) {
		/* An honest wire ends here; each try would be a line. */
		file_close(g->starter);
		g->starter = -1;
	}
	guard_anew(g);
	return true;
}
