/*
 * sockets.h - the sockets that a super-server left for us to accept from.
 */
#ifndef LISTEN_SOCKETS_H
#define LISTEN_SOCKETS_H

#include <stdbool.h>

/* The first of them; the others follow it without a gap. */
#define SOCKETS_FIRST 3

/* Finds them, and returns how many there are: those of LISTEN_FDS that listen,
 * if LISTEN_PID is us, else standard input if it listens. */
unsigned sockets_find(void);
/* Closes fds 0 and 1, and fd 2 if it is such a socket as well, and says if it
 * is. start_clean opens /dev/null in their place. */
bool sockets_alone(void);
/* Makes accept(2) on N of them fail where it would block. False with errno. */
bool sockets_unblock(unsigned n);

#endif
