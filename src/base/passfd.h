/*
 * passfd.h - a message over a UNIX socket, with a descriptor in it.
 */
#ifndef BASE_PASSFD_H
#define BASE_PASSFD_H

#include <sys/types.h>

/* sendmsg(2) and recvmsg(2) of one message; FD goes along unless it is -1,
 * and *FD is what came along, or -1. Return what the calls do. */
ssize_t passfd_send(int socket, const void *p, size_t n, int fd, int flags);
ssize_t passfd_receive(int socket, void *p, size_t n, int *fd, int flags);

#endif
