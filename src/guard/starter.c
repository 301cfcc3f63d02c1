/*
 * starter.c - the process that becomes tlsd-lite when the guard asks for it.
 * Forked by the guard, before it confines itself. It keeps the peer's
 * descriptors and a socket to the guard, and reads only from that socket. A
 * session that never asks has paid one fork.
 */
#include "base/file.h"
#include "base/log.h"
#include "guard/session.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* Executes the program when the guard asks. It gets the descriptors that it
 * needs, no other ones, and an empty environment. */
static _Noreturn void
be_starter(const struct conf *c, int socket)
{
	char *const argv[] = { (char *)(uintptr_t) "tlsd-lite",
		(char *)(uintptr_t)c->tls_cert, (char *)(uintptr_t)c->tls_key,
		(char *)(uintptr_t)c->run, NULL };
	char *const none[] = { NULL };
	struct tls_message m = { .word = TLS_FAILED,
		.text = "cannot execute tls-program" };
	struct tls_message asked;
	int null = open("/dev/null", O_RDWR);

	if (null < 0 || dup2(null, STDERR_FILENO) < 0 ||
	    dup2(socket, TLS_SOCKET) < 0 || !file_close_from(TLS_SOCKET + 1))
		_exit(EX_OSERR);
	if (read(TLS_SOCKET, &asked, sizeof(asked)) != (ssize_t)sizeof(asked) ||
	    asked.word != TLS_PREPARE)
		_exit(EX_OK);
	(void)execve(c->tls_program, argv, none);
	_exit(write(TLS_SOCKET, &m, sizeof(m)) < 0 ? EX_OSERR : EX_CONFIG);
}

/* True if the file is there, or may be there where we cannot look. */
static bool
there(const char *path)
{
	return access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool
starter_fork(struct start *s, int *starter)
{
	const struct conf *c = &s->conf;
	int pair[2];
	pid_t child;

	/* Where Noise is required, TLS would be in its way. */
	s->tls = c->tls != CONF_TLS_OFF && c->handshake != CONF_HS_REQUIRE &&
		 there(c->tls_cert) && there(c->tls_key) &&
		 there(c->tls_program);
	if (!s->tls)
		return true;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0 ||
	    (child = fork()) < 0) {
		log_problem("start", "cannot prepare for TLS", errno);
		return false;
	}
	if (child == 0)
		be_starter(c, pair[1]);
	(void)close(pair[1]);
	*starter = pair[0];
	return true;
}
