/*
 * channel.c - RCKEY and STARTNOISE.
 * Runs in the wire. The guard computes the handshake; we get the two
 * transport keys.
 */
#include "base/base64.h"
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

static void
begin(struct session *s, const struct startnoise *line)
{
	char buf[BASE64_LEN(NOISE_MSG2) + 1];
	struct text msg2 = TEXT(buf);

	switch (guard_ask_noise(s->guard, line, s->prologue, &msg2)) {
	case GUARD_YES:
		break;
	case GUARD_NOT_OURS:
		say(s, RE_NOT_OUR_KEY);
		return;
	case GUARD_FORGED:
		say_and_close(s, RE_FORGED, GUARD_END_FORGED);
		return;
	default:
		say(s, RE_LATER);
		return;
	}
	say_ok(s, (struct bytes){ msg2.p, msg2.n });
	s->secure = guard_seal(s->guard, s->chan, &s->tunnel, &s->listed);
	/* Nothing is said to a peer that cannot finish a handshake. */
	if (!s->secure) {
		s->closing = s->mute = true;
		s->end = GUARD_END_FORGED;
	}
}

void
verb_startnoise(struct session *s, struct bytes arg)
{
	const struct startnoise_state state = {
		.key = s->handshake,
		.late = s->secure || s->state == POP3_MBOX,
		.behind = chan_input(s->chan).n > 0,
	};
	struct startnoise line;

	switch (startnoise_take(&state, arg, &line)) {
	case STARTNOISE_OK:
		begin(s, &line);
		break;
	case STARTNOISE_NO_KEY:
		say(s, RE_NOT_OFFERED);
		break;
	case STARTNOISE_LATE:
		say(s, RE_NOISE_ORDER);
		break;
	case STARTNOISE_BEHIND:
		say_and_close(s, RE_NOISE_ORDER, GUARD_END_ERRORS);
		break;
	case STARTNOISE_SYNTAX:
		say(s, RE_NOISE_SYNTAX);
		break;
	case STARTNOISE_PROTOCOL:
		say(s, RE_PROTOCOL);
		break;
	}
}
