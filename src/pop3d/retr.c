/*
 * retr.c - RETR and TOP. Runs in the wire; the file comes from the guard,
 * open for reading.
 */
#include "pop3d/session.h"
#include "proto/stuff.h"

#include <errno.h>
#include <unistd.h>

#define BLOCK 8192

static void
send_piece(struct session *s, const char *p, size_t n)
{
	conn_put(s->conn, (struct bytes){ p, n });
	s->sent += n;
}

static bool
send_file(struct session *s, int fd, uint64_t size, struct stuff *how)
{
	static char block[BLOCK], out[2 * BLOCK];
	uint64_t total = 0;
	ssize_t n;

	while (!how->full && total <= size && !s->conn->broken) {
		do
			n = read(fd, block, sizeof(block));
		while (n < 0 && errno == EINTR);
		if (n < 0)
			return false;
		total += (uint64_t)n;
		send_piece(s, out, stuff_feed(how, block, (size_t)n, out));
		/* A short read of a regular file is its end. */
		if (n < BLOCK)
			break;
	}
	send_piece(s, out, stuff_last(how, out));
	return how->full || (total == size && !s->conn->broken);
}

/* Says the line before the message. The guard may have found out its size only
 * when it opened the file. */
static void
say_opened(struct session *s, uint32_t i, uint64_t crlf_size, bool numbered)
{
	struct pop3 *p = pop3_of(s);
	char buf[64];
	struct text t = TEXT(buf);

	p->message[i] = (p->message[i] & ~POP3_SIZE) | (crlf_size & POP3_SIZE);
	text_str(&t, "+OK ");
	if (numbered) {
		text_num(&t, (uint64_t)i + 1);
		text_char(&t, ' ');
	}
	text_num(&t, p->message[i] & POP3_SIZE);
	if (!numbered)
		text_str(&t, " octets");
	say_line(s, text_bytes(&t));
}

/* Sends the message as HOW says, after its +OK, and returns its end. */
static enum reply
send_message(struct session *s, uint32_t i, struct stuff *how, bool numbered)
{
	struct opened file;
	bool ok;

	ahead_open(s, i, &file);
	if (file.verdict != GUARD_YES)
		return file.verdict == GUARD_GONE ? RE_GONE : RE_LATER;
	if (how->some)
		say_line(s, BYTES("+OK Top of message"));
	else
		say_opened(s, i, file.sizes.crlf_size, numbered);
	ok = send_file(s, file.fd, file.sizes.size, how);
	if (close(file.fd) != 0)
		ok = false;
	return ok ? RE_END : cut_short(s);
}

enum reply
retr_send(struct session *s, uint32_t i, bool numbered)
{
	struct stuff all;
	enum reply r;

	stuff_init(&all);
	r = send_message(s, i, &all, numbered);
	if (r == RE_END)
		pop3_of(s)->message[i] |= POP3_SENT;
	return r;
}

enum reply
verb_retr(struct session *s, struct bytes arg)
{
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	return r == RE_OK ? retr_send(s, i, false) : r;
}

enum reply
verb_top(struct session *s, struct bytes arg)
{
	struct stuff some;
	uint64_t lines;
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	if (r != RE_OK)
		return r;
	if (!pop3_number(arg, &lines))
		return RE_ARGUMENT;
	stuff_top(&some, lines);
	return send_message(s, i, &some, false);
}
