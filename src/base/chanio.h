/*
 * chanio.h - the system calls of a channel, for chan.c.
 */
#ifndef BASE_CHANIO_H
#define BASE_CHANIO_H

#include "base/chan.h"

#include <poll.h>
#include <sys/types.h>

#define CHANIO_LAST_MS 5000 /* for last words */

/* Waits for one of the N; DEADLINE 0 only looks. */
enum chan_rc chanio_poll(struct pollfd *p, nfds_t n, int64_t deadline);
/* The same, for EVENT of one descriptor. */
enum chan_rc chanio_wait(int fd, short event, int64_t deadline);
/* One read of a socket; -1 and EAGAIN if it would block, -1 and ENOTSOCK if
 * it is none. */
ssize_t chanio_read(int fd, char *p, size_t n);
/* Writes some of it, when there is room; 0: nobody takes it any more. */
size_t chanio_write(int fd, const char *p, size_t n, int64_t deadline);

#endif
