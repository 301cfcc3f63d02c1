/*
 * verbs_teaching.c - the verbs of the teaching dialect: LIST that shows
 * sender and subject, RETR of all mail and of what is unread.
 * Runs in the wire; headers may hold anything.
 */

#include "pop3d/verbs_teaching.h"
#include "pop3d/session.h"
#include <unistd.h>

#define LINE_MOST 500     /* with its end */
#define HEADER_MOST 16384 /* that is looked at */

/* The header of message I, up to HEADER_MOST. */
static struct bytes
read_header(struct session *s, uint32_t i, char *buf)
{
	struct guard_opened sizes;
	size_t n = 0;
	ssize_t r = 0;
	int fd;

	ask_read(s, i);
	if (ask_opened(s, &sizes, &fd) != GUARD_YES || fd < 0)
		return BYTES("");
	while (n < HEADER_MOST && (r = read(fd, buf + n, HEADER_MOST - n)) > 0)
		n += (size_t)r;
	(void)close(fd);
	return (struct bytes){ buf, n };
}

/* The value of a field, with the lines that continue it; empty if there is
 * none. */
static struct bytes
find_field(struct bytes header, struct bytes name)
{
	struct bytes line, found = BYTES("");

	while (bytes_cut(&header, '\n', &line)) {
		if (found.n > 0) {
			if (line.n == 0 || !ascii_blank(line.p[0]))
				return found;
			found.n = (size_t)(line.p + line.n - found.p);
		} else if (line.n == 0 || (line.n == 1 && line.p[0] == '\r')) {
			return found;
		} else if (bytes_istarts(line, name)) {
			found = bytes_skip(line, name.n);
		}
	}
	return found;
}

/* Unfolded, control bytes as spaces, as far as there is room. */
static void
put_value(struct text *t, struct bytes value)
{
	value = bytes_trim(value);
	for (size_t i = 0; i < value.n && t->n < t->cap; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (c == '\r' && i + 1 < value.n && value.p[i + 1] == '\n')
			continue;
		if (c == '\n' && i + 1 < value.n)
			continue; /* what follows is a blank */
		text_char(t, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
}

/* Says `<number> <octets> <sender> <subject>`; without the last two if the
 * message has neither, as in the strict dialect. */
static void
put_message(struct session *s, uint32_t i, struct text *t)
{
	static char buf[HEADER_MOST];
	struct bytes header = read_header(s, i, buf);

	text_num(t, (uint64_t)i + 1);
	text_char(t, ' ');
	text_num(t, pop3_of(s)->message[i] & POP3_SIZE);
	text_char(t, ' ');
	put_value(t, find_field(header, BYTES("From:")));
	if (t->n < t->cap)
		text_char(t, ' ');
	put_value(t, find_field(header, BYTES("Subject:")));
	while (t->p[t->n - 1] == ' ')
		t->n--;
}

static enum reply
list_one(struct session *s, struct bytes arg)
{
	char buf[LINE_MOST - 2];
	/* `+OK ` takes four. */
	struct text t = { buf, sizeof(buf) - 4, 0, false };
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	if (r != RE_OK)
		return r;
	put_message(s, i, &t);
	return reply_words(s, RE_OK, text_bytes(&t));
}

static enum reply
list(struct session *s, struct bytes arg)
{
	struct pop3 *p = pop3_of(s);
	char buf[LINE_MOST - 2];

	if (arg.n > 0)
		return list_one(s, arg);
	say_line(s, BYTES("+OK Numbers, octets, senders and subjects"));
	for (uint32_t i = 0; i < p->total; i++)
		if ((p->message[i] & POP3_DELETED) == 0) {
			struct text t = TEXT(buf);

			put_message(s, i, &t);
			say_line(s, text_bytes(&t));
		}
	return RE_END;
}

/* RETR of several messages: the next one, and whether only unread ones are
 * sent. */
static struct {
	uint32_t at;
	bool unread;
} many;

static bool
wanted(const struct session *s, uint32_t i)
{
	uint64_t m = pop3_of(s)->message[i];

	return (m & POP3_DELETED) == 0 &&
	       (!many.unread || (m & POP3_UNREAD) != 0);
}

/* Sends one of them, behind `+OK <number> <octets>`. */
static enum reply
next_of_many(struct session *s)
{
	struct pop3 *p = pop3_of(s);

	while (many.at < p->total && !wanted(s, many.at))
		many.at++;
	if (many.at < p->total)
		return retr_send(s, many.at++, true);
	s->rest = NULL;
	return RE_NONE;
}

static enum reply
retr_many(struct session *s, bool unread)
{
	char buf[64];
	struct text t = TEXT(buf);
	uint64_t n = 0;

	many.at = 0;
	many.unread = unread;
	for (uint32_t i = 0; i < pop3_of(s)->total; i++)
		n += wanted(s, i);
	text_num(&t, n);
	text_str(&t, " messages");
	s->rest = next_of_many;
	return reply_words(s, RE_OK, text_bytes(&t));
}

static enum reply
retr(struct session *s, struct bytes arg)
{
	if (arg.n == 0)
		return retr_many(s, false);
	if (bytes_ieq(arg, BYTES("U")))
		return retr_many(s, true);
	return verb_retr(s, arg);
}

static const struct verb verbs[] = {
	/* name, states, least and most arguments, flags, what runs or
	 * is said at once */
	{ "LIST", POP3_MBOX, 0, 1, 0, .run = list },
	{ "RETR", POP3_MBOX, 0, 1, 0, .run = retr },
	{ .name = NULL },
};

void
pop3d_wire_teaching(struct start *start, int guard, bool handshake)
{
	pop3d_serve(start, guard, handshake, verbs);
}
