/*
 * refusals.h - who is turned away, and the log of the listener.
 */
#ifndef LISTEN_REFUSALS_H
#define LISTEN_REFUSALS_H

#include "base/startup.h"

enum refusal {
	REFUSED_CONNECTIONS, /* max-connections */
	REFUSED_SOURCE,      /* max-per-source */
	REFUSED_MENDING,     /* the configuration is bad */
	REFUSALS
};

/* Opens the log for a line about PEER. It is opened anew for each line, since
 * the log daemon may have been started anew. It stays open afterwards, since
 * later there may be no descriptor for it. */
void listen_log(const struct start *s, const struct peer *peer);

/* Says SAY on the connection FD, unless its peer waits for TLS, and closes FD.
 * Never blocks. */
void refuse(const struct start *s, int fd, const char *say);
/* Tells the peer of the connection FD why it is turned away, closes FD, and
 * counts it for the log and the next session. */
void refusals_add(struct start *s, int fd, enum refusal why);
/* Returns when the next line is due, by clock_mono; INT64_MAX: there is none.
 */
int64_t refusals_due(void);
/* Logs the line if it is due, or NOW. */
void refusals_log(const struct start *s, bool now);

#endif
