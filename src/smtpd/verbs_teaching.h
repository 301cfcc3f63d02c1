/*
 * verbs_teaching.h - the wire of smtpd-lite in the teaching dialect.
 */
#ifndef SMTPD_VERBS_TEACHING_H
#define SMTPD_VERBS_TEACHING_H

#include "guard/guard.h"

guard_wire smtpd_wire_teaching;

#endif
