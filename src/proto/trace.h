/*
 * trace.h - the trace header that we write into a message.
 */
#ifndef PROTO_TRACE_H
#define PROTO_TRACE_H

#include "base/addr.h"

#include <time.h>

/* The way a message came. */
struct trace {
	const struct addr *from;
	struct bytes helo;
	struct bytes ip;       /* an address, or a word like local */
	struct bytes hostname; /* ours */
	struct bytes protocol; /* SMTP, ESMTP, ESMTPA, ESMTPS, ESMTPSA */
	struct bytes comment;  /* on the channel; may be empty */
	struct bytes id;
	const struct addr *rcpt; /* the only one, or NULL */
	time_t when;
};

/* Puts Return-Path: and Received:, with lines that end in LF, in at most
 * LIM_TRACE octets. Octets that a header cannot hold become question
 * marks. */
void trace_put(struct text *t, const struct trace *tr);
/* A date as in a header (RFC 5322 3.3), in UTC; years 1970 to 9999. */
void trace_date(struct text *t, time_t when);

#endif
