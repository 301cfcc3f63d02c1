/*
 * interactive.c - both directions at once.
 * Runs in the client, confined. What the server says is shown with its
 * control bytes escaped: a terminal obeys them.
 */
#include "smtp/interactive.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/start.h"
#include "smtp/complain.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sysexits.h>
#include <unistd.h>

#define CHUNK 4096
#define COLUMNS 80

/* The loop goes on. No exit code is negative. */
#define GO_ON (-1)

void
interactive_begin(struct interactive *i, bool pass)
{
	struct termios quiet;
	struct winsize size;

	memset(i, 0, sizeof(*i));
	i->pass = pass;
	i->edit.columns = COLUMNS;
	if (pass || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	    tcgetattr(STDIN_FILENO, &i->saved) != 0)
		return;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		i->edit.columns = size.ws_col;
	quiet = i->saved;
	quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	/* Stopped, we could not give the terminal back. */
	quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
	i->terminal = tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0;
}

void
interactive_end(const struct interactive *i)
{
	if (i->terminal)
		(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &i->saved);
}

static bool
print(const struct text *t)
{
	return file_write(STDOUT_FILENO, t->p, t->n);
}

/* Watches the codes go by. */
static void
follow(struct interactive *i, char c)
{
	uint64_t code;

	if (c != '\n') {
		if (i->column < sizeof(i->head))
			i->head[i->column] = c;
		i->column++;
		return;
	}
	if (i->column >= sizeof(i->head) && i->head[3] != '-' &&
	    num_parse((struct bytes){ i->head, 3 }, 999, &code))
		i->code = (unsigned)code;
	i->column = 0;
}

static bool
show(struct interactive *i, struct bytes b)
{
	char buf[CHUNK * 4 + 16];
	struct text t = TEXT(buf);

	if (i->terminal)
		text_str(&t, "\r\033[K");
	for (size_t k = 0; k < b.n; k++) {
		uint8_t c = (uint8_t)b.p[k];

		follow(i, (char)c);
		if (i->pass || c == '\n' || (c >= ' ' && c < 0x7f)) {
			text_char(&t, (char)c);
		} else if (c != '\r') {
			text_str(&t, "\\x");
			text_hex(&t, &c, 1);
		}
	}
	if (i->terminal && i->column > 0)
		text_char(&t, '\n');
	return print(&t);
}

static bool
redraw(const struct interactive *i)
{
	char buf[EDIT_LINE + 64];
	struct text t = TEXT(buf);

	if (i->terminal)
		edit_draw(&i->edit, &t);
	return print(&t);
}

/* Something has come in from the server. */
static int
from_server(struct interactive *i)
{
	struct chan *c = &i->talk->chan;
	struct bytes in;

	c->ends = clock_mono() + i->talk->timeout;
	switch (chan_fill(c)) {
	case CHAN_OK:
		break;
	case CHAN_FORGED:
		complain(i->talk->server,
		    "the connection has been tampered with", BYTES(""));
		return EX_PROTOCOL;
	default:
		if (i->ended || i->code == 221)
			return EX_OK;
		complain(i->talk->server, "the connection is lost", BYTES(""));
		return EX_TEMPFAIL;
	}
	for (in = chan_input(c); in.n > 0; in = chan_input(c)) {
		if (in.n > CHUNK)
			in.n = CHUNK;
		if (!show(i, in))
			return EX_TEMPFAIL;
		chan_take(c, in.n);
	}
	return redraw(i) ? GO_ON : EX_TEMPFAIL;
}

/* A whole line has been typed. */
static void
typed(struct interactive *i)
{
	chan_put(&i->talk->chan, (struct bytes){ i->edit.line, i->edit.n });
	chan_put(&i->talk->chan, BYTES("\r\n"));
	/* What answers a 334 may be a password. */
	edit_next(&i->edit, i->code != 334);
}

static void
octet(struct interactive *i, char c)
{
	if (c == '\n' && !i->cr && !i->pass)
		chan_put(&i->talk->chan, BYTES("\r"));
	i->cr = c == '\r';
	chan_put(&i->talk->chan, (struct bytes){ &c, 1 });
}

/* Something has been typed, or piped in. */
static int
from_user(struct interactive *i)
{
	char buf[CHUNK];
	ssize_t n = read(STDIN_FILENO, buf, sizeof(buf));

	if (n < 0 && errno == EINTR)
		return GO_ON;
	i->talk->chan.ends = clock_mono() + i->talk->timeout;
	for (ssize_t k = 0; k < n; k++) {
		if (!i->terminal) {
			octet(i, buf[k]);
			continue;
		}
		switch (edit_key(&i->edit, buf[k])) {
		case EDIT_MORE:
			break;
		case EDIT_DONE:
			if (!redraw(i) || !file_write(STDOUT_FILENO, "\n", 1))
				return EX_TEMPFAIL;
			typed(i);
			break;
		case EDIT_END:
			n = 0;
			break;
		}
	}
	if (n <= 0) {
		i->ended = true;
		talk_end(i->talk);
	}
	chan_flush(&i->talk->chan);
	return redraw(i) ? GO_ON : EX_TEMPFAIL;
}

static int
once(struct interactive *i)
{
	int64_t left = i->talk->timeout;
	struct timespec ts = { left / 1000, left % 1000 * 1000000L };
	struct pollfd p[2] = { { i->talk->chan.in, POLLIN, 0 },
		{ i->ended ? -1 : STDIN_FILENO, POLLIN, 0 } };
	sigset_t open;
	int n;

	(void)sigemptyset(&open);
	n = ppoll(p, 2, i->ended ? &ts : NULL, &open);
	if (start_terminated)
		return EX_TEMPFAIL;
	if (n < 0)
		return errno == EINTR ? GO_ON : EX_TEMPFAIL;
	if (n == 0) {
		complain(i->talk->server, "no answer in time", BYTES(""));
		return EX_TEMPFAIL;
	}
	if (p[0].revents != 0)
		return from_server(i);
	return from_user(i);
}

/* What the server said before there was anybody to show it to. */
static bool
greet(struct interactive *i, const struct reply *banner)
{
	struct bytes rest = reply_text(banner), line;
	bool ok = true;

	while (ok && reply_next(&rest, &line)) {
		char buf[CHUNK];
		struct text t = TEXT(buf);

		text_num(&t, banner->code);
		text_char(&t, rest.p != NULL ? '-' : ' ');
		text_put(&t, line);
		text_str(&t, "\r\n");
		ok = show(i, (struct bytes){ t.p, t.n });
	}
	return ok && redraw(i);
}

int
interactive_run(
    struct interactive *i, struct talk *t, const struct reply *banner)
{
	int rc = GO_ON;

	i->talk = t;
	if (!greet(i, banner))
		return EX_TEMPFAIL;
	while (rc == GO_ON)
		rc = once(i);
	return rc;
}
