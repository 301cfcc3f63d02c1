/*
 * start.h - how a server program begins: descriptors, signals, options.
 */
#ifndef BASE_START_H
#define BASE_START_H

#include "base/conf.h"
#include "base/peer.h"

#include <signal.h>

struct start {
	const char *name; /* of the program */
	/* To the peer, if we cannot start: somebody has to do something, or
	 * (EX_OSERR) it may be better later. */
	const char *unavailable, *later;
	struct conf conf;
	struct peer peer;
};

/* Clean ground for any program of ours: fds 0-2 open, SIGPIPE and SIGXFSZ
 * ignored, umask 077, no core dumps, nothing else inherited. */
void start_clean(void);

/* All that comes before the fork: start_clean, start_signals, the peer, the
 * options, the configuration, the log. Returns only if the program is to
 * serve; --help, --version and every failure end it here, with its exit
 * code. */
void start_server(struct start *s, int argc, char **argv);
/* May a password be sent on this connection? Not where nobody could log
 * in; in the channel, and in the clear as `plaintext-auth` says. */
bool start_password_allowed(const struct start *s, bool secure);

/* From here on SIGTERM, SIGINT and SIGHUP set start_terminated, and they
 * and SIGCHLD arrive only inside a ppoll that lets them in: no write, fsync
 * or link is ever interrupted. SIGIO is ignored: it comes when somebody wants
 * to write to a file that we hold a lease on. */
bool start_signals(void);
extern volatile sig_atomic_t start_terminated;
/* Lets in what has come, and looks: a ppoll that waits lets signals in only
 * when nothing is ready, and who is kept busy always has something. */
bool start_ended(void);

/* Tells the peer that there is no service now, and ends the program. */
_Noreturn void start_refuse(const struct start *s, int code);

#endif
