/*
 * channel.c - RCKEY and STARTNOISE.
 * Runs in the wire. The guard computes the handshake; we get the two
 * transport keys.
 */
#include "pop3d/session.h"

void
verb_rckey(struct session *s, struct bytes arg)
{
	struct guard_request req = { .op = GUARD_RCKEY };
	struct guard_reply reply;
	char buf[64];

	(void)arg;
	if (!s->handshake) {
		say(s, RE_NOT_OFFERED);
		return;
	}
	if (guard_call(s->guard, &req, &reply, NULL) != GUARD_YES) {
		say(s, RE_LATER);
		return;
	}
	say_ok(s, BYTES("Keys"));
	for (unsigned i = 0; i < reply.u.keys.n; i++) {
		struct text t = TEXT(buf);

		rckey_put(
		    &t, reply.u.keys.key[i], guard_slot(reply.u.keys.slot[i]));
		say_line(s, (struct bytes){ t.p, t.n });
	}
	say_dot(s);
}

static const struct {
	enum reply reply;
	bool close;
} answers[GUARD_NOISES] = {
	[GUARD_NO_KEY] = { RE_NOT_OFFERED, false },
	[GUARD_LATE] = { RE_NOISE_ORDER, false },
	[GUARD_BEHIND] = { RE_NOISE_ORDER, true },
	[GUARD_SYNTAX] = { RE_NOISE_SYNTAX, false },
	[GUARD_PROTOCOL] = { RE_PROTOCOL, false },
	[GUARD_STRANGER] = { RE_NOT_OUR_KEY, false },
	[GUARD_NOT_NOW] = { RE_LATER, false },
	[GUARD_NO_STEP] = { RE_FORGED, true },
};

void
verb_startnoise(struct session *s, struct bytes arg)
{
	const struct startnoise_state state = {
		.key = s->handshake,
		.late = s->secure || s->state == POP3_MBOX,
		.behind = chan_input(s->chan).n > 0,
	};
	enum guard_noise noise = guard_startnoise(s->guard, s->chan, &s->tunnel,
	    &state, arg, BYTES("+OK "), &s->listed);

	if (noise == GUARD_SEALED) {
		s->secure = true;
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
