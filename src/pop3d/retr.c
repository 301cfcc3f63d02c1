/*
 * retr.c - RETR and TOP. Runs in the wire; the file comes from the guard,
 * open for reading.
 */
#include "pop3d/session.h"
#include "proto/stuff.h"

#include <errno.h>
#include <unistd.h>

#define BLOCK 8192

/* A message that breaks off must not look like a whole one: the connection
 * ends without the final dot. */
static void
break_off(struct session *s)
{
	s->closing = s->mute = true;
	s->end = GUARD_END_LOST;
}

static bool
send_file(struct session *s, int fd, uint64_t size, struct stuff *how)
{
	static char block[BLOCK], out[2 * BLOCK];
	uint64_t total = 0;
	ssize_t n;

	while (!how->full && !s->chan->broken) {
		do
			n = read(fd, block, sizeof(block));
		while (n < 0 && errno == EINTR);
		if (n < 0)
			return false;
		if (n == 0)
			break;
		total += (uint64_t)n;
		chan_put(s->chan, (struct bytes){ out,
				      stuff_feed(how, block, (size_t)n, out) });
	}
	chan_put(s->chan, (struct bytes){ out, stuff_last(how, out) });
	return how->full || (total == size && !s->chan->broken);
}

/* The message, as HOW says, behind +OK. */
static bool
send_message(
    struct session *s, uint32_t i, struct stuff *how, struct bytes text)
{
	struct guard_request req = { .op = GUARD_READ };
	struct guard_reply reply;
	bool ok;
	int fd;

	req.u.message = i;
	if (guard_call(s->guard, &req, &reply, &fd) != GUARD_YES || fd < 0) {
		say(s, RE_GONE);
		return false;
	}
	say_ok(s, text);
	ok = send_file(s, fd, reply.u.size, how);
	if (close(fd) != 0)
		ok = false;
	if (ok)
		say_dot(s);
	else
		break_off(s);
	return ok;
}

bool
retr_send(struct session *s, uint32_t i, struct bytes text)
{
	struct stuff all;

	stuff_init(&all);
	if (!send_message(s, i, &all, text))
		return false;
	s->message[i] |= POP3_SEEN;
	return true;
}

void
verb_retr(struct session *s, struct bytes arg)
{
	char buf[32];
	struct text t = TEXT(buf);
	uint32_t i;

	if (!take_message(s, &arg, &i))
		return;
	text_num(&t, s->message[i] & POP3_SIZE);
	text_str(&t, " octets");
	(void)retr_send(s, i, (struct bytes){ t.p, t.n });
}

void
verb_top(struct session *s, struct bytes arg)
{
	struct stuff some;
	uint64_t lines;
	uint32_t i;

	if (!take_message(s, &arg, &i))
		return;
	if (!pop3_number(arg, &lines)) {
		say(s, RE_ARGUMENT);
		return;
	}
	stuff_top(&some, lines);
	(void)send_message(s, i, &some, BYTES("Top of message"));
}
