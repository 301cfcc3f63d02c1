/*
 * peer.h - who is at the other end of a connection.
 */
#ifndef BASE_PEER_H
#define BASE_PEER_H

#include "base/ip.h"
#include "base/limits.h"

struct peer {
	char ip[LIM_PEER]; /* "local" where no network is, "unknown" */
	bool located;      /* IP is an address: */
	struct ip at;      /* ... this one */
	bool network;      /* a socket, or a super-server's variables */
	bool loopback;     /* 127/8, ::1, or a named UNIX socket */
	bool on_stderr;    /* fd 2 is fd 0 or 1: the peer may read it */
	/* ... and is on the network. In a local session the reader is the user,
	 * who may know what is wrong. */
	bool reads_stderr;
};

/* The peer of fds 0 and 1: by the environment, else by the socket. */
void peer_find(struct peer *p);
/* The peer of a connection that was accepted here, of which the environment
 * tells nothing. */
void peer_of(struct peer *p, int fd);
/* The peer is behind a proxy, at IP; NULL: wherever, but not on this machine.
 */
void peer_announce(struct peer *p, const struct ip *ip);

#endif
