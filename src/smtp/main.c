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
#include "smtp/opening.h"
#include "smtp/options.h"
#include "smtp/complain.h"
#include "smtp/secure.h"
#include "smtp/send.h"
#include "smtp/tls.h"
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
static enum tls_need need;
static uint8_t own_key[NOISE_KEY];
static bool has_key;
static char page[] = "smtp-lite(1)"; /* for complain_see */

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
	struct report r = { complain_see, page, 0 };
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
		complain_error(c->key, "no key (--new-key makes one)", ENOENT);
		return EX_CONFIG;
	case KEYFILE_BAD:
		break;
	}
	return EX_CONFIG;
}

/* Reads keys, known_hosts and the password. */
static int
prepare(struct config *c, char *const *command)
{
	struct report r = { complain_see, page, 0 };
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
	if (!trust.known && (rc = tls_check(c, &target, command)) != EX_OK)
		return rc;
	if (options.mode != MODE_SEND || c->login[0] == '\0')
		return EX_OK;
	/* With a key, a password is used only if one was configured. */
	if (has_key && (trust.known || options.tofu) &&
	    c->password_file[0] == '\0' && c->password_command[0] == '\0')
		return EX_OK;
	return secret_get(c, &secret) ? EX_OK : EX_CONFIG;
}

/* Holds the dialogue, from the banner to the last reply but QUIT's. */
static int
converse(void)
{
	static struct opening o;
	const struct config *c = &options.config;
	const struct login who = { c->login, &secret, has_key };
	int rc;

	o.helo = c->helo;
	o.need = need;
	o.how = (struct secure){ .trust = &trust,
		.plain = c->plain,
		.tofu = options.tofu,
		.key = has_key ? own_key : NULL,
		.password = secret.n > 0 };
	rc = opening_channel(&o, &dialogue);
	sodium_memzero(own_key, sizeof(own_key));
	if (rc != EX_OK)
		return rc;
	if (options.mode != MODE_SEND) {
		rc = interactive_run(&interactive, &dialogue, &o.banner);
		dialogue.dead = true;
		return rc;
	}
	if ((rc = opening_hello(&o, &dialogue)) != EX_OK ||
	    (rc = login(&dialogue, &o.offers, &who)) != EX_OK)
		return rc;
	return send_message(
	    &dialogue, &o.offers, &envelope, &message, &progress);
}

/* Connects to the server; our descriptors are those of the dialogue then. */
static int
connect_to_server(void)
{
	const struct config *c = &options.config;
	int64_t timeout = (int64_t)c->timeout * 1000;
	bool loopback = false;
	int *keep[4], n = 0, rc, fd;

	fd = dialer_connect(&dialer, clock_mono() + timeout, &loopback, &rc);
	if (fd < 0)
		return rc;
	need = tls_need(c, &target, trust.known, loopback);
	if (need == TLS_NEED_NONE)
		dialer_let_go(&dialer);
	keep[n++] = &fd;
	if (trust.fd >= 0)
		keep[n++] = &trust.fd;
	if (dialer.plain >= 0) {
		keep[n++] = &dialer.fd;
		keep[n++] = &dialer.plain;
	}
	/* Inherited ones were needed until now: password and message
	 * may be called /dev/fd/N. */
	if (!file_keep(keep, n)) {
		complain_error(NULL, "cannot close files", errno);
		return EX_OSERR;
	}
	progress.on = isatty(STDERR_FILENO) == 1;
	dialogue_init(&dialogue, fd, c->timeout);
	dialogue.server = target.name;
	dialogue.loopback = loopback;
	dialogue.verbose = options.verbose;
	dialogue.helper = dialer.fd;
	dialogue.plain = dialer.plain;
	return EX_OK;
}

int
main(int argc, char **argv)
{
	char *const *command;
	int rc;

	start_clean();
	options_read(&options, argc, argv);
	if (sodium_init() < 0)
		return EX_OSERR;
	if (options.mode == MODE_NEW_KEY)
		return new_key(options.new_key);
	/* config_set has parsed it, so it cannot fail. */
	(void)target_parse(&target, bytes_str(options.config.server));
	command = tls_command(&options.config, &target);
	if (!dialer_start(&dialer, &target, command))
		return EX_OSERR;
	if ((rc = prepare(&options.config, command)) != EX_OK)
		return rc;
	if (options.mode == MODE_SEND &&
	    (rc = compose(&options, &message, &envelope)) != EX_OK)
		return rc;
	if ((rc = connect_to_server()) != EX_OK)
		return rc;
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
	dialer_end(&dialer);
	sodium_memzero(&secret, sizeof(secret));
	sodium_memzero(own_key, sizeof(own_key));
	/* Not exit(3): there is nothing to flush, and a sanitizer's work at the
	 * end is not in the filter. */
	_exit(rc);
}
