/*
 * watch_teaching.c - WATCH: mail on the screen as it comes.
 * Runs in the wire; the files come from the guard, open for reading.
 */
#include "smtpd/watch_teaching.h"
#include "wire/ask_teaching.h"

#include <errno.h>
#include <unistd.h>

#define LINE_MOST 500 /* with code and line end */

/* One line of output that is being filled. */
struct out {
	struct session *s;
	size_t n;
	char buf[LINE_MOST];
};

static void
end_line(struct out *o)
{
	say_more(o->s, RE_LINE, (struct bytes){ o->buf, o->n });
	o->n = 0;
}

static void
watch_put_octet(struct out *o, char octet)
{
	struct text t = { o->buf, LINE_MOST - 6, o->n, false };
	uint8_t c = (uint8_t)octet;

	/* An escape takes four. */
	if (t.cap - t.n < 4) {
		end_line(o);
		t.n = 0;
	}
	if (c < 0x20 || c > 0x7e) {
		text_str(&t, "\\x");
		text_hex(&t, &c, 1);
	} else {
		text_char(&t, octet);
	}
	o->n = t.n;
}

static void
show_mail(struct session *s, int fd)
{
	struct out o = { .s = s };
	char block[4096];
	ssize_t n;

	if (fd < 0) {
		say_more(s, RE_LINE,
		    BYTES("2.0.0 Mail has come and cannot be shown now"));
		return;
	}
	while ((n = read(fd, block, sizeof(block))) > 0 ||
	       (n < 0 && errno == EINTR))
		for (ssize_t i = 0; i < n; i++)
			if (block[i] == '\n')
				end_line(&o);
			else
				watch_put_octet(&o, block[i]);
	if (o.n > 0)
		end_line(&o);
	(void)close(fd);
}

/* Tells the guard to stop; a mail may have come before it does. */
static void
stop(struct session *s)
{
	int fd;

	ask_unwatch(s);
	while (ask_news(s, &fd) == GUARD_MAIL_CAME)
		show_mail(s, fd);
}

/* Shows mail until there is more input. */
static enum conn_rc
wait_for_input(struct session *s, bool *came)
{
	enum conn_rc rc;
	int fd;

	for (;;) {
		if (*came)
			ask_next(s);
		rc = conn_either(s->conn, s->guard, came);
		if (rc != CONN_OK)
			return rc;
		if (!*came)
			return conn_fill(s->conn);
		(void)ask_news(s, &fd);
		show_mail(s, fd);
	}
}

/* Any line ends it; the line may have come already. */
static enum reply
watch(struct session *s)
{
	struct bytes in = conn_input(s->conn), line;
	enum cmdline_rc typed = CMDLINE_MORE;
	enum conn_rc rc = CONN_OK;
	bool came = true;

	if (in.n == 0)
		rc = wait_for_input(s, &came);
	while (rc == CONN_OK) {
		in = conn_input(s->conn);
		typed = cmdline_take(&s->line, &in, LIM_LINE, &line);
		conn_take(s->conn, conn_input(s->conn).n - in.n);
		if (typed != CMDLINE_MORE)
			break;
		rc = wait_for_input(s, &came);
	}
	if (rc != CONN_OK)
		return reply_no_input(s, rc);
	return typed == CMDLINE_FLOOD
		   ? reply_and_close(s, RE_FLOOD, GUARD_END_ERRORS)
		   : RE_OK;
}

enum reply
verb_watch_teaching(struct session *s, struct bytes arg)
{
	enum guard_verdict verdict = ask_watch(s);
	enum reply r;

	(void)arg;
	if (verdict == GUARD_NOT_YOURS)
		return RE_WHO;
	if (verdict != GUARD_YES)
		return verdict_reply(verdict);
	say_more(s, RE_LINE, BYTES("2.0.0 Watching"));
	r = watch(s);
	stop(s);
	return r;
}
