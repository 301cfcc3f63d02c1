/*
 * pop3d.h - the wire of pop3d-lite.
 */
#ifndef POP3D_POP3D_H
#define POP3D_POP3D_H

#include "guard/guard.h"

guard_wire pop3d_wire;
/* By enum conf_dialect: all that this build has. */
extern const struct dialect pop3_dialects[];

#endif
