/*
 * list.c - STAT, LIST, UIDL, and marks. Runs in the wire.
 */
#include "pop3d/session.h"

bool
load_messages(struct session *s)
{
	static struct guard_page page;
	uint32_t at = 0;

	do {
		if (ask_sizes(s, at, &page) != GUARD_YES ||
		    page.total > LIM_MESSAGES)
			return false;
		s->own->total = page.total;
		for (uint32_t i = 0; i < page.n; i++)
			s->own->message[at++] =
			    (page.u.size[i] & POP3_SIZE) |
			    ((page.u.size[i] & GUARD_UNREAD) != 0 ? POP3_UNREAD
								  : 0);
	} while (page.n > 0 && at < page.total);
	return true;
}

static bool
there(const struct session *s, uint32_t i)
{
	return (s->own->message[i] & POP3_GONE) == 0;
}

/* Messages that are there, and their octets. */
static void
put_total(struct session *s, struct text *t)
{
	uint64_t n = 0, octets = 0;

	for (uint32_t i = 0; i < s->own->total; i++)
		if (there(s, i)) {
			n++;
			octets += s->own->message[i] & POP3_SIZE;
		}
	text_num(t, n);
	text_char(t, ' ');
	text_num(t, octets);
}

void
verb_stat(struct session *s, struct bytes arg)
{
	char buf[48];
	struct text t = TEXT(buf);

	(void)arg;
	put_total(s, &t);
	say_ok(s, text_bytes(&t));
}

static void
put_size(const struct session *s, uint32_t i, struct text *t)
{
	text_num(t, (uint64_t)i + 1);
	text_char(t, ' ');
	text_num(t, s->own->message[i] & POP3_SIZE);
}

void
verb_list(struct session *s, struct bytes arg)
{
	char buf[48];
	uint32_t one;

	if (arg.n > 0) {
		struct text t = TEXT(buf);

		if (take_message(s, &arg, &one)) {
			put_size(s, one, &t);
			say_ok(s, text_bytes(&t));
		}
		return;
	}
	say_ok(s, BYTES("Numbers and octets"));
	for (uint32_t i = 0; i < s->own->total; i++)
		if (there(s, i)) {
			struct text t = TEXT(buf);

			put_size(s, i, &t);
			say_line(s, text_bytes(&t));
		}
	say_dot(s);
}

static void
put_id(struct text *t, uint32_t i, const char id[GUARD_UIDL])
{
	text_num(t, (uint64_t)i + 1);
	text_char(t, ' ');
	text_str(t, id);
}

void
verb_uidl(struct session *s, struct bytes arg)
{
	static struct guard_page page;
	char buf[GUARD_UIDL + 16];
	uint32_t one, at = 0;

	if (arg.n > 0) {
		struct text t = TEXT(buf);

		if (!take_message(s, &arg, &one))
			return;
		if (ask_ids(s, one, &page) != GUARD_YES || page.n == 0) {
			say(s, RE_LATER);
			return;
		}
		put_id(&t, one, page.u.id[0]);
		say_ok(s, text_bytes(&t));
		return;
	}
	say_ok(s, BYTES("Numbers and ids"));
	while (at < s->own->total) {
		if (ask_ids(s, at, &page) != GUARD_YES || page.n == 0) {
			cut_short(s);
			return;
		}
		for (uint32_t i = 0; i < page.n; i++, at++)
			if (there(s, at)) {
				struct text t = TEXT(buf);

				put_id(&t, at, page.u.id[i]);
				say_line(s, text_bytes(&t));
			}
	}
	say_dot(s);
}

void
verb_dele(struct session *s, struct bytes arg)
{
	uint32_t i;

	if (take_message(s, &arg, &i)) {
		s->own->message[i] |= POP3_GONE;
		say(s, RE_OK);
	}
}

void
verb_rset(struct session *s, struct bytes arg)
{
	(void)arg;
	for (uint32_t i = 0; i < s->own->total; i++)
		s->own->message[i] &= ~POP3_GONE;
	say(s, RE_OK);
}

void
verb_noop(struct session *s, struct bytes arg)
{
	(void)arg;
	say(s, RE_OK);
}
