/*
 * noise.c - the server's keys, and its side of the handshake.
 * Runs in the guard. Owns the long-term secret from the moment STARTNOISE
 * asks for it until message 1 has been read; the wire gets the two
 * transport keys and no more.
 */
#include "guard/session.h"
#include "base/log.h"
#include "vault/account.h"
#include "vault/key.h"
#include "vault/keyring.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

bool
guard_rckey(struct guard *g, struct exchange *x)
{
	struct keyring_list list = { .n = 0 };

	if (!g->handshake)
		return false;
	if (sodium_init() >= 0)
		keyring_list(g->start->conf.keys, geteuid(), &list, &g->report);
	for (unsigned i = 0; i < list.n; i++) {
		x->reply.u.keys.slot[i] = (uint8_t)list.item[i].slot;
		memcpy(x->reply.u.keys.key[i], list.item[i].key, NOISE_KEY);
	}
	x->reply.u.keys.n = (uint8_t)list.n;
	x->reply.verdict = list.n > 0 ? GUARD_YES : GUARD_LATER;
	return true;
}

static enum guard_verdict
first_message(struct guard *g, struct exchange *x)
{
	struct bytes prologue = { (const char *)x->req->u.noise1.prologue,
		NOISE_PROLOGUE };
	uint8_t secret[NOISE_KEY];
	enum keyring_rc found;

	if (sodium_init() < 0)
		return GUARD_LATER;
	found = keyring_find(
	    g->start->conf.keys, x->req->u.noise1.server, secret, &g->report);
	if (found != KEYRING_YES)
		return found == KEYRING_NO ? GUARD_NOT_OURS : GUARD_LATER;
	/* It wipes the secret whether it succeeds or not. */
	if (!noise_read1(&g->noise, secret, prologue, x->req->u.noise1.msg) ||
	    !noise_write2(&g->noise, x->reply.u.msg2))
		return GUARD_FORGED;
	g->state = AT_NOISE;
	return GUARD_YES;
}

bool
guard_noise1(struct guard *g, struct exchange *x)
{
	if (!g->handshake || g->mailed || g->sealed || g->logged_in)
		return false;
	x->reply.verdict = first_message(g, x);
	return true;
}

void
guard_anew(struct guard *g)
{
	g->hello_n = 0;
	if (g->service->forget != NULL)
		g->service->forget(g);
	g->state = g->service->first_state;
}

bool
guard_noise3(struct guard *g, struct exchange *x)
{
	struct noise_keys keys;
	struct text seal = TEXT(g->seal.text);
	struct account somebody;

	x->reply.verdict = GUARD_FORGED;
	if (noise_read3(&g->noise, x->req->u.noise3, &keys)) {
		x->reply.verdict = GUARD_YES;
		memcpy(x->reply.u.channel.to_server, keys.to_server, NOISE_KEY);
		memcpy(x->reply.u.channel.to_client, keys.to_client, NOISE_KEY);
		memcpy(g->client, keys.client, NOISE_KEY);
		x->reply.u.channel.listed =
		    account_key(&g->users, &g->authkeys, g->client, BYTES(""),
			&somebody) == ACCOUNT_YES;
		g->sealed = SEALED_NOISE;
		text_str(&seal, NOISE_NAME " key=");
		key_short(&seal, g->client);
		(void)text_end(&seal);
	} else {
		log_problem("handshake", "message 3 is not genuine", 0);
	}
	sodium_memzero(&keys, sizeof(keys));
	guard_anew(g);
	return true;
}
