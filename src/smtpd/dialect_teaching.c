/*
 * dialect_teaching.c - smtpd-lite with the teaching dialect beside the strict
 * one. Used before the fork; nothing here runs.
 */
#include "guard/service_teaching.h"
#include "smtpd/smtpd.h"
#include "smtpd/verbs_teaching.h"

const struct dialect smtp_dialects[] = {
	[CONF_STRICT] = { &guard_smtp, smtpd_wire },
	[CONF_TEACHING] = { &guard_smtp_teaching, smtpd_wire_teaching },
};
