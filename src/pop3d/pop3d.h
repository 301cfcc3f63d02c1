/*
 * pop3d.h - the wire of pop3d-lite.
 */
#ifndef POP3D_POP3D_H
#define POP3D_POP3D_H

#include "guard/guard.h"

guard_wire pop3d_wire;

#endif
