/*
 * reply.h - every reply of smtpd-lite: code, enhanced code, text.
 */
#ifndef SMTPD_REPLY_H
#define SMTPD_REPLY_H

#include "wire/reply.h"

#include <stdint.h>

struct reply_row {
	uint16_t code;
	char enhanced[sizeof("5.7.11")]; /* "" where the RFC has none */
	const char *text;
};

extern const struct reply_row replies[RE_COUNT];

#endif
