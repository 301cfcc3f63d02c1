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

/* The log of the listener, for a line that tells of PEER. It is opened anew
 * each time, for whoever takes it may be another by now; and it is kept open,
 * or there would be none where descriptors are what lacks. */
void listen_log(const struct start *s, const struct peer *peer);

/* Says it on the connection FD, and closes that; never blocks. */
void refuse(int fd, const char *say);
/* Says why on the connection FD, and closes it, and keeps it in mind for the
 * log. */
void refusals_add(const struct start *s, int fd, enum refusal why);
/* When the next line is due: clock_mono, or INT64_MAX. */
int64_t refusals_due(void);
/* Logs what there was, if it is due. */
void refusals_log(const struct start *s);

#endif
