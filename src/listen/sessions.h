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

/* Where a peer is, as far as it counts (base/ip.h). */
struct source {
	bool known; /* not for a UNIX socket, nor for a proxy */
	uint8_t net[IP_SOURCE];
};

struct source source_of(
    const struct sockaddr_storage *address, const char *proxies);

/* Room for one more: count is below LIM_CONNECTIONS. */
void sessions_add(pid_t guard, struct source from);
unsigned sessions_count(void);
/* Those from the same source; none where there is no source. */
unsigned sessions_from(struct source from);
/* Forgets those that have ended; true if there were any. */
bool sessions_reap(void);
/* SIGTERM to all of them. */
void sessions_tell(void);

#endif
