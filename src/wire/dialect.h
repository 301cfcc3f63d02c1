/*
 * dialect.h - the two halves of a server, in one dialect.
 */
#ifndef WIRE_DIALECT_H
#define WIRE_DIALECT_H

#include "guard/guard.h"

struct dialect {
	const struct guard_service *service;
	guard_wire *wire;
};

#endif
