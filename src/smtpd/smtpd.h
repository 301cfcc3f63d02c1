/*
 * smtpd.h - the wire of smtpd-lite.
 */
#ifndef SMTPD_SMTPD_H
#define SMTPD_SMTPD_H

#include "guard/guard.h"

guard_wire smtpd_wire;
/* By enum conf_dialect: all that this build has. */
extern const struct dialect smtp_dialects[];

#endif
