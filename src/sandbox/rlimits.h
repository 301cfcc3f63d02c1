/*
 * rlimits.h - the part of a confinement that every system has.
 */
#ifndef SANDBOX_RLIMITS_H
#define SANDBOX_RLIMITS_H

#include <stdbool.h>
#include <stdint.h>

/* Leave the wire and the key process the descriptors that sandbox.h names, and
 * limit the files of the wire. False with errno. */
bool rlimits_wire(int guard, unsigned files, uint64_t file_limit);
bool rlimits_key(int socket);

#endif
