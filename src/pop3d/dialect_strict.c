/*
 * dialect_strict.c - pop3d-lite where the strict dialect is the only one.
 * Used before the fork; nothing here runs.
 */
#include "pop3d/pop3d.h"

const struct dialect pop3_dialects[] = {
	[CONF_STRICT] = { &guard_pop3, pop3d_wire },
};
