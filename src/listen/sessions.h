/*
 * sessions.h - the sessions of a listener: their processes, and where their
 * peers are.
 */
#ifndef LISTEN_SESSIONS_H
#define LISTEN_SESSIONS_H

#include "base/ip.h"
#include "base/limits.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

/* The network that a peer is in (base/ip.h): max-per-source counts these. */
struct source {
	bool known; /* not for a UNIX socket, nor for a proxy */
	uint8_t net[IP_SOURCE];
};

/* The source of a peer at ADDRESS, which may be one of PROXIES (nets of
 * base/ip.h). */
struct source source_of(
    const struct sockaddr_storage *address, const char *proxies);

/* Adds a session. There must be fewer than LIM_CONNECTIONS. */
void sessions_add(pid_t guard, struct source from);
unsigned sessions_count(void);
/* Returns how many are from the same source; 0 for a peer without a source. */
unsigned sessions_from(struct source from);
/* Forgets the sessions that have ended. True if there was one. */
bool sessions_reap(void);
/* Sends SIGTERM to all of them. */
void sessions_tell(void);

#endif
