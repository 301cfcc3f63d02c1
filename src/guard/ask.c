/*
 * ask.c - requests that take more than one step on the wire's side.
 * Runs in the wire; holds a password or the transport keys until they are
 * where they belong, and wipes its copy.
 */
#include "base/base64.h"
#include "guard/guard.h"

#include <sodium.h>
#include <string.h>

const char *
guard_slot(uint8_t slot)
{
	static const char *const words[GUARD_KEYS] = { "current", "next",
		"old" };

	return words[slot < GUARD_KEYS ? slot : GUARD_KEYS - 1];
}

enum guard_verdict
guard_ask_login(int guard, struct sasl *s, struct addr *who)
{
	struct guard_request req = { .op = GUARD_LOGIN };
	struct guard_reply reply;
	enum guard_verdict verdict;

	req.u.login.mech = s->mech;
	req.u.login.as = s->login;
	explicit_bzero(s, sizeof(*s));
	verdict = guard_call(guard, &req, &reply, NULL);
	explicit_bzero(&req, sizeof(req));
	if (verdict == GUARD_YES)
		*who = reply.u.account;
	return verdict;
}

/* After message 2 has been queued: sends it, takes message 3, seals. */
static bool
seal(int guard, struct chan *c, struct tunnel *t, bool *listed)
{
	struct guard_request req = { .op = GUARD_NOISE3 };
	struct guard_reply reply;
	struct bytes in;

	/* The clear ends here, and so does its witness. */
	chan_flush(c);
	chan_wrap(c, (struct chan_layer){ 0 });
	if (chan_need(c, sizeof(NOISE_HEAD3) - 1 + NOISE_MSG3) != CHAN_OK)
		return false;
	in = chan_input(c);
	if (memcmp(in.p, NOISE_HEAD3, sizeof(NOISE_HEAD3) - 1) != 0)
		return false;
	memcpy(req.u.noise3, in.p + sizeof(NOISE_HEAD3) - 1, NOISE_MSG3);
	chan_take(c, sizeof(NOISE_HEAD3) - 1 + NOISE_MSG3);
	/* Picks the ciphers that suit this machine; the others are as right,
	 * and slow. It needs no more than getrandom(2). */
	if (sodium_init() < 0 ||
	    guard_call(guard, &req, &reply, NULL) != GUARD_YES)
		return false;
	chan_wrap(c, tunnel_seal(t, reply.u.channel.to_server,
			 reply.u.channel.to_client));
	*listed = reply.u.channel.listed;
	explicit_bzero(&reply, sizeof(reply));
	return true;
}

/* Message 1 to the guard, message 2 to the peer. */
static enum guard_noise
first_half(int guard, struct chan *c, const struct startnoise *line,
    const uint8_t prologue[NOISE_PROLOGUE], struct bytes mark)
{
	struct guard_request req = { .op = GUARD_NOISE1 };
	struct guard_reply reply;
	char buf[BASE64_LEN(NOISE_MSG2)];
	struct text msg2 = TEXT(buf);

	memcpy(req.u.noise1.server, line->server, NOISE_KEY);
	memcpy(req.u.noise1.msg, line->msg1, NOISE_MSG1);
	memcpy(req.u.noise1.prologue, prologue, NOISE_PROLOGUE);
	switch (guard_call(guard, &req, &reply, NULL)) {
	case GUARD_YES:
		break;
	case GUARD_NOT_OURS:
		return GUARD_STRANGER;
	case GUARD_FORGED:
		return GUARD_NO_STEP;
	default:
		return GUARD_NOT_NOW;
	}
	base64_put(&msg2, reply.u.msg2, NOISE_MSG2);
	chan_put(c, mark);
	chan_put(c, (struct bytes){ msg2.p, msg2.n });
	chan_put(c, BYTES("\r\n"));
	return GUARD_SEALED;
}

enum guard_noise
guard_startnoise(int guard, struct chan *c, struct tunnel *t,
    const struct startnoise_state *state, struct bytes arg, struct bytes mark,
    bool *listed)
{
	static const enum guard_noise refusals[] = {
		[STARTNOISE_NO_KEY] = GUARD_NO_KEY,
		[STARTNOISE_LATE] = GUARD_LATE,
		[STARTNOISE_BEHIND] = GUARD_BEHIND,
		[STARTNOISE_SYNTAX] = GUARD_SYNTAX,
		[STARTNOISE_PROTOCOL] = GUARD_PROTOCOL,
	};
	struct startnoise line;
	enum startnoise_rc rc = startnoise_take(state, arg, &line);
	enum guard_noise noise;

	if (rc != STARTNOISE_OK)
		return refusals[rc];
	noise = first_half(guard, c, &line, t->prologue, mark);
	if (noise == GUARD_SEALED && !seal(guard, c, t, listed))
		noise = GUARD_BROKEN;
	return noise;
}
