/*
 * reply.h - every reply of pop3d-lite that has a fixed text.
 */
#ifndef POP3D_REPLY_H
#define POP3D_REPLY_H

#include "wire/reply.h"

extern const char *const replies[RE_COUNT];

#endif
