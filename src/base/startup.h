/*
 * startup.h - how a server program begins: descriptors, signals, options.
 */
#ifndef BASE_STARTUP_H
#define BASE_STARTUP_H

#include "base/conf.h"
#include "base/counters.h"
#include "base/peer.h"
#include "base/signals.h"

/* A server program, whoever starts it. */
struct program {
	const char *name;
	const char *usage, *help, *version; /* START_WORDS */
	/* The last words to a peer if we cannot start: UNAVAILABLE until
	 * somebody mends it, LATER if the same may do in a while (EX_OSERR). */
	const char *unavailable, *later;
	/* Those of the listener: BUSY where more connections are not allowed,
	 * MENDING as long as the configuration is bad. */
	const char *busy, *mending;
	uint64_t idle_timeout; /* of this protocol, in seconds */
	unsigned files;        /* of messages that its wire has at a time */
};

#define START_OPTIONS " [-x] [-c FILE] [-o KEY=VALUE]... [-m DIR]"
/* OUTCOME and DIR say what -x and -m DIR do. */
#define START_WORDS(program, outcome, dir) \
	.name = program, .usage = "usage: " program START_OPTIONS, \
	.version = program " " PACKAGE_VERSION "\n", \
	.help = program START_OPTIONS \
	    "\n" \
	    "  -x            " outcome "\n" \
	    "  -c FILE       read FILE, not the default\n" \
	    "  -o KEY=VALUE  set one key\n" \
	    "  -m DIR        " dir "\n" \
	    "One connection on standard input and output; started by a " \
	    "super-server.\n"

struct start {
	const struct program *program;
	bool tls;     /* STARTTLS is offered, or the session begins with TLS;
		       * known after the fork */
	bool proxied; /* the connection begins with the header of a proxy */
	bool outcome; /* -x: the exit code of a local session tells of its mail
		       */
	/* The other options: FILE is that of -c, or the default one if there is
	 * neither -c nor -m; DIR is that of -m; SET has each -o. */
	const char *file, *dir;
	char **set;
	int set_n;
	bool unheard; /* fd 2 was the socket of a listener, and is closed */
	/* Says what is wrong with options and CONF: on fd 2, or in the log if
	 * nobody but the peer reads that. */
	struct report report;
	struct conf conf;
	struct peer peer;
	int64_t began;             /* the session, before its processes part */
	uint64_t counts[COUNTERS]; /* its own, and what a listener leaves it */
};

/* Prepares any program of ours: fds 0-2 are open, SIGPIPE and SIGXFSZ ignored,
 * and SIGCHLD is not, so that a child can be waited for; the umask is 077,
 * there are no core dumps, and no other process may read our memory.
 * start_server closes what else was inherited; so does smtpd-litectl when it
 * has read its configuration, which may be called /dev/fd/N. */
void start_clean(void);

/* start_clean, signals_hold, the peer, the options; descriptors from KEEP on
 * are closed. --help, --version and every failure end the program here, with
 * its exit code. */
void start_begin(struct start *s, int argc, char **argv, int keep);
/* The configuration anew: the file, then -m, then -o. Complaints go to R;
 * false if there was one. */
bool start_configure(const struct start *s, struct conf *c, struct report *r);
/* All that comes before the fork: start_begin, the configuration, the log.
 * Returns only if the program is to serve. */
void start_server(struct start *s, int argc, char **argv);
/* True if a password may be sent on this connection: in the channel, or in the
 * clear if `plaintext-auth` allows it; never where nobody can log in. */
bool start_password_allowed(const struct start *s, bool secure);

/* Tells the peer that there is no service now, unless it waits for TLS, and
 * ends the program. */
_Noreturn void start_refuse(const struct start *s, int code);

#endif
