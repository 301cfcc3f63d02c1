/*
 * main.c - smtp-lite: the client, and a stand-in for sendmail.
 * Runs as one process, but for the child that calls the server: it reads
 * settings, starts that child, reads secrets and the message, has itself
 * connected, gives up all rights that a dialogue does not need, and talks.
 */
#include "base/base64.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/startup.h"
#include "sandbox/sandbox.h"
#include "smtp/compose.h"
#include "smtp/dial.h"
#include "smtp/interactive.h"
#include "smtp/login.h"
#include "smtp/options.h"
#include "smtp/complain.h"
#include "smtp/secure.h"
#include "smtp/send.h"
#include "vault/keyfile.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* The whole state of the program; it is too large for a stack. */
static struct options options;
static struct target target;
static struct dialer dialer;
static struct trust trust;
static struct secret secret;
static struct message message;
static struct envelope envelope;
static struct interactive interactive;
static struct progress progress;
static struct dialogue dialogue;
static uint8_t own_key[NOISE_KEY];
static bool has_key;

/* Sets an empty setting to FILE in the user's folder. False: there is none. */
static bool
default_path(char *setting, size_t cap, const char *file)
{
	struct text t = { setting, cap, 0, false };

	if (setting[0] != '\0')
		return true;
	if (config_folder() == NULL)
		return false;
	text_str(&t, config_folder());
	text_str(&t, file);
	return text_end(&t);
}

/* Makes a key in PATH and prints its public half. */
static int
new_key(const char *path)
{
	struct report r = { report_stderr, NULL, 0 };
	const char *folder = config_folder();
	uint8_t key[NOISE_KEY];
	char buf[BASE64_LEN(NOISE_KEY) + 1];
	struct text line = TEXT(buf);

	if (folder != NULL && strncmp(path, folder, strlen(folder)) == 0 &&
	    path[strlen(folder)] == '/' && !config_make_folder(&r))
		return EX_CONFIG;
	if (!keyfile_make(path, (uid_t)-1, key, &r))
		return EX_CONFIG;
	base64_put(&line, key, sizeof(key));
	text_char(&line, '\n');
	return file_write(STDOUT_FILENO, line.p, line.n) ? EX_OK : EX_IOERR;
}

/* Reads our own key. It may be missing, unless the settings name it. */
static int
read_key(struct config *c, struct report *r)
{
	bool named = c->key[0] != '\0';

	if (!default_path(c->key, sizeof(c->key), "/key"))
		return EX_OK;
	switch (keyfile_read(c->key, geteuid(), own_key, r)) {
	case KEYFILE_YES:
		has_key = true;
		return EX_OK;
	case KEYFILE_NONE:
		if (!named)
			return EX_OK;
		complain_error(c->key, "no key", ENOENT);
		return EX_CONFIG;
	case KEYFILE_BAD:
		break;
	}
	return EX_CONFIG;
}

/* Reads keys, known_hosts and the password. */
static int
prepare(struct config *c)
{
	struct report r = { report_stderr, NULL, 0 };
	bool file = c->known_hosts[0] != '\0';
	int rc;

	if ((rc = read_key(c, &r)) != EX_OK)
		return rc;
	if (!default_path(
		c->known_hosts, sizeof(c->known_hosts), "/known_hosts"))
		memcpy(c->known_hosts, "/dev/null", sizeof("/dev/null"));
	else if (options.tofu && !file && !config_make_folder(&r))
		return EX_CONFIG;
	/* With a pin, the lines of the host do not count, nor do new ones. */
	options.tofu = options.tofu && c->pin[0] == '\0';
	trust.host = target.name;
	trust.path = c->known_hosts;
	if (!trust_read(&trust, c->pin, options.tofu, &r))
		return EX_CONFIG;
	if (options.mode != MODE_SEND || c->login[0] == '\0')
		return EX_OK;
	/* With a key, a password is used only if one was configured. */
	if (has_key && (trust.known || options.tofu) &&
	    c->password_file[0] == '\0' && c->password_command[0] == '\0')
		return EX_OK;
	return secret_get(c, &secret) ? EX_OK : EX_CONFIG;
}

/* Says EHLO, or HELO to a server that does not know EHLO. */
static int
hello(struct offers *o)
{
	char buf[LIM_DOMAIN + 8];
	struct text line = TEXT(buf);
	bool extended = true;
	int rc;

	text_str(&line, "EHLO ");
	text_str(&line, options.config.helo);
	dialogue_put(&dialogue, text_bytes(&line));
	if ((rc = dialogue_reply(&dialogue, "EHLO")) != EX_OK)
		return rc;
	if (dialogue.reply.code / 100 == 5 && !dialogue.sealed) {
		memcpy(buf, "HELO", 4);
		dialogue_put(&dialogue, text_bytes(&line));
		if ((rc = dialogue_reply(&dialogue, "HELO")) != EX_OK)
			return rc;
		extended = false;
	}
	if (dialogue.reply.code != 250)
		return dialogue_refused(&dialogue, "EHLO", EX_UNAVAILABLE);
	/* The reply to HELO is no list of offers. */
	if (!extended)
		dialogue.reply.n = 0;
	reply_offers(&dialogue.reply, o);
	return EX_OK;
}

/* Holds the dialogue, from the banner to the last reply but QUIT's. */
static int
converse(void)
{
	static struct reply banner;
	const struct config *c = &options.config;
	const struct secure how = { &trust, c->plain, options.tofu,
		has_key ? own_key : NULL };
	const struct login who = { c->login, &secret, has_key };
	struct offers offers;
	int rc;

	if ((rc = dialogue_reply(&dialogue, "the banner")) != EX_OK)
		return rc;
	if (dialogue.reply.code != 220)
		return dialogue_refused(
		    &dialogue, "the banner", EX_UNAVAILABLE);
	banner = dialogue.reply;
	rc = secure(&dialogue, &how);
	sodium_memzero(own_key, sizeof(own_key));
	if (rc != EX_OK)
		return rc;
	if (options.mode != MODE_SEND) {
		rc = interactive_run(&interactive, &dialogue, &banner);
		dialogue.dead = true;
		return rc;
	}
	if ((rc = hello(&offers)) != EX_OK ||
	    (rc = login(&dialogue, &offers, &who)) != EX_OK)
		return rc;
	return send_message(&dialogue, &offers, &envelope, &message, &progress);
}

int
main(int argc, char **argv)
{
	int64_t timeout;
	bool loopback = false;
	int rc, fd;

	start_clean();
	options_read(&options, argc, argv);
	if (sodium_init() < 0)
		return EX_OSERR;
	if (options.mode == MODE_NEW_KEY)
		return new_key(options.new_key);
	/* It parsed before, as the setting it is. */
	(void)target_parse(&target, bytes_str(options.config.server));
	if (!dialer_start(&dialer, &target))
		return EX_OSERR;
	if ((rc = prepare(&options.config)) != EX_OK)
		return rc;
	if (options.mode == MODE_SEND &&
	    (rc = compose(&options, &message, &envelope)) != EX_OK)
		return rc;
	timeout = (int64_t)options.config.timeout * 1000;
	fd = dialer_connect(&dialer, clock_mono() + timeout, &loopback, &rc);
	if (fd < 0)
		return rc;
	if (!dial_keep(
		(int *const[]){ &fd, &trust.fd }, trust.fd < 0 ? 1 : 2)) {
		complain_error(NULL, "cannot close files", errno);
		return EX_OSERR;
	}
	progress.on = isatty(STDERR_FILENO) == 1;
	dialogue_init(&dialogue, fd, options.config.timeout);
	dialogue.server = target.name;
	dialogue.loopback = loopback;
	dialogue.verbose = options.verbose;
	if (options.mode != MODE_SEND &&
	    !interactive_begin(&interactive, options.mode == MODE_PASS))
		return EX_OSERR;
	if (sandbox_client()) {
		rc = converse();
		dialogue_quit(&dialogue);
	} else {
		complain_error(NULL, "cannot confine myself", errno);
		rc = EX_OSERR;
	}
	interactive_end(&interactive);
	sodium_memzero(&secret, sizeof(secret));
	sodium_memzero(own_key, sizeof(own_key));
	/* Not exit(3): there is nothing to flush, and a sanitizer's work at the
	 * end is not in the filter. */
	_exit(rc);
}
