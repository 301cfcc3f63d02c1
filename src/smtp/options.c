/*
 * options.c - what the command line asks for.
 * Runs in the client, first of all. Addresses on the command line may come
 * from strangers; the other options are the caller's.
 */
#include "smtp/options.h"
#include "base/file.h"
#include "smtp/complain.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: smtp-lite [options] [--] RECIPIENT... < message\n"
    "       smtp-lite [options] -t < message\n"
    "       smtp-lite [options] --interactive\n"
    "       smtp-lite --new-key FILE\n";

static const char queue_text[] =
    "there is no queue: smtp-lite sends a message at once, or fails\n";

static const char help_text[] =
    "  --server HOST[:PORT]     talk to this one, or to a UNIX socket\n"
    "  -f ADDRESS               the sender; <> is nobody\n"
    "  -F NAME                  the sender's full name\n"
    "  -t                       take recipients from the header\n"
    "  -i, -oi                  a dot alone does not end the message\n"
    "  -u LOGIN                 log in\n"
    "  --password-file FILE     with the first line of FILE\n"
    "  --password-command CMD   with the first line that CMD prints\n"
    "  --pin KEY                the server has to have this key\n"
    "  --tofu                   trust an unknown server's key from now on\n"
    "  --known-hosts FILE       the keys of servers\n"
    "  --key FILE               our own key\n"
    "  --new-key FILE           make one, print its public half\n"
    "  --plain                  talk to unknown servers in the clear\n"
    "  --tls off|starttls|implicit\n"
    "                           no TLS, by STARTTLS, or from the first octet\n"
    "  --tls-pin sha256//BASE64 the server's certificate has to have this key\n"
    "  --tls-ca FILE            ... or to be vouched for by one of these CAs\n"
    "  --helo NAME              our name\n"
    "  --timeout SECONDS        how long to wait for an answer\n"
    "  --interactive            type the dialogue\n"
    "  -bm, -bs, -B*, -o*       as sendmail has them\n"
    "  -N -R -r -G -V -X -L     taken and ignored\n"
    "  -bp, -q                  say that there is no queue\n"
    "  -v                       show the dialogue\n"
    "  --help, --version\n";

/* Options without a letter. An OPT_KEYS sets the key of smtp-lite.conf that has
 * its name. */
enum {
	OPT_KEYS = 256,
	OPT_PLAIN,
	OPT_TOFU,
	OPT_TALK,
	OPT_NEW_KEY,
	OPT_HELP,
	OPT_VERSION
};

static const struct option longs[] = {
	{ "server", required_argument, NULL, OPT_KEYS },
	{ "password-file", required_argument, NULL, OPT_KEYS },
	{ "password-command", required_argument, NULL, OPT_KEYS },
	{ "pin", required_argument, NULL, OPT_KEYS },
	{ "known-hosts", required_argument, NULL, OPT_KEYS },
	{ "key", required_argument, NULL, OPT_KEYS },
	{ "tls", required_argument, NULL, OPT_KEYS },
	{ "tls-pin", required_argument, NULL, OPT_KEYS },
	{ "tls-ca", required_argument, NULL, OPT_KEYS },
	{ "helo", required_argument, NULL, OPT_KEYS },
	{ "timeout", required_argument, NULL, OPT_KEYS },
	{ "plain", no_argument, NULL, OPT_PLAIN },
	{ "tofu", no_argument, NULL, OPT_TOFU },
	{ "interactive", no_argument, NULL, OPT_TALK },
	{ "new-key", required_argument, NULL, OPT_NEW_KEY },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* Options of sendmail are one dash and one letter. Its callers often pass on
 * addresses that strangers chose: an option that runs a command or names a
 * file must not be among those. So settings come from the files. */
static const struct option sendmail_longs[] = {
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* -N, -R and the others are taken with their arguments, and ignored. */
#define SENDMAIL_LETTERS "f:F:tivB:b:o::N:R:r:GV:X:L:q::"
#define OWN_LETTERS ":u:" SENDMAIL_LETTERS
/* The first word that is no option ends the options. */
#define AS_SENDMAIL "+:" SENDMAIL_LETTERS

static _Noreturn void
usage(const char *what, const char *show)
{
	complain(NULL, what, bytes_str(show));
	_exit(EX_USAGE);
}

static _Noreturn void
print_both(const char *a, const char *b)
{
	_exit(file_write(STDOUT_FILENO, a, strlen(a)) &&
		      file_write(STDOUT_FILENO, b, strlen(b))
		  ? EX_OK
		  : EX_IOERR);
}

static void
set_key(struct options *o, const char *name, const char *value)
{
	/* The name is a key, so the value is wrong. */
	if (config_set(&o->config, bytes_str(name), bytes_str(value)) != NULL) {
		complain(name, "bad value (see smtp-lite.conf(5))",
		    bytes_str(value));
		_exit(EX_USAGE);
	}
}

/* Sets the mode of -bm, -bs or -bp. */
static void
set_mode(struct options *o, const char *kind)
{
	if (strcmp(kind, "s") == 0)
		o->mode = MODE_PASS;
	else if (strcmp(kind, "p") == 0)
		o->mode = MODE_QUEUE;
	else if (strcmp(kind, "m") != 0)
		usage("no such mode of -b (bm, bs or bp)", kind);
}

static void
apply_option(struct options *o, int c, const char *name)
{
	switch (c) {
	case 'f':
		set_key(o, "from", *optarg == '\0' ? "<>" : optarg);
		break;
	case 'F':
		o->full_name = optarg;
		break;
	case 't':
		o->from_header = true;
		break;
	case 'i':
		o->ignore_dot = true;
		break;
	case 'o':
		o->ignore_dot |= optarg != NULL && strcmp(optarg, "i") == 0;
		break;
	case 'b':
		set_mode(o, optarg);
		break;
	case 'q':
		o->mode = MODE_QUEUE;
		break;
	case 'u':
		set_key(o, "login", optarg);
		break;
	case 'v':
		o->verbose = true;
		break;
	case OPT_KEYS:
		set_key(o, name, optarg);
		break;
	case OPT_PLAIN:
		o->config.plain = true;
		break;
	case OPT_TOFU:
		o->tofu = true;
		break;
	case OPT_TALK:
		o->mode = MODE_TALK;
		break;
	case OPT_NEW_KEY:
		o->mode = MODE_NEW_KEY;
		o->new_key = optarg;
		break;
	case OPT_HELP:
		print_both(usage_text, help_text);
	case OPT_VERSION:
		print_both("smtp-lite " PACKAGE_VERSION, "\n");
	default: /* an option of sendmail that we ignore */
		break;
	}
}

/* Tells what getopt found wrong with WORD, or with a letter in it. */
static _Noreturn void
refuse_word(int c, const char *word)
{
	const char letter[] = { '-', (char)optopt, '\0' };

	if (optopt > 0 && optopt < OPT_KEYS && word[1] != '-')
		word = letter;
	usage(c == ':' ? "an option without its argument (see --help)"
		       : "no such option (see --help)",
	    word);
}

static void
command_line(struct options *o, int argc, char **argv)
{
	const struct option *names = o->sendmail ? sendmail_longs : longs;
	const char *letters = o->sendmail ? AS_SENDMAIL : OWN_LETTERS;
	int c, at = 0;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, names, &at)) != -1) {
		/* Some libraries step over an argument that is missing. */
		if (c == '?' || c == ':')
			refuse_word(
			    c, argv[(optind <= argc ? optind : argc) - 1]);
		apply_option(o, c, names[at].name);
	}
	o->recipients = argv + optind;
	o->recipients_n = argc - optind;
}

void
options_read(struct options *o, int argc, char **argv)
{
	static char page[] = "smtp-lite.conf(5)";
	struct report r = { complain_see, page, 0 };
	const char *name = argc > 0 ? strrchr(argv[0], '/') : NULL;

	memset(o, 0, sizeof(*o));
	if (argc > 0)
		name = name != NULL ? name + 1 : argv[0];
	o->sendmail = name != NULL && strcmp(name, "sendmail") == 0;
	/* The first time finds errors and --help before a file is read, the
	 * second time overrides the files. */
	command_line(o, argc, argv);
	if (o->mode == MODE_QUEUE)
		print_both(queue_text, "");
	if (!config_read(&o->config, &r))
		_exit(EX_CONFIG);
	command_line(o, argc, argv);
	if (o->mode == MODE_SEND && o->recipients_n == 0 && !o->from_header)
		usage("no recipient (see --help)", "");
	if (o->mode != MODE_SEND && o->recipients_n > 0)
		usage("unexpected", o->recipients[0]);
}
