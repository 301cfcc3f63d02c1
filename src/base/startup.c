/*
 * startup.c - how a server program begins: descriptors, signals, options.
 * Runs in main, before the fork and before the first byte is read.
 */
#include "base/startup.h"
#include "base/file.h"
#include "base/keyvalue.h"
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

/* No other program may look at passwords and keys, not even one of the same
 * user. */
#ifdef HAVE_PRCTL
#define HIDE_MEMORY() (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
#else
#define HIDE_MEMORY() true
#endif

void
start_clean(void)
{
	/* open(2) takes the lowest free number, which is the one we want. */
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			_exit(EX_OSERR);
	(void)umask(077);
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR ||
	    signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    signal(SIGCHLD, SIG_DFL) == SIG_ERR || !HIDE_MEMORY() ||
	    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 }) != 0)
		_exit(EX_OSERR);
}

_Noreturn void
start_refuse(const struct start *s, int code)
{
	const char *why =
	    code == EX_OSERR ? s->program->later : s->program->unavailable;

	if (s->conf.tls != CONF_TLS_IMPLICIT)
		(void)file_write(STDOUT_FILENO, why, strlen(why));
	if (s->peer.network)
		file_drain(STDIN_FILENO);
	_exit(code);
}

/* Long options have numbers that are no letters. */
enum { OPT_LONG = 256, OPT_HELP = OPT_LONG, OPT_VERSION };

static const char letters[] = "+:xc:o:m:";
static const struct option longs[] = {
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* WORD is the one that is wrong. */
static _Noreturn void
usage(struct start *s, const char *what, const char *word)
{
	report(&s->report, s->program->usage, 0, what, bytes_str(word));
	start_refuse(s, EX_USAGE);
}

static _Noreturn void
print_words(const char *what)
{
	_exit(file_write(STDOUT_FILENO, what, strlen(what)) ? EX_OK : EX_IOERR);
}

/* The arguments of -o go to the front of ARGV, which getopt has done with. */
static void
take_options(struct start *s, int argc, char **argv)
{
	char letter[] = "-?";
	int c;

	s->set = argv;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		letter[1] = (char)optopt;
		if (c == 'c')
			s->file = optarg;
		else if (c == 'm')
			s->dir = optarg;
		else if (c == 'o')
			s->set[s->set_n++] = optarg;
		else if (c == 'x')
			s->outcome = true;
		else if (c == OPT_HELP)
			print_words(s->program->help);
		else if (c == OPT_VERSION)
			print_words(s->program->version);
		else
			usage(s, c == ':' ? "no argument of" : "unknown option",
			    optopt > 0 && optopt < OPT_LONG ? letter
							    : argv[optind - 1]);
	}
	if (optind != argc)
		usage(s, "unwanted argument", argv[optind]);
	if (s->file == NULL && s->dir == NULL)
		s->file = conf_default_path;
}

bool
start_configure(const struct start *s, struct conf *conf, struct report *r)
{
	conf_init(conf);
	conf->idle_timeout = s->program->idle_timeout;
	if (s->file != NULL)
		(void)keyvalue_read(conf_set, conf, s->file, r);
	if (s->dir != NULL)
		conf_embedded(conf, s->dir, r);
	for (int i = 0; i < s->set_n; i++)
		(void)keyvalue_line(
		    conf_set, conf, bytes_str(s->set[i]), "-o", 0, r);
	return r->count == 0;
}

void
start_begin(struct start *s, int argc, char **argv, int keep)
{
	start_clean();
	if (!signals_hold() || !file_close_from(keep))
		start_refuse(s, EX_OSERR);
	peer_find(&s->peer);
	log_open(s->program->name, CONF_LOG_AUTO, &s->peer);
	s->report.say =
	    s->unheard || s->peer.reads_stderr ? log_report : report_print;
	take_options(s, argc, argv);
}

void
start_server(struct start *s, int argc, char **argv)
{
	start_begin(s, argc, argv, STDERR_FILENO + 1);
	if (!start_configure(s, &s->conf, &s->report))
		start_refuse(s, EX_CONFIG);
	log_open(s->program->name, s->conf.log, &s->peer);
}

bool
start_password_allowed(const struct start *s, bool secure)
{
	const struct conf *c = &s->conf;

	if (c->users_any || (c->tls == CONF_TLS_REQUIRE && !secure))
		return false;
	return secure || c->plaintext_auth == CONF_PLAIN_ALWAYS ||
	       (c->plaintext_auth == CONF_PLAIN_LOCAL &&
		   (!s->peer.network || s->peer.loopback));
}
