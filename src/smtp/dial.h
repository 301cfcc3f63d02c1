/*
 * dial.h - the call.
 */
#ifndef SMTP_DIAL_H
#define SMTP_DIAL_H

#include "smtp/target.h"

#include <sys/types.h>

/* The child that makes the call. */
struct dialer {
	const struct target *target;
	pid_t pid;
	int fd; /* our end of a pair of sockets; -1 once it is used */
};

/* Starts the child, which waits until it is told to call. It comes before
 * any secret is read, so that the resolver never has one in its memory. If
 * we end, so does it. False: the user has been told why. */
bool dialer_start(struct dialer *d, const struct target *t);
/* Connects to the first address that answers, by DEADLINE (clock.h). A
 * descriptor; or -1 with the exit code in *CODE, and the user has been told
 * why. *LOOPBACK: the server is this machine. */
int dialer_connect(
    struct dialer *d, int64_t deadline, bool *loopback, int *code);

/* Moves the N descriptors to 3 and following, and closes all others behind fd
 * 2: what was inherited, since a password or a message may be called /dev/fd/N,
 * is not needed any more. */
bool dial_keep(int *const fd[], int n);

#endif
