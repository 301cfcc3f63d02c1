/*
 * main.c - pop3d-lite: one POP3 connection on standard input and output.
 * Runs before the fork, and reads no byte of the peer's.
 */
#include "guard/guard.h"
#include "listen/listen.h"
#include "pop3d/pop3d.h"

#include <unistd.h>

/* RFC 1939 3: not below ten minutes. */
#define POP3_IDLE 600

#define X_HELP "changes nothing here"
#define M_HELP "Maildirs are below DIR; alone, nobody can log in"

static const struct program program = {
	START_WORDS("pop3d-lite", X_HELP, M_HELP),
	.unavailable = "-ERR [SYS/PERM] Not configured to serve\r\n",
	.later = "-ERR [SYS/TEMP] Cannot serve now, try later\r\n",
	.busy = "-ERR [SYS/TEMP] Too many connections, try later\r\n",
	.mending = "-ERR [SYS/TEMP] Not configured to serve\r\n",
	.idle_timeout = POP3_IDLE,
	.files = LIM_AHEAD,
};

int
main(int argc, char **argv)
{
	static struct start s;

	s.program = &program;
	listen_start(&s, argc, argv);
	_exit(guard_split(&s, &pop3_dialects[s.conf.dialect]));
}
