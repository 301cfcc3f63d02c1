/*
 * cure.c - what to do about a complaint, behind it in the same line.
 * Runs in smtpd-litectl. Those who read the files say what is wrong, to servers
 * as well; complaints that name a command are whole as they are.
 */
#include "base/file.h"
#include "base/limits.h"
#include "ctl/ctl.h"
#include "ctl/progress.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int ctl_stdout = STDOUT_FILENO, ctl_stderr = STDERR_FILENO;

#define SHORTER "make it shorter"
#define PASSWORD "smtpd-litectl user passwd"
#define ONE_OF_US "smtpd-litectl user add, or take it out"
#define ADDRESS "write NAME@DOMAIN"
#define THEIR_KEY "the line that smtp-lite --new-key prints"
#define KEY "x25519 and " THEIR_KEY
#define OWN_KEY "move it away, then smtpd-litectl key new"
#define KEY_EXISTS "there is a key file already"
#define CLOSED "chmod 600 %"
#define MAILBOXES "name mailboxes, or let a mail reader filter"
#define TAKE_OUT "take it out"
#define LOST "not changed, since its owner or group would be lost"

/* A % at the end of a cure stands for the path. */
static const struct {
	const char *what, *cure;
} cures[] = {
	/* the configuration, and any file */
	{ "unknown key", "man smtpd-lite.conf has them all" },
	{ "bad value", "man smtpd-lite.conf says what it may be" },
	{ "not of the form key = value", "write it so, or # before it" },
	{ "the hostname is not the name of a domain",
	    "hostname = the name in the MX record" },
	{ "line too long", SHORTER },
	{ "the line is too long", SHORTER },
	/* users, and addresses anywhere */
	{ "an address needs an @", ADDRESS },
	{ "an address needs a domain", ADDRESS },
	{ "an address needs both its parts", ADDRESS },
	{ "an address has one @ only", ADDRESS },
	{ "slash, space or control byte in an address", TAKE_OUT },
	{ "a part of an address begins with a dot", TAKE_OUT },
	{ "not UTF-8", "write it in UTF-8" },
	{ "a part of an address is too long",
	    "no more than 64 octets before the @, and 255 behind it" },
	{ "the hash is none of {ARGON2ID}", PASSWORD },
	{ "the hash is malformed", PASSWORD },
	{ "the salt of the hash is not 16 octets", PASSWORD },
	{ "the hash is not 16 to 64 octets", PASSWORD },
	{ "the parameters of the hash are out of range", PASSWORD },
	{ "the hash is weak: below m=65536,t=2", PASSWORD },
	{ "a catch-all cannot log in, and has a password",
	    "take out what follows the address" },
	/* aliases */
	{ "not of the form name: target, ...", "write it so" },
	{ "an alias without targets", "name one, or take it out" },
	{ "a line that continues nothing", "no blank before a name" },
	{ "a backslash at the end", TAKE_OUT },
	{ "blank or punctuation outside of quotes", "put it into quotes" },
	{ "an open quote", "close it" },
	{ "too long for an address", SHORTER },
	{ "control byte, broken UTF-8, or nothing in an address", ADDRESS },
	{ "lists of addresses are not read", "write the addresses here" },
	{ "commands are not run", MAILBOXES },
	{ "files are not written", MAILBOXES },
	{ "an alias with too many targets", "give some to another alias" },
	{ "an alias that leads to no mailbox", ONE_OF_US },
	{ "a target that leads to no mailbox", ONE_OF_US },
	{ "a target that is not ours", "no mail is sent on: take it out" },
	{ "an alias in a domain that is not ours", ONE_OF_US },
	{ "an alias that leads into a loop", "let one of them name a user" },
	{ "an alias that a user of this name hides", TAKE_OUT },
	{ "an alias that an earlier line hides", TAKE_OUT },
	/* keys */
	{ "a catch-all cannot log in", TAKE_OUT },
	{ "there is no key", KEY },
	{ "the type of key is unknown", KEY },
	{ "the key is not base64 of 32 octets", KEY },
	{ "the key is of low order", KEY },
	{ "a key for somebody who is no user", ONE_OF_US },
	{ "key file is not a regular file", OWN_KEY },
	{ "key file is too long", OWN_KEY },
	{ "key file is not one line of base64 with 32 octets", OWN_KEY },
	{ "cannot open key file", OWN_KEY },
	{ "key file is open to others: its mode must be 0600 or 0400", CLOSED },
	{ "the mode of a key file must be 0600 or 0400", CLOSED },
	{ "not a key: 44 characters of base64", THEIR_KEY },
	{ "not a key that anybody may have", THEIR_KEY },
	{ KEY_EXISTS, "smtpd-litectl key show shows it" },
	{ "cannot be locked", "root can, when nobody else is at it" },
	{ "no key that can be used", "smtpd-litectl key new" },
	{ "there is no key to rotate to", "smtpd-litectl key new next" },
	{ "the key is not listed for that user",
	    "smtpd-litectl user key list shows those that are" },
	/* words of a command */
	{ "no such user", "smtpd-litectl user list shows all" },
	{ "no domain of the DNS", "write it as example.org" },
	{ "the password is empty", "it is a line of standard input" },
	/* what is no file, no folder, or somebody's */
	{ LOST, "root can do it; if no other account serves: chmod 640 %" },
	{ "its group cannot be set",
	    "make it with the group of the server, or in a folder of yours" },
	{ "is not a regular file", "put a file in its place" },
	{ "no folder, and mail goes below it", "move it away" },
	{ "no folder, and locks go into it", "move it away" },
	{ "a link, and no server follows it here",
	    "put a folder or a mount in its place" },
	{ "a link that leads nowhere", "make what it names" },
};

static bool
begins(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

static bool
ends(const char *text, const char *word)
{
	size_t n = strlen(text), w = strlen(word);

	return n >= w && strcmp(text + n - w, word) == 0;
}

static const char *
cure_of(const char *path, const char *what)
{
	/* Clients learn of the next key before it is the current one. */
	if (strcmp(what, KEY_EXISTS) == 0 && ends(path, "/current"))
		return "smtpd-litectl key show shows it, and "
		       "smtpd-litectl key new next makes the one to come";
	/* In the folder of another account root is that account. */
	if (strcmp(what, LOST) == 0 && getuid() == 0)
		return "give it to the owner and the group of its folder";
	for (size_t i = 0; i < sizeof(cures) / sizeof(cures[0]); i++)
		if (strcmp(cures[i].what, what) == 0)
			return cures[i].cure;
	if (strcmp(what, strerror(ENOENT)) == 0)
		return "make it, or name another (-c FILE, -o KEY=FILE)";
	if (strcmp(what, strerror(EACCES)) == 0)
		return "root can, or the account that serves";
	if (strcmp(what, strerror(EISDIR)) == 0)
		return "put a file in its place";
	if (strcmp(what, strerror(ENOTDIR)) == 0)
		return "put a folder in its place";
	/* These go on with what is known of the case. */
	if (begins(what, "bad value ("))
		return "another value, or another build";
	return begins(what, "the same address") ? "take one out" : NULL;
}

void
ctl_say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	const int *fd = arg;
	const char *cure = cure_of(path, what);
	char buf[16 * LIM_FILE]; /* a path may stand in a cure, too, quoted */
	struct text t = { buf, sizeof(buf), 0, false };

	progress_hide();
	report_text(buf, sizeof(buf) - 128, path, line, what, show);
	t.n = strlen(buf);
	if (cure != NULL) {
		text_str(&t, ": ");
		text_put(&t, (struct bytes){ cure, strcspn(cure, "%") });
		if (strchr(cure, '%') != NULL)
			text_word(&t, path);
	}
	text_char(&t, '\n');
	(void)file_write(*fd, t.p, t.n);
}
