/*
 * check_tls.c - certificate and key of TLS: a part of `check`.
 * Runs in the tool, as the account that serves; what is in the files is looked
 * at by tlsd-lite, which has the library for it.
 */
#include "ctl/check.h"
#include "ctl/progress.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* A link is there, wherever it leads. */
static bool
is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Prints what is wrong; false if it could not be found out. */
static bool
check_by_tlsd(struct ctl *c)
{
	char *const argv[] = { c->conf.tls_program,
		(char *)(uintptr_t) "--check", c->conf.tls_cert,
		c->conf.tls_key, c->conf.hostname, NULL };
	char *const none[] = { NULL };
	int status = -1;
	pid_t child;

	progress_hide();
	child = fork();
	if (child == 0) {
		(void)execve(argv[0], argv, none);
		_exit(EX_UNAVAILABLE);
	}
	if (child < 0 || waitpid(child, &status, 0) != child ||
	    !WIFEXITED(status))
		return false;
	c->report.count += WEXITSTATUS(status) == EX_CONFIG;
	return WEXITSTATUS(status) == EX_OK || WEXITSTATUS(status) == EX_CONFIG;
}

void
check_tls(struct ctl *c)
{
	const struct conf *conf = &c->conf;
	bool cert = is_there(conf->tls_cert), key = is_there(conf->tls_key);

	if (conf->tls == CONF_TLS_OFF ||
	    (conf->tls == CONF_TLS_OFFER && !cert && !key))
		return;
	if (conf->handshake == CONF_HS_REQUIRE) {
		if (conf->tls == CONF_TLS_IMPLICIT)
			eyes_say(c, c->conf_path,
			    "tls = implicit, and handshake = require, which "
			    "leaves no TLS: take one of them out");
		return;
	}
	if (!cert)
		eyes_say(c, conf->tls_cert,
		    "is not there: a certificate, or tls = off");
	if (!key)
		eyes_say(c, conf->tls_key,
		    "is not there: the certificate's key, or tls = off");
	if (!is_there(conf->tls_program))
		eyes_say(c, conf->tls_program,
		    "is not there, so there is no TLS: tls-program = PATH");
	else if (cert && key && eyes_read(c, conf->tls_cert, EYES_GROUP) &&
		 eyes_read(c, conf->tls_key, EYES_GROUP) &&
		 eyes_way(c, conf->tls_program) && !check_by_tlsd(c))
		eyes_say(c, conf->tls_program,
		    "cannot be run: install it again, with its libraries");
}
