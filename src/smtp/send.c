/*
 * send.c - a message to its recipients: MAIL, RCPT, DATA.
 * Runs in the client, confined.
 */
#include "smtp/send.h"
#include "base/clock.h"
#include "proto/path.h"
#include "smtp/complain.h"
#include "smtp/outgoing.h"

#include <string.h>
#include <sysexits.h>

/* Commands that may wait for a reply at once. Their replies fit into any
 * socket buffer, so neither side waits for the other to read. */
#define WINDOW 50
/* The least speed, in octets a second, at which a server takes a message. */
#define SLOWEST 500
/* RFC 5321 4.5.3.2 gives the last dot twice the time of other commands. */
#define DOT_FACTOR 2
/* A mailbox that is full gets the reply of too many recipients. So many such
 * replies in a row are believed; then the rest is not asked. */
#define BELIEVED 3

struct job {
	struct dialogue *d;
	const struct offers *offers;
	const struct message *m;
	const struct envelope *e;
	struct addr *to;
	size_t n;     /* of TO: of this transaction */
	size_t asked; /* of these, so many have got a reply */
	size_t again; /* of these, for the next one; they stand in front */
	size_t row;   /* of these, so many since one was accepted */
	size_t limit; /* of N, for all we know */
	bool utf8;
	bool mail; /* no MAIL has been refused */
	size_t accepted;
	int code; /* of all that has been refused */
	int end;  /* EX_OK, or that of a message cut short */
};

/* Notes the exit code of a refusal; of two, a permanent one decides. */
static void
note_refusal(struct job *j, int code)
{
	if (j->code == EX_OK || j->code == EX_TEMPFAIL)
		j->code = code == EX_OK ? j->code : code;
}

/* Notes the exit code of a transaction. What kept the message from recipients
 * that nobody refused decides over refusals: they may have it later. */
static void
note_end(struct job *j, int code)
{
	if (code == EX_TEMPFAIL || code == EX_PROTOCOL)
		j->end = code;
	else
		note_refusal(j, code);
}

/* Adds `MAIL FROM:<...>` or `RCPT TO:<...>`, without parameters. */
static void
put_path(struct text *t, const char *verb, const struct addr *a)
{
	text_str(t, verb);
	text_char(t, '<');
	path_put(t, a);
	text_char(t, '>');
}

/* Queues MAIL if I is 0, else the RCPT of recipient I - 1. */
static void
put_command(const struct job *j, size_t i)
{
	char buf[LIM_LINE];
	struct text line = TEXT(buf);

	put_path(&line, i == 0 ? "MAIL FROM:" : "RCPT TO:",
	    i == 0 ? &j->e->from : &j->to[i - 1]);
	if (i == 0 && j->offers->size) {
		text_str(&line, " SIZE=");
		text_num(&line, j->m->size);
	}
	if (i == 0 && j->m->eightbit)
		text_str(&line, " BODY=8BITMIME");
	if (i == 0 && j->utf8)
		text_str(&line, " SMTPUTF8");
	dialogue_put(j->d, text_bytes(&line));
}

/* Takes the reply to command I of these. */
static void
take_reply(struct job *j, size_t i)
{
	unsigned code = j->d->reply.code;
	char buf[LIM_LINE];
	struct text what = TEXT(buf);

	j->asked = i;
	if (code / 100 == 2) {
		j->accepted += i > 0;
		j->row = 0;
		return;
	}
	/* Too many recipients, be it as RFC 821 says it (RFC 5321 4.5.3.1.10).
	 * The first cannot be one too many: it means something else then, and
	 * may have meant that before. */
	if (i > 0 && (code == 452 || code == 552)) {
		if (j->accepted > 0) {
			j->to[j->again++] = j->to[i - 1];
			j->row++;
			return;
		}
		j->limit = (size_t)j->offers->rcptmax;
	}
	j->mail = j->mail && i > 0;
	put_path(&what, i == 0 ? "MAIL FROM:" : "RCPT TO:",
	    i == 0 ? &j->e->from : &j->to[i - 1]);
	if (!text_end(&what))
		return;
	if (i > 0)
		note_refusal(j, dialogue_refused(j->d, buf, EX_NOUSER));
	else
		note_end(j, dialogue_refused(j->d, buf, EX_UNAVAILABLE));
	if (i == 0 && j->e->guessed && j->d->logged_in)
		complain(j->d->server,
		    "the login may send as an address of its own: name it, "
		    "with -u or -f",
		    BYTES(""));
}

/* Says MAIL and RCPT, pipelined where the server offers it: all of them, or
 * until there are too many. */
static int
say_envelope(struct job *j)
{
	size_t window = j->offers->pipelining ? WINDOW : 1;
	size_t sent = 0, got = 0;
	int rc;

	while (got <= j->n && j->mail && j->row < BELIEVED && !j->d->dead) {
		do
			put_command(j, sent++);
		while (sent % window != 0 && sent <= j->n);
		for (; got < sent && !j->d->dead; got++) {
			if ((rc = dialogue_reply(j->d, "MAIL or RCPT")) !=
			    EX_OK)
				return rc;
			/* After a refused MAIL, every RCPT under way is
			 * refused as well; that is told once. */
			if (j->mail)
				take_reply(j, got);
		}
	}
	return EX_OK;
}

/* Sends the message and the dot, and takes the reply. */
static int
send_body(struct job *j, struct progress *p)
{
	static char buf[65536];
	struct dialogue *d = j->d;
	struct outgoing o = { .m = j->m, .dots = true };
	int64_t now = clock_mono();
	int64_t deadline =
	    now + d->timeout + (int64_t)(j->m->size / SLOWEST) * 1000;
	uint64_t done = 0;
	const char *wrong;
	bool whole = true;
	size_t n;
	int code;

	progress_begin(p, j->m->size);
	while (whole && (n = outgoing_next(&o, buf, sizeof(buf))) > 0) {
		whole = dialogue_send(d, (struct bytes){ buf, n }, deadline);
		progress_at(p, done += n);
	}
	whole = whole && dialogue_send(d, BYTES(".\r\n"), deadline);
	progress_end(p);
	now = clock_mono();
	wrong = dialogue_wait(d, now + d->timeout * DOT_FACTOR, &code);
	if (wrong == NULL && d->reply.code / 100 == 2 && whole)
		return EX_OK;
	if (wrong == NULL)
		return dialogue_refused(d, "the message", EX_UNAVAILABLE);
	if (!whole) {
		complain(d->server, wrong, BYTES("the message"));
		return code == EX_PROTOCOL ? code : EX_TEMPFAIL;
	}
	complain(d->server, wrong,
	    BYTES("after the message; it may have been delivered: sending it "
		  "again may make a duplicate"));
	return code == EX_PROTOCOL ? code : EX_TEMPFAIL;
}

static int
transaction(struct job *j, struct progress *p)
{
	int rc = say_envelope(j);

	/* Its refusal has been noted, and decides over what came behind it. */
	if (!j->mail && rc != EX_PROTOCOL)
		return EX_OK;
	/* After a 421 the server answers nothing more: the message may be sent
	 * again. */
	if (rc == EX_OK && j->d->dead)
		return EX_TEMPFAIL;
	if (rc != EX_OK || j->accepted == 0)
		return rc;
	dialogue_str(j->d, "DATA");
	if ((rc = dialogue_reply(j->d, "DATA")) != EX_OK)
		return rc;
	if (j->d->reply.code != 354)
		return dialogue_refused(j->d, "DATA", EX_UNAVAILABLE);
	return send_body(j, p);
}

/* Returns what the message or an address needs and the server lacks. NULL:
 * nothing. */
static const char *
lacking(const struct job *j)
{
	if (j->utf8 && !j->offers->utf8)
		return "an address needs SMTPUTF8, which the server has not";
	if (j->m->eightbit && !j->offers->eightbit)
		return "the message needs 8BITMIME, which the server has not";
	return NULL;
}

/* Names the recipients from I on, whom no transaction took. */
static void
name_left(const struct job *j, size_t i)
{
	char buf[LIM_LINE];

	for (; i < j->e->n; i++) {
		struct text what = TEXT(buf);

		put_path(&what, "not sent to ", &j->e->to[i]);
		if (text_end(&what))
			complain(j->d->server, buf, BYTES(""));
	}
}

/* Sends the message to all, as long as the server takes it. */
static void
send_to_all(struct job *j, struct progress *p)
{
	size_t i = 0, late = 0; /* those from I to LATE have been put off */
	bool taken = false;
	int rc = EX_OK;

	while (i < j->e->n && j->mail && rc == EX_OK && !j->d->dead) {
		j->to = j->e->to + i;
		j->n = j->e->n - i < j->limit ? j->e->n - i : j->limit;
		/* Ends a transaction without recipients. */
		if (i > 0 && j->accepted == 0) {
			dialogue_str(j->d, "RSET");
			rc = dialogue_reply(j->d, "RSET");
		}
		j->accepted = j->asked = j->again = j->row = 0;
		if (rc == EX_OK)
			rc = transaction(j, p);
		note_end(j, rc);
		taken |= rc == EX_OK && j->accepted > 0;
		if (j->row > 0)
			j->limit = j->accepted;
		i += j->asked - j->again;
		memmove(j->e->to + i, j->to, j->again * sizeof(*j->to));
		late = i + j->again > late ? i + j->again : late;
	}
	/* One line tells it, where nobody has it and nobody was put off. */
	if (taken || i < late)
		name_left(j, i);
	if (i < late && j->end == EX_OK)
		j->end = EX_TEMPFAIL;
}

int
send_message(struct dialogue *d, const struct offers *o, struct envelope *e,
    const struct message *m, struct progress *p)
{
	struct job j = { .d = d, .offers = o, .m = m, .e = e, .mail = true };

	j.limit = (size_t)o->rcptmax;
	j.utf8 = addr_beyond_ascii(&e->from);
	for (size_t i = 0; i < e->n; i++)
		j.utf8 |= addr_beyond_ascii(&e->to[i]);
	if (lacking(&j) != NULL) {
		complain(d->server, lacking(&j), BYTES(""));
		return EX_DATAERR;
	}
	send_to_all(&j, p);
	return j.end != EX_OK ? j.end : j.code;
}
