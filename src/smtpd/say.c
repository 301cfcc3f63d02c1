/*
 * say.c - how SMTP says a reply, and what the guard's verdicts are to the peer.
 * Runs in the wire.
 */
#include "smtpd/reply.h"
#include "smtpd/session.h"

static void
put_reply(struct session *s, enum reply r, char mark, struct bytes text)
{
	char buf[LIM_REPLY];
	struct text t = TEXT(buf);
	size_t room;

	text_num(&t, replies[r].code);
	text_char(&t, mark);
	if (replies[r].enhanced[0] != '\0') {
		text_str(&t, replies[r].enhanced);
		text_char(&t, ' ');
	}
	/* A reply is whole, with its end, whoever chose its words. */
	room = sizeof(buf) - t.n - 2;
	text_put(&t, (struct bytes){ text.p, text.n < room ? text.n : room });
	text_str(&t, "\r\n");
	conn_put(s->conn, text_bytes(&t));
}

void
say_more(struct session *s, enum reply r, struct bytes text)
{
	put_reply(s, r, '-', text);
}

void
say_row(struct session *s, enum reply r, const struct bytes *words)
{
	unsigned code = replies[r].code;

	put_reply(
	    s, r, ' ', words != NULL ? *words : bytes_str(replies[r].text));
	s->errors += code >= 500;
	/* Behind a 421 no mail is looked at any more. */
	if (code >= 400 && (s->mail || in_transaction(s) || code == 421))
		note_outcome(s, code >= 500 ? GUARD_REFUSED : GUARD_DEFERRED);
}

enum reply
verdict_reply(enum guard_verdict v)
{
	static const enum reply by_verdict[GUARD_VERDICTS] = {
		[GUARD_YES] = RE_OK,
		[GUARD_NO_USER] = RE_NO_USER,
		[GUARD_NOT_OURS] = RE_NOT_OURS,
		[GUARD_TOO_MANY] = RE_TOO_MANY,
		[GUARD_LATER] = RE_LOCAL_ERROR,
		[GUARD_NO_SPACE] = RE_NO_SPACE,
		[GUARD_NO_QUOTA] = RE_NO_QUOTA,
		[GUARD_TOO_LARGE] = RE_TOO_LARGE,
		[GUARD_NOT_YOURS] = RE_NOT_YOURS,
		[GUARD_LIMIT] = RE_LIMIT,
		[GUARD_BAD_NAME] = RE_BAD_NAME,
		[GUARD_PROTECTED] = RE_PROTECTED,
		[GUARD_NOT_DOMAIN] = RE_NOT_DOMAIN,
	};

	return by_verdict[v];
}
