/*
 * secret.c - a password as it comes in.
 * Runs in the tools and the client. Owns the password; it is never in argv, the
 * environment or a buffer of stdio.
 */
#include "vault/secret.h"
#include "base/clock.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Keys, as characters. */
#define INTERRUPT 3
#define DISCARD 0x15
#define ERASE 0x7f

/* A key that is no part of a password. */
static bool
edits(struct secret *out, char c)
{
	if (c == DISCARD)
		out->n = 0;
	/* One character, which may be several octets. */
	if ((c == ERASE || c == '\b') && out->n > 0)
		while (((unsigned char)out->p[--out->n] & 0xc0) == 0x80 &&
		       out->n > 0)
			;
	return c == DISCARD || c == ERASE || c == '\b';
}

/* The signals that would end us at the terminal, as they were before. */
static const int ends[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
#define ENDS (sizeof(ends) / sizeof(ends[0]))
struct held {
	sigset_t mask;
	struct sigaction acts[ENDS];
};

static volatile sig_atomic_t ended;

static void
on_end(int number)
{
	ended = number;
}

/* Lets these signals in only where we wait with the MASK of HELD. */
static bool
hold_ends(struct held *held)
{
	const struct sigaction act = { .sa_handler = on_end };
	sigset_t set;
	bool ok = true;

	(void)sigemptyset(&set);
	for (size_t i = 0; i < ENDS; i++)
		ok = ok && sigaddset(&set, ends[i]) == 0;
	ended = 0;
	ok = ok && sigprocmask(SIG_BLOCK, &set, &held->mask) == 0;
	for (size_t i = 0; i < ENDS; i++)
		ok = ok && sigaction(ends[i], NULL, &held->acts[i]) == 0 &&
		     (held->acts[i].sa_handler == SIG_IGN ||
			 sigaction(ends[i], &act, NULL) == 0);
	return ok;
}

/* Ends us now, if one of them came. */
static void
release_ends(const struct held *held)
{
	for (size_t i = 0; i < ENDS; i++)
		(void)sigaction(ends[i], &held->acts[i], NULL);
	if (ended != 0)
		(void)raise(ended);
	(void)sigprocmask(SIG_SETMASK, &held->mask, NULL);
}

/* TYPED: key by key, and signals are let in with this mask. NULL: neither. */
static const char *
take_secret(int fd, int64_t deadline, const sigset_t *typed, struct secret *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	/* Reads octet by octet, so that nothing behind the line is read. */
	for (out->n = 0;;) {
		int left = deadline > 0 ? clock_left(deadline) : 0;
		struct timespec ts = clock_timespec(left);
		int ready = ppoll(&p, 1, deadline > 0 ? &ts : NULL, typed);
		char c;
		ssize_t n;

		if (ready == 0)
			return "no password in time";
		if (typed != NULL && ended != 0)
			return "stopped";
		n = ready < 0 ? -1 : read(fd, &c, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return strerror(errno);
		if (n == 0 || c == '\n')
			break;
		if (c == INTERRUPT || c == '\0')
			return "not a password";
		if (typed != NULL && edits(out, c))
			continue;
		if (out->n == sizeof(out->p))
			return "the password is too long";
		out->p[out->n++] = c;
	}
	if (out->n > 0 && out->p[out->n - 1] == '\r')
		out->n--;
	return out->n > 0 ? NULL : "the password is empty";
}

const char *
secret_line(int fd, int64_t deadline, struct secret *out)
{
	return take_secret(fd, deadline, NULL, out);
}

const char secret_unasked[] = "no password, and no terminal to ask on";

const char *
secret_ask(const char *prompt, struct secret *out)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	const char *wrong = secret_unasked;
	struct termios old, quiet;
	struct held held;

	if (fd < 0)
		return wrong;
	if (tcgetattr(fd, &old) == 0 && hold_ends(&held)) {
		quiet = old;
		/* ^C is read as a key, so that the echo always comes back. */
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG | ICANON);
		quiet.c_cc[VMIN] = 1;
		quiet.c_cc[VTIME] = 0;
		if (tcsetattr(fd, TCSAFLUSH, &quiet) == 0) {
			(void)file_write(fd, prompt, strlen(prompt));
			wrong = take_secret(fd, 0, &held.mask, out);
			(void)file_write(fd, "\n", 1);
			(void)tcsetattr(fd, TCSAFLUSH, &old);
		}
		release_ends(&held);
	}
	(void)close(fd);
	return wrong;
}
