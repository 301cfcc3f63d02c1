/*
 * stream.h - descriptors that others may share: read and written without
 * waiting, and without being changed.
 */
#ifndef TLS_STREAM_H
#define TLS_STREAM_H

#include <sys/types.h>

/* As read(2) and write(2), some octets; -1 and EAGAIN where they would wait. */
ssize_t stream_read(int fd, void *p, size_t n);
ssize_t stream_write(int fd, const void *p, size_t n);

#endif
