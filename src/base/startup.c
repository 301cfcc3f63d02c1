/*
 * startup.c - how a server program begins: descriptors, signals, options.
 * Runs in main, before the fork and before the first byte is read.
 */
#include "base/startup.h"
#include "base/file.h"
#include "base/log.h"
#include "base/signals.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_PRCTL
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

void
start_clean(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct rlimit none = { 0, 0 };

	/* The lowest free number is always the one we want. */
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			_exit(EX_OSERR);
	(void)umask(077);
	if (sigaction(SIGPIPE, &ignore, NULL) != 0 ||
	    sigaction(SIGXFSZ, &ignore, NULL) != 0 ||
	    setrlimit(RLIMIT_CORE, &none) != 0)
		_exit(EX_OSERR);
#ifdef HAVE_PRCTL
	/* Passwords and keys are for nobody to look at, not even for other
	 * programs of the same user. */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		_exit(EX_OSERR);
#endif
}

_Noreturn void
start_refuse(const struct start *s, int code)
{
	const char *why = code == EX_OSERR ? s->later : s->unavailable;

	(void)file_write(STDOUT_FILENO, why, strlen(why));
	if (s->peer.network)
		file_drain(STDIN_FILENO);
	_exit(code);
}

/* Long options have numbers that are no letters. */
enum { OPT_LONG = 256, OPT_HELP = OPT_LONG, OPT_VERSION };

#define OPTIONS " [-x] [-c FILE] [-o KEY=VALUE]... [-m DIR]"

/* WORD is the one that is wrong. */
static _Noreturn void
usage(const struct start *s, const char *what, const char *word)
{
	char buf[512];
	struct text t = TEXT(buf);

	text_str(&t, "usage: ");
	text_str(&t, s->name);
	text_str(&t, OPTIONS ": ");
	text_str(&t, what);
	text_quoted(&t, bytes_str(word), 256);
	text_char(&t, '\n');
	if (!peer_reads_stderr(&s->peer))
		(void)file_write(STDERR_FILENO, t.p, t.n);
	start_refuse(s, EX_USAGE);
}

/* The option that getopt_long has just refused. */
static _Noreturn void
refuse_option(const struct start *s, int found, char *const *argv)
{
	const char letter[] = { '-', (char)optopt, '\0' };

	usage(s, found == ':' ? "no argument of " : "unknown option ",
	    optopt > 0 && optopt < OPT_LONG ? letter : argv[optind - 1]);
}

static _Noreturn void
print(const struct start *s, const char *what)
{
	char buf[768];
	struct text t = TEXT(buf);

	text_str(&t, s->name);
	text_str(&t, what);
	_exit(file_write(STDOUT_FILENO, t.p, t.n) ? EX_OK : EX_IOERR);
}

/* Options in the order they must be applied: the file, then -m, then -o. */
static bool
configure(struct start *s, const char *file, const char *dir, char **argv,
    const char *opts, const struct option *longs, int argc, struct report *r)
{
	bool ok = true;
	int c;

	if (file == NULL && dir == NULL)
		file = conf_default_path;
	if (file != NULL)
		ok = conf_read(&s->conf, file, r);
	if (dir != NULL)
		ok = conf_embedded(&s->conf, dir, r) && ok;
	optind = 1;
	while ((c = getopt_long(argc, argv, opts, longs, NULL)) != -1)
		if (c == 'o')
			ok = conf_option(&s->conf, optarg, r) && ok;
	return ok;
}

void
start_server(struct start *s, int argc, char **argv)
{
	static const char opts[] = "+:xc:o:m:";
	static const struct option longs[] = {
		{ "help", no_argument, NULL, OPT_HELP },
		{ "version", no_argument, NULL, OPT_VERSION },
		{ NULL, 0, NULL, 0 },
	};
	const char *file = NULL, *dir = NULL;
	struct report r = { report_stderr, NULL, 0 };
	int c;

	start_clean();
	if (!signals_hold() || !file_close_from(STDERR_FILENO + 1))
		start_refuse(s, EX_OSERR);
	peer_find(&s->peer);
	opterr = 0;
	while ((c = getopt_long(argc, argv, opts, longs, NULL)) != -1)
		switch (c) {
		case 'c':
			file = optarg;
			break;
		case 'm':
			dir = optarg;
			break;
		case 'o':
			break;
		case 'x':
			s->outcome = true;
			break;
		case OPT_HELP:
			print(s, OPTIONS
			    "\n"
			    "  -x            exit 75 or 69 if mail of a "
			    "transcript was refused\n"
			    "  -c FILE       read FILE, not the default\n"
			    "  -o KEY=VALUE  set one key\n"
			    "  -m DIR        accept mail for everybody "
			    "into Maildirs below DIR\n"
			    "One connection on standard input and "
			    "output; started by a super-server.\n");
		case OPT_VERSION:
			print(s, " " PACKAGE_VERSION "\n");
		default:
			refuse_option(s, c, argv);
		}
	if (optind != argc)
		usage(s, "unwanted argument ", argv[optind]);
	if (peer_reads_stderr(&s->peer)) {
		log_open(s->name, CONF_LOG_AUTO, &s->peer);
		r.say = log_report;
	}
	if (!configure(s, file, dir, argv, opts, longs, argc, &r))
		start_refuse(s, EX_CONFIG);
	log_close();
	log_open(s->name, s->conf.log, &s->peer);
}

bool
start_password_allowed(const struct start *s, bool secure)
{
	const struct conf *c = &s->conf;

	if (c->users_any)
		return false;
	return secure || c->plaintext_auth == CONF_PLAIN_ALWAYS ||
	       (c->plaintext_auth == CONF_PLAIN_LOCAL &&
		   (!s->peer.network || s->peer.loopback));
}
