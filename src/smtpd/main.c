/*
 * main.c - smtpd-lite: one SMTP connection on standard input and output.
 * Runs before the fork, and reads no byte of the peer's.
 */
#include "guard/guard.h"
#include "listen/listen.h"
#include "smtpd/smtpd.h"

#include <unistd.h>

/* RFC 5321 4.5.3.2.7: not below five minutes. */
#define SMTP_IDLE 300

#define X_HELP "exit 75 or 69 if mail of a local session was refused"
#define M_HELP "accept mail for everybody into Maildirs below DIR"

static const struct program program = {
	START_WORDS("smtpd-lite", X_HELP, M_HELP),
	.unavailable = "421 4.3.5 Not configured to serve\r\n",
	.later = "421 4.3.2 Cannot serve now, try later\r\n",
	.busy = "421 4.7.0 Too many connections, try later\r\n",
	.mending = "421 4.3.5 Not configured to serve\r\n",
	.idle_timeout = SMTP_IDLE,
	.files = 1,
};

int
main(int argc, char **argv)
{
	static struct start s;

	s.program = &program;
	listen_start(&s, argc, argv);
	/* Not exit(3): there is nothing to flush, and no handler to run. */
	_exit(guard_split(&s, &smtp_dialects[s.conf.dialect]));
}
