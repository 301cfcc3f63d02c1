/*
 * dial_child.h - the child that makes the call.
 */
#ifndef SMTP_DIAL_CHILD_H
#define SMTP_DIAL_CHILD_H

#include "smtp/dial.h"

/* Reads the deadline from PAIR, says one octet there once it has the address,
 * calls, and hands over the socket. PLAIN is the other end of the dialer's, or
 * -1: with it, it waits for a TLS_BEGIN on PAIR, and becomes D's command. */
_Noreturn void dial_child(const struct dialer *d, int pair, int plain);

#endif
