/*
 * rlimits.h - the part of a confinement that every system has.
 */
#ifndef SANDBOX_RLIMITS_H
#define SANDBOX_RLIMITS_H

#include <stdbool.h>
#include <stdint.h>

bool rlimits_wire(int guard, uint64_t file_limit);
/* The key process keeps one descriptor. */
bool rlimits_key(int socket);

#endif
