/*
 * smtpd.h - the wire of smtpd-lite.
 */
#ifndef SMTPD_SMTPD_H
#define SMTPD_SMTPD_H

#include "guard/guard.h"

guard_wire smtpd_wire;

#endif
