/*
 * quit.c - QUIT, the only verb that deletes or moves mail.
 * Runs in the wire.
 */
#include "pop3d/session.h"

/* Tells the guard what to do with messages FIRST and following. */
static bool
mark(struct session *s, uint32_t first)
{
	struct pop3 *p = pop3_of(s);
	struct guard_mark marks = { .first = first };
	bool any = false;

	for (uint32_t i = 0; i < 8 * GUARD_MARKS && first + i < p->total; i++) {
		uint64_t m = p->message[first + i];
		uint8_t bit = (uint8_t)(1U << (i % 8));

		if ((m & POP3_DELETED) != 0)
			marks.deleted[i / 8] |= bit;
		else if ((m & POP3_SENT) != 0)
			marks.sent[i / 8] |= bit;
		any = any || (m & (POP3_DELETED | POP3_SENT)) != 0;
	}
	return !any || ask_mark(s, &marks) == GUARD_YES;
}

enum reply
verb_quit(struct session *s, struct bytes arg)
{
	bool ok = true;

	(void)arg;
	for (uint32_t i = 0; i < pop3_of(s)->total; i += 8 * GUARD_MARKS)
		ok = mark(s, i) && ok;
	if (s->state == POP3_MBOX)
		ok = ask_update(s) == GUARD_YES && ok;
	return reply_and_close(s, ok ? RE_BYE : RE_NOT_ALL, GUARD_END_QUIT);
}
