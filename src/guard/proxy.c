/*
 * proxy.c - the address of a peer behind a proxy.
 * Runs in the guard. Takes it from the wire once, before any other request. It
 * never changes afterwards.
 */
#include "guard/session.h"

bool
guard_peer(struct guard *g, struct exchange *x)
{
	const struct guard_told *told = &x->req->u.told;

	peer_announce(&g->start->peer, told->where ? &told->peer : NULL);
	g->state = g->service->first_state;
	x->reply.verdict = GUARD_YES;
	return told->where <= 1;
}
