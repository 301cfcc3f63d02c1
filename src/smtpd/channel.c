/*
 * channel.c - RCKEY and STARTNOISE.
 * Runs in the wire. The guard computes the handshake; we get the two
 * transport keys.
 */
#include "smtpd/session.h"

void
verb_rckey(struct session *s, struct bytes arg)
{
	struct guard_request req = { .op = GUARD_RCKEY };
	struct guard_reply reply;
	char buf[64];

	if (!s->handshake || arg.n > 0) {
		say(s, s->handshake ? RE_ARGUMENT : RE_NOT_OFFERED);
		return;
	}
	if (guard_call(s->guard, &req, &reply, NULL) != GUARD_YES) {
		say(s, RE_HANDSHAKE_LATER);
		return;
	}
	for (unsigned i = 0; i < reply.u.keys.n; i++) {
		struct text t = TEXT(buf);

		rckey_put(
		    &t, reply.u.keys.key[i], guard_slot(reply.u.keys.slot[i]));
		if (i + 1U < reply.u.keys.n)
			say_more(s, RE_HELLO, (struct bytes){ t.p, t.n });
		else
			say_text(s, RE_HELLO, (struct bytes){ t.p, t.n });
	}
}

static const struct {
	enum reply reply;
	bool close;
} answers[GUARD_NOISES] = {
	[GUARD_NO_KEY] = { RE_NOT_OFFERED, false },
	[GUARD_LATE] = { RE_ORDER, false },
	[GUARD_BEHIND] = { RE_ORDER, true },
	[GUARD_SYNTAX] = { RE_ARGUMENT, false },
	[GUARD_PROTOCOL] = { RE_PROTOCOL, false },
	[GUARD_STRANGER] = { RE_NOT_OUR_KEY, false },
	[GUARD_NOT_NOW] = { RE_HANDSHAKE_LATER, false },
	[GUARD_NO_STEP] = { RE_FORGED, true },
};

void
verb_startnoise(struct session *s, struct bytes arg)
{
	const struct startnoise_state state = {
		.key = s->handshake,
		.late = s->secure || s->known ||
			(s->state & (SMTP_START | SMTP_REST)) == 0,
		.behind = chan_input(s->chan).n > 0,
	};
	enum guard_noise noise = guard_startnoise(s->guard, s->chan, &s->tunnel,
	    &state, arg, BYTES("220 "), &s->listed);

	if (noise == GUARD_SEALED) {
		s->secure = true;
		s->state = SMTP_START;
		s->extended = false;
		s->me = (struct addr){ 0 };
	} else if (noise == GUARD_BROKEN) {
		/* Nothing is said to a peer that cannot finish a
		 * handshake. */
		s->closing = s->mute = true;
		s->end = GUARD_END_FORGED;
	} else if (answers[noise].close) {
		say_and_close(s, answers[noise].reply, GUARD_END_FORGED);
	} else {
		say(s, answers[noise].reply);
	}
}
