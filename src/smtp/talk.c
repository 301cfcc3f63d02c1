/*
 * talk.c - commands, replies, and what may go wrong between them.
 * Runs in the client, confined. Trusts nothing the server says: each reply
 * is bounded in time, lines and length.
 */
#include "smtp/talk.h"
#include "base/clock.h"
#include "base/file.h"
#include "smtp/complain.h"

#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* By then, all is said: nobody waits long for the answer to QUIT. */
#define QUIT_MS 5000

/* Chan and transcript are made for servers: here, who hears is the client. */
static void
heard(void *arg, struct bytes raw)
{
	struct tunnel *t = arg;

	transcript_server(&t->transcript, raw);
}

static void
said(void *arg, struct bytes raw)
{
	struct tunnel *t = arg;

	transcript_client(&t->transcript, raw);
}

void
talk_init(struct talk *t, int fd, uint64_t timeout_seconds)
{
	memset(t, 0, sizeof(*t));
	chan_init(&t->chan, fd, fd, timeout_seconds, timeout_seconds);
	t->timeout = (int64_t)timeout_seconds * 1000;
	(void)tunnel_witness(&t->tunnel);
	t->chan.layer = (struct chan_layer){
		.arg = &t->tunnel, .heard = heard, .said = said
	};
}

/* -v: one line of the dialogue. */
static void
show(const struct talk *t, const char *way, struct bytes line)
{
	char buf[LIM_LINE * 4 + 16];
	struct text out = TEXT(buf);

	if (!t->verbose)
		return;
	text_str(&out, way);
	text_quoted(&out, line, LIM_LINE);
	text_char(&out, '\n');
	(void)file_write(STDERR_FILENO, out.p, out.n);
}

static void
queue(struct talk *t, struct bytes line)
{
	t->chan.ends = clock_mono() + t->timeout;
	chan_put(&t->chan, line);
	chan_put(&t->chan, BYTES("\r\n"));
}

void
talk_put(struct talk *t, struct bytes line)
{
	show(t, "> ", line);
	queue(t, line);
}

void
talk_str(struct talk *t, const char *line)
{
	talk_put(t, bytes_str(line));
}

void
talk_hidden(struct talk *t, struct bytes line)
{
	show(t, "> ", BYTES("(hidden)"));
	queue(t, line);
}

bool
talk_send(struct talk *t, struct bytes piece, int64_t deadline)
{
	t->chan.ends = deadline;
	chan_put(&t->chan, piece);
	return !t->chan.broken;
}

/* Takes one line of a reply, if one has come whole. */
static enum reply_rc
take_line(struct talk *t, bool *some)
{
	struct bytes in = chan_input(&t->chan), line;
	size_t before = in.n;
	enum reply_rc rc = REPLY_MORE;

	*some = reply_cut(&in, &line);
	if (*some) {
		show(t, "< ", line);
		rc = reply_line(&t->reply, line);
		chan_take(&t->chan, before - in.n);
	} else if (before > REPLY_TEXT) {
		rc = REPLY_GARBAGE;
	}
	return rc;
}

/* A whole reply. *CODE is for what goes wrong. */
static const char *
collect(struct talk *t, int *code)
{
	enum reply_rc rc;
	bool some;

	*code = EX_TEMPFAIL;
	for (;;) {
		while ((rc = take_line(t, &some)) == REPLY_MORE && some)
			;
		if (rc == REPLY_DONE)
			return NULL;
		if (rc == REPLY_GARBAGE) {
			*code = EX_UNAVAILABLE;
			return "what the server says is not SMTP";
		}
		switch (chan_fill(&t->chan)) {
		case CHAN_OK:
			break;
		case CHAN_SILENT:
			return "no answer in time";
		case CHAN_FORGED:
			*code = EX_PROTOCOL;
			return "the connection has been tampered with";
		case CHAN_TERM:
			return "stopped";
		case CHAN_END:
			return "the connection is lost";
		}
	}
}

const char *
talk_wait(struct talk *t, int64_t deadline, int *code)
{
	const char *wrong;

	t->reply.code = 0;
	t->reply.n = 0;
	t->chan.ends = deadline;
	chan_flush(&t->chan);
	/* A server that hangs up may have said why before that. */
	t->chan.broken = false;
	wrong = collect(t, code);
	t->dead = wrong != NULL || t->reply.code == 421;
	return wrong;
}

int
talk_reply(struct talk *t, const char *what)
{
	int code = EX_OK;
	const char *wrong = talk_wait(t, clock_mono() + t->timeout, &code);

	if (wrong == NULL)
		return EX_OK;
	complain(t->server, wrong, bytes_str(what));
	return code;
}

int
talk_refused(struct talk *t, const char *what, int permanent)
{
	char buf[LIM_FILE + REPLY_TEXT];
	struct text line = TEXT(buf);
	unsigned kind = t->reply.code / 100;

	text_str(&line, what);
	text_str(&line, ": the server said ");
	reply_show(&t->reply, &line);
	if (text_end(&line))
		complain(t->server, line.p, BYTES(""));
	return kind == 4 ? EX_TEMPFAIL : kind == 5 ? permanent : EX_UNAVAILABLE;
}

void
talk_seal(
    struct talk *t, const uint8_t in[NOISE_KEY], const uint8_t out[NOISE_KEY])
{
	chan_flush(&t->chan);
	t->chan.layer = tunnel_seal(&t->tunnel, in, out);
	t->sealed = true;
}

void
talk_end(struct talk *t)
{
	struct chan *c = &t->chan;

	t->chan.ends = clock_mono() + t->timeout;
	chan_flush(c);
	if (!t->sealed)
		(void)shutdown(c->out, SHUT_WR);
	else if (!c->broken)
		(void)file_write(c->out, c->sealed,
		    c->layer.seal(c->layer.arg, "", 0, c->sealed));
}

void
talk_quit(struct talk *t)
{
	int64_t patience = t->timeout < QUIT_MS ? t->timeout : QUIT_MS;
	int code;

	if (t->dead)
		return;
	talk_str(t, "QUIT");
	(void)talk_wait(t, clock_mono() + patience, &code);
	chan_finish(&t->chan);
}
