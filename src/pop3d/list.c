/*
 * list.c - STAT, LIST, UIDL, and marks. Runs in the wire.
 */
#include "pop3d/session.h"

bool
load_messages(struct session *s)
{
	struct pop3 *p = pop3_of(s);
	static struct guard_page page;
	uint32_t at = 0;

	do {
		if (ask_sizes(s, at, &page) != GUARD_YES ||
		    page.total > LIM_MESSAGES)
			return false;
		p->total = page.total;
		for (uint32_t i = 0; i < page.n; i++)
			p->message[at++] =
			    (page.u.size[i] & POP3_SIZE) |
			    ((page.u.size[i] & GUARD_UNREAD) != 0 ? POP3_UNREAD
								  : 0);
	} while (page.n > 0 && at < page.total);
	return true;
}

static bool
not_deleted(const struct session *s, uint32_t i)
{
	return (pop3_of(s)->message[i] & POP3_DELETED) == 0;
}

/* How many messages there are, and how many octets they have. */
static void
put_total(struct session *s, struct text *t)
{
	struct pop3 *p = pop3_of(s);
	uint64_t n = 0, octets = 0;

	for (uint32_t i = 0; i < p->total; i++)
		if (not_deleted(s, i)) {
			n++;
			octets += p->message[i] & POP3_SIZE;
		}
	text_num(t, n);
	text_char(t, ' ');
	text_num(t, octets);
}

enum reply
verb_stat(struct session *s, struct bytes arg)
{
	char buf[48];
	struct text t = TEXT(buf);

	(void)arg;
	put_total(s, &t);
	return reply_words(s, RE_OK, text_bytes(&t));
}

static void
put_size(const struct session *s, uint32_t i, struct text *t)
{
	text_num(t, (uint64_t)i + 1);
	text_char(t, ' ');
	text_num(t, pop3_of(s)->message[i] & POP3_SIZE);
}

static enum reply
list_one(struct session *s, struct bytes arg)
{
	char buf[48];
	struct text t = TEXT(buf);
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	if (r != RE_OK)
		return r;
	put_size(s, i, &t);
	return reply_words(s, RE_OK, text_bytes(&t));
}

enum reply
verb_list(struct session *s, struct bytes arg)
{
	char buf[48];

	if (arg.n > 0)
		return list_one(s, arg);
	say_line(s, BYTES("+OK Numbers and octets"));
	for (uint32_t i = 0; i < pop3_of(s)->total; i++)
		if (not_deleted(s, i)) {
			struct text t = TEXT(buf);

			put_size(s, i, &t);
			say_line(s, text_bytes(&t));
		}
	return RE_END;
}

static void
put_id(struct text *t, uint32_t i, const char id[GUARD_UIDL])
{
	text_num(t, (uint64_t)i + 1);
	text_char(t, ' ');
	text_str(t, id);
}

static enum reply
uidl_one(struct session *s, struct bytes arg, struct guard_page *page)
{
	char buf[GUARD_UIDL + 16];
	struct text t = TEXT(buf);
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	if (r != RE_OK)
		return r;
	if (ask_ids(s, i, page) != GUARD_YES || page->n == 0)
		return RE_LATER;
	put_id(&t, i, page->u.id[0]);
	return reply_words(s, RE_OK, text_bytes(&t));
}

enum reply
verb_uidl(struct session *s, struct bytes arg)
{
	static struct guard_page page;
	char buf[GUARD_UIDL + 16];
	uint32_t at = 0;

	if (arg.n > 0)
		return uidl_one(s, arg, &page);
	say_line(s, BYTES("+OK Numbers and ids"));
	while (at < pop3_of(s)->total) {
		if (ask_ids(s, at, &page) != GUARD_YES || page.n == 0)
			return cut_short(s);
		for (uint32_t i = 0; i < page.n; i++, at++)
			if (not_deleted(s, at)) {
				struct text t = TEXT(buf);

				put_id(&t, at, page.u.id[i]);
				say_line(s, text_bytes(&t));
			}
	}
	return RE_END;
}

enum reply
verb_dele(struct session *s, struct bytes arg)
{
	uint32_t i;
	enum reply r = take_message(s, &arg, &i);

	if (r == RE_OK)
		pop3_of(s)->message[i] |= POP3_DELETED;
	return r;
}

enum reply
verb_rset(struct session *s, struct bytes arg)
{
	struct pop3 *p = pop3_of(s);

	(void)arg;
	for (uint32_t i = 0; i < p->total; i++)
		p->message[i] &= ~POP3_DELETED;
	return RE_OK;
}
