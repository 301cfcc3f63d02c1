/*
 * sandbox.h - one call by role; one file per mechanism.
 */
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The wire: it keeps fds 0 and 1 and its socket to the guard, which becomes
 * fd 3 (fd 2 is /dev/null). From here on it may read, write, close, poll,
 * send and receive octets on descriptors, receive descriptors from the guard,
 * FILES of them at a time, look at the clock, get random bytes, return from a
 * signal and exit; no file may grow beyond FILE_LIMIT octets by its hand,
 * unless fd 1 is a file. Anything else ends the process. The wire dies with
 * its parent. False: it could not be confined and must not go on. */
#define SANDBOX_SOCKET 3
bool sandbox_wire(int guard, unsigned files, uint64_t file_limit);

/* The client, once it is connected: the same, with all the descriptors that it
 * has, the modes of the terminal, whose echo it turns off and on, and waiting
 * for a child. False, here and below: it could not be confined. */
bool sandbox_client(void);

/* tlsd-lite's key process: SOCKET becomes its only descriptor, and it reads
 * and writes there, gets memory and random octets, and exits. */
#define SANDBOX_KEY 3
bool sandbox_key(int socket);

/* The relay, when its files are read: what the wire may on the descriptors
 * that it has, but for receiving one; beside that it gets memory and ends one
 * direction of a socket. It dies with its parent. */
bool sandbox_relay(void);

/* The guard: folders that it may change, files and folders that it may read.
 * NULL ends a list. The first folder to be changed must be there; another path
 * that cannot be reached is passed over, and the guard cannot reach it later.
 * It may signal WIRE and no other process, send to the log and on SOCKET, which
 * leads to the wire, and may not execute, connect or look into a process: an
 * attempt ends it. */
enum sandbox_rc {
	SANDBOX_DONE,
	SANDBOX_NOTHING, /* this system cannot confine it to folders */
	SANDBOX_FAILED   /* errno */
};
enum sandbox_rc sandbox_guard(
    const char *const *change, const char *const *read, pid_t wire, int socket);

#endif
