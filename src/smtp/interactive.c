/*
 * interactive.c - both directions at once.
 * Runs in the client, confined. Control bytes from the server are shown
 * escaped: a terminal obeys them. Lines are edited by the
 * terminal itself; they are kept nowhere, for one may be a password.
 */
#include "smtp/interactive.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"
#include "smtp/complain.h"
#include "smtp/tls.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define CHUNK 4096
/* As much as a socket takes that is ready to be written to, even if each
 * octet becomes two. */
#define TYPED 2048

/* The loop goes on. No exit code is negative. */
#define GO_ON (-1)

static void
on_quit(int number)
{
	(void)number;
	signals_terminated = 1;
}

bool
interactive_begin(struct interactive *i, bool pass)
{
	struct sigaction act = { .sa_handler = on_quit };
	sigset_t held;

	memset(i, 0, sizeof(*i));
	i->pass = pass;
	/* It echoes what is typed, wherever our output goes. */
	i->terminal = !pass && tcgetattr(STDIN_FILENO, &i->saved) == 0;
	/* SIGQUIT, too, must not leave a terminal without echo. */
	return signals_hold() && sigemptyset(&held) == 0 &&
	       sigaddset(&held, SIGQUIT) == 0 &&
	       sigaction(SIGQUIT, &act, NULL) == 0 &&
	       sigprocmask(SIG_BLOCK, &held, NULL) == 0;
}

/* Turns the terminal's echo off or on again. */
static void
set_quiet(struct interactive *i, bool quiet)
{
	struct termios modes = i->saved;

	if (!i->terminal || i->quiet == quiet)
		return;
	if (quiet) {
		modes.c_lflag &= ~(tcflag_t)ECHO;
		modes.c_lflag |= ICANON | ECHONL;
		/* Stopped, we could not give the terminal back. */
		modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	}
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) == 0)
		i->quiet = quiet;
}

void
interactive_end(struct interactive *i)
{
	set_quiet(i, false);
}

/* True if the reply in HEAD asks for what nobody may see: each 334 but the
 * one that asks for a name (`Username:`) may be answered by a password. */
static bool
asks_secret(const struct interactive *i)
{
	size_t n = i->column < sizeof(i->head) ? i->column : sizeof(i->head);

	return i->code == 334 && !bytes_istarts((struct bytes){ i->head, n },
				     BYTES("334 VXNlcm5hbWU6"));
}

/* Follows the replies, octet by octet. */
static void
follow_reply(struct interactive *i, char c)
{
	uint64_t code;

	if (c != '\n') {
		if (i->column < sizeof(i->head))
			i->head[i->column] = c;
		i->column++;
		return;
	}
	if (i->column >= 3 && (i->column == 3 || i->head[3] != '-') &&
	    num_parse((struct bytes){ i->head, 3 }, 999, &code)) {
		i->code = (unsigned)code;
		set_quiet(i, asks_secret(i));
	}
	i->column = 0;
}

/* At most CHUNK octets of the server's. */
static bool
show_octets(struct interactive *i, struct bytes b)
{
	char buf[CHUNK * 4];
	struct text t = TEXT(buf);

	for (size_t k = 0; k < b.n; k++) {
		uint8_t c = (uint8_t)b.p[k];

		follow_reply(i, (char)c);
		if (i->pass || c == '\n' || (c >= ' ' && c < 0x7f)) {
			text_char(&t, (char)c);
		} else if (c != '\r') {
			text_str(&t, "\\x");
			text_hex(&t, &c, 1);
		}
	}
	return file_write(STDOUT_FILENO, t.p, t.n);
}

/* All of B. */
static bool
show_all(struct interactive *i, struct bytes b)
{
	bool ok = true;

	for (; ok && b.n > 0; b = bytes_skip(b, CHUNK))
		ok = show_octets(i,
		    (struct bytes){ b.p, b.n < CHUNK ? b.n : (size_t)CHUNK });
	return ok;
}

static bool
show_input(struct interactive *i)
{
	struct bytes in = conn_input(&i->dialogue->conn);
	bool ok = show_all(i, in);

	conn_take(&i->dialogue->conn, in.n);
	return ok;
}

/* Something has come in from the server, perhaps a part of a record. */
static int
from_server(struct interactive *i)
{
	switch (conn_fill_now(&i->dialogue->conn)) {
	case CONN_OK:
	case CONN_SILENT:
		return show_input(i) ? GO_ON : EX_TEMPFAIL;
	case CONN_FORGED:
		complain(i->dialogue->server,
		    "the connection has been tampered with", BYTES(""));
		return EX_PROTOCOL;
	default:
		if (i->code == 221 || (i->ended && !tls_truncated(i->dialogue)))
			return EX_OK;
		complain(
		    i->dialogue->server, "the connection is lost", BYTES(""));
		return EX_TEMPFAIL;
	}
}

static void
put_typed(struct interactive *i, char c)
{
	if (c == '\n' && !i->cr && !i->pass)
		conn_put(&i->dialogue->conn, BYTES("\r"));
	i->cr = c == '\r';
	conn_put(&i->dialogue->conn, (struct bytes){ &c, 1 });
}

/* Something has been typed, a line on a terminal; or piped in. */
static int
from_user(struct interactive *i)
{
	char buf[TYPED];
	ssize_t n = read(STDIN_FILENO, buf, sizeof(buf));

	if (n < 0 && errno == EINTR)
		return GO_ON;
	i->dialogue->conn.ends = clock_mono() + i->dialogue->timeout;
	for (ssize_t k = 0; k < n; k++)
		put_typed(i, buf[k]);
	explicit_bzero(buf, sizeof(buf));
	set_quiet(i, false);
	if (n <= 0) {
		i->ended = true;
		dialogue_end(i->dialogue);
	}
	conn_flush(&i->dialogue->conn);
	return GO_ON;
}

/* Waits for either side. Typed lines are read once the server can take them,
 * so that a server that only speaks is still heard. */
static int
run_once(struct interactive *i)
{
	int64_t left = i->dialogue->timeout;
	struct timespec ts = clock_timespec((int)left);
	struct pollfd p[2] = {
		{ i->dialogue->conn.in,
		    (short)(i->typed ? POLLIN | POLLOUT : POLLIN), 0 },
		{ i->ended || i->typed ? -1 : STDIN_FILENO, POLLIN, 0 }
	};
	sigset_t open;
	int n, rc;

	(void)sigemptyset(&open);
	n = ppoll(p, 2, i->ended || i->typed ? &ts : NULL, &open);
	if (signals_terminated)
		return EX_TEMPFAIL;
	if (n < 0)
		return errno == EINTR ? GO_ON : EX_TEMPFAIL;
	if (n == 0) {
		complain(i->dialogue->server, "no answer in time", BYTES(""));
		return EX_TEMPFAIL;
	}
	i->typed |= p[1].revents != 0;
	/* Neither side keeps the other from its turn. */
	if ((p[0].revents & ~POLLOUT) != 0 && (rc = from_server(i)) != GO_ON)
		return rc;
	if ((p[0].revents & POLLOUT) == 0)
		return GO_ON;
	i->typed = false;
	return from_user(i);
}

/* Shows what the server said before there was anybody to show it to. */
static bool
show_banner(struct interactive *i, const struct reply *banner)
{
	struct bytes rest = reply_text(banner), line;
	bool ok = true;

	while (ok && reply_next(&rest, &line)) {
		char buf[8];
		struct text code = TEXT(buf);

		text_num(&code, banner->code);
		text_char(&code, rest.p != NULL ? '-' : ' ');
		ok = show_all(i, text_bytes(&code)) && show_all(i, line) &&
		     show_all(i, BYTES("\r\n"));
	}
	return ok && show_input(i);
}

int
interactive_run(
    struct interactive *i, struct dialogue *d, const struct reply *banner)
{
	int rc = GO_ON;

	i->dialogue = d;
	if (!show_banner(i, banner))
		return EX_TEMPFAIL;
	while (rc == GO_ON)
		rc = run_once(i);
	return rc;
}
