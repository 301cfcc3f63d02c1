/*
 * reply.h - every reply of smtpd-lite: code, enhanced code, text.
 */
#ifndef SMTPD_REPLY_H
#define SMTPD_REPLY_H

#include "wire/reply.h"

struct reply_row {
	unsigned code;
	const char *enhanced; /* NULL where the RFC has none */
	const char *text;
};

extern const struct reply_row replies[RE_COUNT];

#endif
