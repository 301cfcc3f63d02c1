/*
 * summary.c - how a session ended: its last line in the log, its exit code.
 * Runs in the guard. Logs what the wire says of itself as the wire says it.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"

#include <sys/wait.h>
#include <sysexits.h>

void
guard_summary(const struct guard *g, int status)
{
	static const char *const ends[GUARD_ENDS] = { "quit", "lost", "silent",
		"errors", "term", "forged", "handshake" };
	struct log l;

	log_begin(&l, "session");
	if (g->state == AT_END)
		log_word(&l, "end", ends[g->bye.end]);
	else if (WIFSIGNALED(status))
		log_word(&l, "end", "killed");
	else
		log_word(&l, "end", "broken");
	if (WIFSIGNALED(status))
		log_num(&l, "signal", (uint64_t)WTERMSIG(status));
	log_num(&l, "messages", g->messages);
	log_num(&l, "octets", g->octets + g->bye.octets);
	log_num(&l, "commands", g->bye.commands);
	log_num(&l, "errors", g->bye.errors);
	log_num(&l, "ms", (uint64_t)(clock_mono() - g->start->began));
	log_text(&l, "hello", (struct bytes){ g->hello, g->hello_n });
	log_end(&l);
}

/* The exit code of a session that came to its end. With -x the caller of a
 * transcript learns what became of its mail; a super-server does not. */
int
guard_exit_code(const struct guard *g)
{
	static const int codes[GUARD_OUTCOMES] = {
		[GUARD_ALL_WELL] = EX_OK,
		[GUARD_REFUSED] = EX_UNAVAILABLE,
		[GUARD_DEFERRED] = EX_TEMPFAIL,
	};

	return g->start->outcome && !g->start->peer.network
		   ? codes[g->bye.outcome]
		   : EX_OK;
}
