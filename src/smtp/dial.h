/*
 * dial.h - the connection to the server.
 */
#ifndef SMTP_DIAL_H
#define SMTP_DIAL_H

#include "smtp/target.h"

#include <sys/types.h>

/* The child that makes the call, and may become tlsc-lite then. */
struct dialer {
	const struct target *target;
	/* The program for TLS and its arguments, or NULL. */
	char *const *command;
	pid_t pid;
	int fd; /* our end of a pair of sockets; -1 once it is used */
	/* Our end of a second one, for the dialogue through tlsc-lite; -1
	 * without a command. */
	int plain;
};

/* Starts the child, which waits until it is told to call. It comes before
 * any secret is read, so that the resolver never has one in its memory. If
 * we end, so does it. With a command it waits on, after the call, for a
 * TLS_BEGIN (base/tls_talk.h). False: the user has been told why. */
bool dialer_start(
    struct dialer *d, const struct target *t, char *const *command);
/* Connects to the first address that answers, by DEADLINE (clock.h). A
 * descriptor; or -1 with the exit code in *CODE, and the user has been told
 * why. *LOOPBACK: the server is this machine. */
int dialer_connect(
    struct dialer *d, int64_t deadline, bool *loopback, int *code);
/* There will be no TLS: the child ends. */
void dialer_let_go(struct dialer *d);
/* It is all over: the child says its last words to the server, and we see it
 * end, for a while. */
void dialer_end(struct dialer *d);

#endif
