/*
 * sandbox.h - one call by role; one file per mechanism.
 */
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

/* The wire: from here on it may read, write, close, poll, send and receive
 * on the descriptors it has, look at the clock, get random bytes, return
 * from a signal and exit; no file of its may grow beyond FILE_LIMIT octets.
 * Anything else ends the process. */
bool sandbox_wire(uint64_t file_limit);

/* The guard, and the tools: folders it may change, files and folders it
 * may read; NULL ends a list. False: the confinement failed. SKIPPED is
 * set, with true, where this system has nothing to confine it with. */
bool sandbox_guard(
    const char *const *change, const char *const *read, bool *skipped);

#endif
