/*
 * listen.h - one program for many connections: a listener, and a process of
 * its own for each of them.
 */
#ifndef LISTEN_LISTEN_H
#define LISTEN_LISTEN_H

#include "base/startup.h"

/* Starts the server. If the program was started for one connection, that is
 * start_server. If it was given sockets that listen, this process accepts, and
 * makes a new process for each connection. The call then returns in the new
 * process only, which has the connection as fds 0 and 1, as if a super-server
 * had started it. */
void listen_start(struct start *s, int argc, char **argv);

#endif
