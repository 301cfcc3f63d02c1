/*
 * dialect_strict.c - smtpd-lite where the strict dialect is the only one.
 * Used before the fork; nothing here runs.
 */
#include "smtpd/smtpd.h"

const struct dialect smtp_dialects[] = {
	[CONF_STRICT] = { &guard_smtp, smtpd_wire },
};
