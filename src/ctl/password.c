/*
 * password.c - a password in, a hash out. Owns both until they are wiped.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "vault/hash.h"

#include <sodium.h>
#include <sysexits.h>
#include <unistd.h>

static const char *
twice(struct secret *out)
{
	struct secret again;
	const char *wrong = secret_ask("Password: ", out);

	if (wrong == NULL)
		wrong = secret_ask("Again: ", &again);
	if (wrong == NULL && !bytes_eq((struct bytes){ out->p, out->n },
				 (struct bytes){ again.p, again.n }))
		wrong = "the two are not the same";
	sodium_memzero(&again, sizeof(again));
	return wrong;
}

/* Reads a password: one line of standard input, or from the terminal, twice.
 * False after a complaint. */
static bool
ask_password(struct secret *out)
{
	const char *wrong = isatty(STDIN_FILENO)
				? twice(out)
				: secret_line(STDIN_FILENO, 0, out);

	if (wrong == NULL)
		return true;
	ctl_complain(wrong, NULL);
	sodium_memzero(out, sizeof(*out));
	return false;
}

int
ctl_make_hash(struct text *out)
{
	struct secret s;
	bool ok;

	if (!ask_password(&s))
		return EX_DATAERR;
	ok = sodium_init() >= 0 && hash_make(out, (struct bytes){ s.p, s.n });
	sodium_memzero(&s, sizeof(s));
	if (ok)
		return EX_OK;
	ctl_complain("no memory to hash a password", NULL);
	return EX_OSERR;
}

int
ctl_hash(struct ctl *c, int argc, char **argv)
{
	char buf[HASH_TEXT + 1];
	struct text t = TEXT(buf);
	int rc = ctl_make_hash(&t);

	(void)c;
	(void)argc;
	(void)argv;
	text_char(&t, '\n');
	return rc == EX_OK ? ctl_print(&t) : rc;
}
