/*
 * rlimits.h - the part of the wire's confinement that every system has.
 */
#ifndef SANDBOX_RLIMITS_H
#define SANDBOX_RLIMITS_H

#include <stdbool.h>
#include <stdint.h>

bool rlimits_wire(int guard, uint64_t file_limit);

#endif
