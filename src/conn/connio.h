/*
 * connio.h - the system calls of a connection, for conn.c.
 */
#ifndef CONN_CONNIO_H
#define CONN_CONNIO_H

#include "conn/conn.h"

#include <poll.h>
#include <sys/types.h>

#define CONNIO_LAST_MS 5000 /* for last words */

/* Waits for one of the N; DEADLINE 0 only looks. */
enum conn_rc connio_poll(struct pollfd *p, nfds_t n, int64_t deadline);
/* Waits for EVENT of one descriptor. */
enum conn_rc connio_wait(int fd, short event, int64_t deadline);
/* One read of a socket; -1 and EAGAIN if it would block, -1 and ENOTSOCK if
 * it is none. */
ssize_t connio_read(int fd, char *p, size_t n);
/* Writes some of it, when there is room; 0: the peer does not read any more. */
size_t connio_write(int fd, const char *p, size_t n, int64_t deadline);

#endif
