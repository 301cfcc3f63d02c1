/*
 * main.c - smtpd-litectl: options, configuration, the table of commands.
 * Runs as whoever administers the mail; the files it reads may hold
 * anything.
 */
#include "base/file.h"
#include "base/startup.h"
#include "ctl/ctl.h"
#include "ctl/progress.h"
#include "base/keyvalue.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define ANY INT_MAX /* words; the command counts them itself */

/* Words, how many more may follow, whether the configuration is needed. */
static const struct command {
	const char *name;
	int least, most;
	bool configured;
	ctl_command *run;
	const char *arguments, *help;
} commands[] = {
	{ "check", 0, ANY, true, ctl_check, "[--as USER]",
	    "says what is wrong with the configuration" },
	{ "index", 0, 0, true, ctl_index, "",
	    "lookups in a large users file at the cost of a small one" },
	{ "provision", 0, 0, true, ctl_provision, "",
	    "makes the Maildirs of all users now" },
	{ "wait", 1, ANY, true, ctl_wait,
	    "ADDRESS [--timeout S] [--count N] [--since TIME]\n"
	    "       [--match HEADER=TEXT]... [--ready]",
	    "blocks until mail arrives, prints its path" },
	{ "dns", 1, 1, true, ctl_dns, "DOMAIN",
	    "records to publish for a domain: MX, DANE, MTA-STS" },
	{ "metrics", 0, 0, true, ctl_metrics, "",
	    "what all sessions add up to, as OpenMetrics" },
	{ "user add", 1, 1, true, ctl_user_add, "ADDRESS",
	    "a mailbox with a password" },
	{ "user passwd", 1, 1, true, ctl_user_passwd, "ADDRESS",
	    "another password" },
	{ "user del", 1, 1, true, ctl_user_del, "ADDRESS",
	    "no mailbox any more; its mail stays" },
	{ "user list", 0, 0, true, ctl_user_list, "", "who has a mailbox" },
	{ "user key add", 2, 2, true, ctl_user_key_add, "ADDRESS KEY",
	    "log in with this key" },
	{ "user key del", 2, 2, true, ctl_user_key_del, "ADDRESS KEY",
	    "... and not any more" },
	{ "user key list", 1, 1, true, ctl_user_key_list, "ADDRESS",
	    "keys of a user" },
	{ "key new", 0, 1, true, ctl_key_new, "[current|next]",
	    "a key for the server" },
	{ "key show", 0, 0, true, ctl_key_show, "", "its public keys" },
	{ "key rotate", 0, 0, true, ctl_key_rotate, "",
	    "next becomes current, current old" },
	{ "hash", 0, 0, false, ctl_hash, "", "a password as users keeps it" },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static int
help(void)
{
	char buf[4096];
	struct text t = TEXT(buf);

	text_str(
	    &t, "usage: smtpd-litectl [-c FILE] [-o KEY=VALUE]... COMMAND\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		text_str(&t, "  ");
		text_str(&t, commands[i].name);
		text_char(&t, ' ');
		text_str(&t, commands[i].arguments);
		text_str(&t, "\n\t\t");
		text_str(&t, commands[i].help);
		text_char(&t, '\n');
	}
	return ctl_print(&t);
}

/* Counts the words that both ARGV and the command's name begin with. *WHOLE:
 * they are the whole name. */
static int
common(const struct command *c, int argc, char **argv, bool *whole)
{
	struct bytes left = bytes_str(c->name), word;
	bool more = true;
	int n = 0;

	for (; more && n < argc; n++) {
		more = bytes_cut(&left, ' ', &word);
		if (!bytes_eq(more ? word : left, bytes_str(argv[n]))) {
			more = true;
			break;
		}
	}
	*whole = !more;
	return n;
}

/* The command that ARGV begins with and the number of its words; NULL: there
 * is none, and *N words are the beginning of one. */
static const struct command *
find_command(int argc, char **argv, int *n)
{
	*n = 0;
	for (size_t i = 0; i < COMMANDS; i++) {
		bool whole;
		int words = common(&commands[i], argc, argv, &whole);

		if (words > *n)
			*n = words;
		if (whole)
			return &commands[i];
	}
	return NULL;
}

/* Where there is no configuration yet, -o may give all that is needed. */
static bool
configure(struct ctl *c, int argc, char **argv, const char *opts)
{
	bool spare = c->conf_path == conf_default_path && c->options &&
		     access(c->conf_path, F_OK) != 0 && errno == ENOENT;
	bool ok = spare ||
		  keyvalue_read(conf_set, &c->conf, c->conf_path, &c->report);
	int o;

	optind = 1;
	while ((o = getopt(argc, argv, opts)) != -1)
		if (o == 'o')
			ok = keyvalue_line(conf_set, &c->conf,
				 bytes_str(optarg), "-o", 0, &c->report) &&
			     ok;
	return ok;
}

static int
run_command(struct ctl *c, int argc, char **argv, const char *opts)
{
	int words = argc - optind, n;
	char **word = argv + optind;
	const struct command *k = find_command(words, word, &n);

	if (words == 0)
		return ctl_usage("there is no command", NULL);
	if (k == NULL && n < words)
		return ctl_usage("no such command:", word[n]);
	if (k == NULL || words - n < k->least)
		return ctl_usage("a word is missing behind", word[words - 1]);
	if (words - n > k->most)
		return ctl_usage("one word too many:", word[n + k->most]);
	/* The complaints are the output of `check`. */
	if (k->run == ctl_check)
		c->report.arg = &ctl_stdout;
	if (k->configured && !configure(c, argc, argv, opts))
		return EX_CONFIG;
	if (!file_close_from(STDERR_FILENO + 1))
		return EX_OSERR;
	return progress_end(k->run(c, words - n, word + n));
}

/* The `say` of the complaints. Once we are interrupted the rest of them is left
 * out; so a file of bad lines is read to its end soon. */
static void
say_complaint(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	if (!progress_stopped())
		ctl_say(arg, path, line, what, show);
}

int
main(int argc, char **argv)
{
	static const char opts[] = "+:c:o:";
	static const struct option longs[] = {
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'v' },
		{ NULL, 0, NULL, 0 },
	};
	static struct ctl c;
	int o;

	start_clean();
	c.conf_path = conf_default_path;
	c.report = (struct report){ say_complaint, &ctl_stderr, 0 };
	conf_init(&c.conf);
	while ((o = ctl_getopt(argc, argv, opts, longs)) != -1)
		switch (o) {
		case 'c':
			c.conf_path = optarg;
			break;
		case 'o':
			c.options = true;
			break;
		case 'h':
			return help();
		case 'v':
			return file_write(STDOUT_FILENO,
				   "smtpd-litectl " PACKAGE_VERSION "\n",
				   sizeof("smtpd-litectl " PACKAGE_VERSION))
				   ? EX_OK
				   : EX_IOERR;
		default:
			return EX_USAGE;
		}
	return run_command(&c, argc, argv, opts);
}
