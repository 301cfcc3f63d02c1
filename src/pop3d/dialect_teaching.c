/*
 * dialect_teaching.c - pop3d-lite with the teaching dialect beside the strict
 * one. Used before the fork; nothing here runs.
 */
#include "guard/service_teaching.h"
#include "pop3d/pop3d.h"
#include "pop3d/verbs_teaching.h"

const struct dialect pop3_dialects[] = {
	[CONF_STRICT] = { &guard_pop3, pop3d_wire },
	[CONF_TEACHING] = { &guard_pop3_teaching, pop3d_wire_teaching },
};
