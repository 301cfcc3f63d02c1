/*
 * proxy.c - the peer, as a proxy tells of it.
 * Runs in the guard. The peer is who it was here, until the wire has read the
 * header, and never changes again.
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
