/*
 * dialogue.c - commands, replies, and what may go wrong between them.
 * Runs in the client, confined. Trusts nothing the server says: each reply
 * is bounded in time, lines and length.
 */
#include "smtp/dialogue.h"
#include "base/clock.h"
#include "base/file.h"
#include "smtp/complain.h"

#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* The answer to QUIT changes nothing, so we do not wait long for it. */
#define QUIT_MS 5000

void
dialogue_init(struct dialogue *d, int fd, uint64_t timeout_seconds)
{
	memset(d, 0, sizeof(*d));
	conn_init(&d->conn, fd, fd, timeout_seconds, timeout_seconds);
	d->timeout = (int64_t)timeout_seconds * 1000;
	d->helper = d->plain = -1;
	(void)layers_transcript(&d->layers);
	d->conn.layer = (struct conn_layer){
		.arg = &d->layers.transcript,
		/* The server is the one that we hear. */
		.heard = transcript_server,
		.said = transcript_client,
	};
}

/* Prints a line of the dialogue, for -v. */
static void
show_line(const struct dialogue *d, const char *way, struct bytes line)
{
	char buf[LIM_LINE * 4 + 16];
	struct text out = TEXT(buf);

	if (!d->verbose)
		return;
	text_str(&out, way);
	text_quoted(&out, line, LIM_LINE);
	text_char(&out, '\n');
	(void)file_write(STDERR_FILENO, out.p, out.n);
}

static void
queue(struct dialogue *d, struct bytes line)
{
	d->conn.ends = clock_mono() + d->timeout;
	conn_put(&d->conn, line);
	conn_put(&d->conn, BYTES("\r\n"));
}

void
dialogue_put(struct dialogue *d, struct bytes line)
{
	show_line(d, "> ", line);
	queue(d, line);
}

void
dialogue_str(struct dialogue *d, const char *line)
{
	dialogue_put(d, bytes_str(line));
}

void
dialogue_hidden(struct dialogue *d, struct bytes line)
{
	show_line(d, "> ", BYTES("(hidden)"));
	queue(d, line);
}

bool
dialogue_send(struct dialogue *d, struct bytes piece, int64_t deadline)
{
	d->conn.ends = deadline;
	conn_put(&d->conn, piece);
	return !d->conn.broken;
}

/* Takes one line of a reply off the input, if a whole one is there. */
static enum reply_rc
take_reply_line(struct dialogue *d, bool *some)
{
	struct bytes in = conn_input(&d->conn), line;
	size_t before = in.n;
	enum reply_rc rc = REPLY_MORE;

	*some = reply_cut(&in, &line);
	if (*some) {
		show_line(d, "< ", line);
		rc = reply_line(&d->reply, line);
		conn_take(&d->conn, before - in.n);
	} else if (before > REPLY_TEXT) {
		rc = REPLY_GARBAGE;
	}
	return rc;
}

/* Reads until the reply is whole. NULL, or what went wrong with its *CODE. */
static const char *
collect(struct dialogue *d, int *code)
{
	enum reply_rc rc;
	bool some;

	*code = EX_TEMPFAIL;
	for (;;) {
		while ((rc = take_reply_line(d, &some)) == REPLY_MORE && some)
			;
		if (rc == REPLY_DONE)
			return NULL;
		if (rc == REPLY_GARBAGE) {
			*code = EX_UNAVAILABLE;
			return "what the server says is not SMTP";
		}
		switch (conn_fill(&d->conn)) {
		case CONN_OK:
			break;
		case CONN_SILENT:
			return "no answer in time";
		case CONN_FORGED:
			*code = EX_PROTOCOL;
			return "the connection has been tampered with";
		case CONN_TERM:
			return "stopped";
		case CONN_END:
			return "the connection is lost";
		}
	}
}

const char *
dialogue_wait(struct dialogue *d, int64_t deadline, int *code)
{
	const char *wrong;

	d->reply.code = 0;
	d->reply.n = 0;
	d->conn.ends = deadline;
	conn_flush(&d->conn);
	/* A server that hangs up may have said why before that. */
	d->conn.broken = false;
	wrong = collect(d, code);
	d->dead = wrong != NULL || d->reply.code == 421;
	return wrong;
}

int
dialogue_reply(struct dialogue *d, const char *what)
{
	int code = EX_OK;
	const char *wrong = dialogue_wait(d, clock_mono() + d->timeout, &code);

	if (wrong == NULL)
		return EX_OK;
	complain(d->server, wrong, bytes_str(what));
	return code;
}

int
dialogue_refused(struct dialogue *d, const char *what, int permanent)
{
	char buf[LIM_FILE + REPLY_TEXT];
	struct text line = TEXT(buf);
	unsigned kind = d->reply.code / 100;

	text_str(&line, what);
	text_str(&line, ": the server said ");
	reply_show(&d->reply, &line);
	if (text_end(&line))
		complain(d->server, line.p, BYTES(""));
	return kind == 4 ? EX_TEMPFAIL : kind == 5 ? permanent : EX_UNAVAILABLE;
}

void
dialogue_seal(struct dialogue *d, const uint8_t in[NOISE_KEY],
    const uint8_t out[NOISE_KEY])
{
	conn_flush(&d->conn);
	d->conn.layer = layers_seal(&d->layers, in, out);
	d->channel = DIALOGUE_NOISE;
}

void
dialogue_tls(struct dialogue *d, int fd, struct bytes how)
{
	conn_move(&d->conn, fd);
	d->channel = DIALOGUE_TLS;
	show_line(d, "= ", how);
}

void
dialogue_end(struct dialogue *d)
{
	struct conn *c = &d->conn;

	d->conn.ends = clock_mono() + d->timeout;
	conn_flush(c);
	if (d->channel != DIALOGUE_NOISE)
		(void)shutdown(c->out, SHUT_WR);
	else if (!c->broken)
		(void)file_write(c->out, c->sealed,
		    c->layer.seal(c->layer.arg, "", 0, c->sealed));
}

void
dialogue_quit(struct dialogue *d)
{
	int64_t patience = d->timeout < QUIT_MS ? d->timeout : QUIT_MS;
	int code;

	if (d->dead)
		return;
	dialogue_str(d, "QUIT");
	(void)dialogue_wait(d, clock_mono() + patience, &code);
	conn_finish(&d->conn);
}
