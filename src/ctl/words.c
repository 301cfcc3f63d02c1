/*
 * words.c - words of the command line that are no good, and what the tool
 * prints. Runs in smtpd-litectl.
 */
#include "base/file.h"
#include "ctl/ctl.h"
#include "users/users.h"

#include <sysexits.h>
#include <unistd.h>

void
ctl_complain(const char *what, const char *about)
{
	ctl_say(&ctl_stderr, "smtpd-litectl", 0, what,
	    about != NULL ? bytes_str(about) : BYTES(""));
}

int
ctl_no_user(const struct addr *a)
{
	char buf[LIM_PLAIN + 1];
	struct text t = TEXT(buf);

	addr_put_plain(&t, a);
	ctl_complain("no such user", text_end(&t) ? t.p : NULL);
	return EX_NOUSER;
}

int
ctl_usage(const char *what, const char *word)
{
	char buf[LIM_LOG];
	struct text t = TEXT(buf);

	text_str(&t, what);
	if (word != NULL) {
		text_char(&t, ' ');
		text_quoted(&t, bytes_str(word), 80);
	}
	text_str(&t, "; smtpd-litectl --help shows how it is called");
	ctl_complain(text_end(&t) ? t.p : what, NULL);
	return EX_USAGE;
}

int
ctl_getopt(int argc, char **argv, const char *opts, const struct option *longs)
{
	/* If one word holds several option letters, the whole word is named. */
	const char *word = optind < argc ? argv[optind] : "";
	int o;

	opterr = 0;
	o = getopt_long(argc, argv, opts, longs, NULL);
	if (o == ':')
		(void)ctl_usage("nothing follows the option", word);
	else if (o == '?')
		(void)ctl_usage(
		    "this option is not known or takes no value:", word);
	return o == ':' ? '?' : o;
}

int
ctl_print(const struct text *t)
{
	return !t->over && file_write(STDOUT_FILENO, t->p, t->n) ? EX_OK
								 : EX_IOERR;
}

int
ctl_address(const char *word, struct addr *out)
{
	const char *why;
	struct addr again;
	struct bytes fields;

	if (addr_plain(bytes_str(word), out, &why)) {
		/* An address with a colon would be the line of another
		 * address. */
		if (users_parse(bytes_str(word), &again, &fields, &why) ==
			USERS_LINE_ENTRY &&
		    addr_ieq(out, &again))
			return EX_OK;
		why = "a line of the users file cannot begin like that";
	}
	ctl_complain(why, word);
	return EX_DATAERR;
}
