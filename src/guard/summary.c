/*
 * summary.c - how a session ended: its last line in the log, what it adds to
 * the counters of all sessions, its exit code.
 * Runs in the guard. What the wire tells of itself is for the log, and counts
 * only as far as the guard has had its part in it.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"

#include <errno.h>
#include <sys/wait.h>
#include <sysexits.h>

/* The counter for each request with each verdict; 0: none. */
const uint8_t guard_counted[GUARD_OPS][GUARD_VERDICTS] = {
	[GUARD_MAIL] = { [GUARD_NOT_YOURS] = COUNT_NOT_YOURS,
	    [GUARD_LATER] = COUNT_NOT_NOW },
	[GUARD_RCPT] = { [GUARD_YES] = COUNT_RECIPIENTS,
	    [GUARD_NO_USER] = COUNT_NO_USER,
	    [GUARD_NOT_OURS] = COUNT_NOT_OURS,
	    [GUARD_LATER] = COUNT_NOT_NOW,
	    [GUARD_TOO_MANY] = COUNT_MAX_RECIPIENTS },
	[GUARD_BODY] = { [GUARD_LATER] = COUNT_STORAGE,
	    [GUARD_NO_SPACE] = COUNT_STORAGE,
	    [GUARD_NO_QUOTA] = COUNT_STORAGE,
	    [GUARD_TOO_LARGE] = COUNT_STORAGE },
	[GUARD_FAILED] = { [0] = COUNT_STORAGE },
	[GUARD_COMMIT] = { [GUARD_YES] = COUNT_MESSAGES,
	    [GUARD_LATER] = COUNT_STORAGE,
	    [GUARD_NO_SPACE] = COUNT_STORAGE,
	    [GUARD_NO_QUOTA] = COUNT_STORAGE,
	    [GUARD_TOO_LARGE] = COUNT_STORAGE },
	[GUARD_LOGIN] = { [GUARD_YES] = COUNT_LOGIN,
	    [GUARD_WRONG] = COUNT_WRONG,
	    [GUARD_NOT_LISTED] = COUNT_NOT_LISTED,
	    [GUARD_LATER] = COUNT_LOGIN_LATER },
	[GUARD_NOISE1] = { [GUARD_FORGED] = COUNT_NOISE_FAILED,
	    [GUARD_NOT_OURS] = COUNT_NOISE_FAILED,
	    [GUARD_LATER] = COUNT_NOISE_FAILED },
	[GUARD_NOISE3] = { [GUARD_YES] = COUNT_NOISE,
	    [GUARD_FORGED] = COUNT_NOISE_FAILED },
	[GUARD_READ] = { [GUARD_YES] = COUNT_MESSAGES,
	    [GUARD_GONE] = COUNT_GONE,
	    [GUARD_LATER] = COUNT_STORAGE },
	[GUARD_UPDATE] = { [GUARD_LATER] = COUNT_STORAGE },
};

_Static_assert(COUNT_QUIT + GUARD_ENDS == COUNT_KILLED, "each end is counted");

/* The word for each end in the log, by its counter. */
static const char *const ends[COUNT_BROKEN + 1] = { [COUNT_QUIT] = "quit",
	"lost",
	"silent",
	"errors",
	"term",
	"forged",
	"handshake",
	"proxy",
	"killed",
	"broken" };

void
guard_count(const struct guard *g)
{
	if (!counters_add(
		g->start->conf.run, g->service->server, g->start->counts) &&
	    errno != ENOENT)
		log_problem("run", "cannot add to the counters", errno);
}

void
guard_summary(struct guard *g, int status)
{
	enum counter end = WIFSIGNALED(status) ? COUNT_KILLED : COUNT_BROKEN;
	uint64_t *counts = g->start->counts;
	struct log l;

	if (g->state == AT_END)
		end = (enum counter)(COUNT_QUIT + g->bye.end);
	counts[end]++;
	/* Of messages that were opened, not all may have been sent. */
	if (g->service->server == COUNTERS_POP3 &&
	    g->bye.octets < counts[COUNT_OCTETS])
		counts[COUNT_OCTETS] = g->bye.octets;
	counts[COUNT_COMMANDS] = g->bye.commands;
	counts[COUNT_ERRORS] = g->bye.errors;
	if (g->sealed == SEALED_TLS) /* by "TLS1.2" or "TLS1.3" */
		counts[g->seal.text[5] == '3' ? COUNT_TLS13 : COUNT_TLS12]++;
	guard_count(g);
	log_begin(&l, "session");
	log_word(&l, "end", ends[end]);
	if (WIFSIGNALED(status))
		log_num(&l, "signal", (uint64_t)WTERMSIG(status));
	log_num(&l, "messages", counts[COUNT_MESSAGES]);
	log_num(&l, "octets", counts[COUNT_OCTETS]);
	log_num(&l, "commands", g->bye.commands);
	log_num(&l, "errors", g->bye.errors);
	log_num(&l, "ms", (uint64_t)(clock_mono() - g->start->began));
	log_text(&l, "hello", (struct bytes){ g->hello, g->hello_n });
	log_end(&l);
}

static const int codes[GUARD_OUTCOMES] = {
	[GUARD_REFUSED] = EX_UNAVAILABLE,
	[GUARD_DEFERRED] = EX_TEMPFAIL,
};

/* The exit code of a session that came to its end. With -x the caller of a
 * local session learns what became of its mail; a super-server does not. */
int
guard_exit_code(const struct guard *g)
{
	return g->start->outcome && !g->start->peer.network
		   ? codes[g->bye.outcome]
		   : EX_OK;
}
