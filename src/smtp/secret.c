/*
 * secret.c - the password, from the place that the settings name.
 * Runs in the client, before it connects. Owns the password; it is never
 * in argv, the environment or a buffer of stdio.
 */
#include "smtp/secret.h"
#include "base/clock.h"
#include "smtp/complain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *
from_file(const char *path, int64_t deadline, struct secret *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const char *wrong;

	if (fd < 0)
		return strerror(errno);
	wrong = fcntl(fd, F_SETFL, 0) != 0 ? strerror(errno)
					   : secret_line(fd, deadline, out);
	(void)close(fd);
	return wrong;
}

/* The child: runs COMMAND. Its input is /dev/null, for ours is the message. */
static _Noreturn void
run_command(const char *command, int to)
{
	struct sigaction normal = { .sa_handler = SIG_DFL };
	int null = open("/dev/null", O_RDONLY);

	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	    dup2(to, STDOUT_FILENO) >= 0 &&
	    sigaction(SIGPIPE, &normal, NULL) == 0)
		(void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Reads away the rest of the command's output. */
static void
drain(int fd, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char rest[256];

	while (poll(&p, 1, clock_left(deadline)) == 1 &&
	       read(fd, rest, sizeof(rest)) > 0)
		;
	sodium_memzero(rest, sizeof(rest));
}

/* Waits for the command, and kills it at DEADLINE. Its status, or -1. */
static int
wait_command(pid_t pid, int64_t deadline)
{
	int status = 0;
	pid_t done;

	while ((done = waitpid(pid, &status, WNOHANG)) == 0)
		if (clock_left(deadline) == 0)
			(void)kill(pid, SIGKILL);
		else
			(void)poll(NULL, 0, 10);
	return done == pid ? status : -1;
}

static const char *
from_command(const char *command, int64_t deadline, struct secret *out)
{
	const char *wrong;
	int pipes[2];
	pid_t pid;

	if (pipe2(pipes, O_CLOEXEC) != 0 || (pid = fork()) < 0)
		return strerror(errno);
	if (pid == 0)
		run_command(command, pipes[1]);
	(void)close(pipes[1]);
	wrong = secret_line(pipes[0], deadline, out);
	if (wrong == NULL)
		drain(pipes[0], deadline);
	else
		(void)kill(pid, SIGKILL);
	(void)close(pipes[0]);
	if (wait_command(pid, deadline) != 0 && wrong == NULL)
		return "the command failed";
	return wrong;
}

static const char *
from_terminal(const struct config *c, struct secret *out)
{
	char prompt[sizeof(c->login) + 16];
	struct text t = TEXT(prompt);

	text_str(&t, "Password for ");
	text_str(&t, c->login);
	text_str(&t, ": ");
	return text_end(&t) ? secret_ask(prompt, out) : "the login is too long";
}

bool
secret_get(const struct config *c, struct secret *out)
{
	int64_t deadline = clock_mono() + (int64_t)c->timeout * 1000;
	const char *wrong, *about = NULL;
	char buf[256];
	struct text t = TEXT(buf);

	if (c->password_file[0] != '\0')
		wrong = from_file(about = c->password_file, deadline, out);
	else if (c->password_command[0] != '\0')
		wrong =
		    from_command(about = c->password_command, deadline, out);
	else
		wrong = from_terminal(c, out);
	if (wrong == NULL)
		return true;
	text_str(&t, wrong);
	/* A setting mends it, unless the password was typed. */
	if (about != NULL || wrong == secret_unasked)
		text_str(&t, " (see password-file in smtp-lite.conf(5))");
	complain(about, text_end(&t) ? buf : wrong, BYTES(""));
	sodium_memzero(out, sizeof(*out));
	return false;
}
