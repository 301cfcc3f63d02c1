/*
 * passfd.h - a message over a UNIX socket, with a descriptor in it.
 */
#ifndef BASE_PASSFD_H
#define BASE_PASSFD_H

#include <sys/types.h>

/* Send and receive one message, and return what sendmsg(2) and recvmsg(2) do.
 * FD is sent along unless it is -1; *FD is the descriptor that came along, or
 * -1. */
ssize_t passfd_send(int socket, const void *p, size_t n, int fd, int flags);
ssize_t passfd_receive(int socket, void *p, size_t n, int *fd, int flags);

#endif
