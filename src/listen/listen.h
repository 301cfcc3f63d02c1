/*
 * listen.h - one program for many connections: a listener, and a process of
 * its own for each of them.
 */
#ifndef LISTEN_LISTEN_H
#define LISTEN_LISTEN_H

#include "base/startup.h"

/* What start_server does, for the one connection that the program was started
 * for. With sockets that listen in its place: the process that was started
 * accepts, and this call returns in a new process for each connection, with
 * the connection as fds 0 and 1 and as if that had been started for it. */
void listen_start(struct start *s, int argc, char **argv);

#endif
