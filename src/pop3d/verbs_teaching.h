/*
 * verbs_teaching.h - the wire of pop3d-lite in the teaching dialect.
 */
#ifndef POP3D_VERBS_TEACHING_H
#define POP3D_VERBS_TEACHING_H

#include "guard/guard.h"

guard_wire pop3d_wire_teaching;

#endif
