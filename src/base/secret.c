/*
 * secret.c - a password as it comes in.
 * Runs in the tools. Owns the password; it is never in argv, the
 * environment or a buffer of stdio.
 */
#include "base/secret.h"
#include "base/clock.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define INTERRUPT 3 /* ^C, as a character */

const char *
secret_line(int fd, int64_t deadline, struct secret *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	/* Octet by octet: nothing behind the line is ever in our memory. */
	for (out->n = 0;;) {
		char c;
		ssize_t n;

		if (poll(&p, 1, deadline > 0 ? clock_left(deadline) : -1) == 0)
			return "no password in time";
		n = read(fd, &c, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return strerror(errno);
		if (n == 0 || c == '\n')
			break;
		if (c == INTERRUPT || c == '\0')
			return "not a password";
		if (out->n == sizeof(out->p))
			return "the password is too long";
		out->p[out->n++] = c;
	}
	if (out->n > 0 && out->p[out->n - 1] == '\r')
		out->n--;
	return out->n > 0 ? NULL : "the password is empty";
}

const char *
secret_ask(const char *prompt, struct secret *out)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	const char *wrong = "no password, and no terminal to ask on";
	struct termios old, quiet;

	if (fd < 0)
		return wrong;
	if (tcgetattr(fd, &old) == 0) {
		quiet = old;
		/* Without ISIG, nobody leaves the terminal without echo. */
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
		if (tcsetattr(fd, TCSAFLUSH, &quiet) == 0) {
			(void)file_write(fd, prompt, strlen(prompt));
			wrong = secret_line(fd, 0, out);
			(void)file_write(fd, "\n", 1);
			(void)tcsetattr(fd, TCSAFLUSH, &old);
		}
	}
	(void)close(fd);
	return wrong;
}
