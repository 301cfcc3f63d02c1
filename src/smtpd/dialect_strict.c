/*
 * dialect_strict.c - smtpd-lite that was built --disable-teaching.
 * Used before the fork; nothing here runs.
 */
#include "smtpd/smtpd.h"

const struct dialect smtp_dialects[] = {
	[CONF_STRICT] = { &guard_smtp, smtpd_wire },
};
