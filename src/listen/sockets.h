/*
 * sockets.h - the sockets that a super-server left for us to accept from.
 */
#ifndef LISTEN_SOCKETS_H
#define LISTEN_SOCKETS_H

#include <stdbool.h>

/* They come to stand side by side from here on. */
#define SOCKETS_FIRST 3

/* How many there are: those of LISTEN_FDS, if LISTEN_PID is us, else standard
 * input. */
unsigned sockets_find(void);
/* Closes fds 0 and 1, and fd 2 if it listens, too; start_clean fills them. */
void sockets_alone(void);
/* Makes accepting from them block never. */
bool sockets_unblock(unsigned n);

#endif
