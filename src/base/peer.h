/*
 * peer.h - who is at the other end of fd 0.
 */
#ifndef BASE_PEER_H
#define BASE_PEER_H

#include "base/bytes.h"
#include "base/limits.h"

struct peer {
	char ip[LIM_PEER]; /* "local" for a transcript, "unknown" */
	char port[8];      /* may be empty */
	bool network;      /* a socket, or a super-server's variables */
	bool loopback;     /* 127/8, ::1, or a named UNIX socket */
	bool on_stderr;    /* fd 2 is the peer's socket, too */
};

void peer_find(struct peer *p);

#endif
