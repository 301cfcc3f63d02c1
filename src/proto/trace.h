/*
 * trace.h - what we write into a message and onto its file: the trace
 * header, and the Maildir name.
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
	struct bytes protocol; /* SMTP, ESMTP, ESMTPA */
	struct bytes comment;  /* on the channel; may be empty */
	struct bytes id;
	const struct addr *rcpt; /* the only one, or NULL */
	time_t when;
};

/* Return-Path: and Received:, lines ending in LF, at most LIM_TRACE octets
 * whatever comes in: what a header cannot hold becomes a question mark. */
void trace_put(struct text *t, const struct trace *tr);
/* A date as in a header (RFC 5322 3.3), in UTC; years 1970 to 9999. */
void trace_date(struct text *t, time_t when);

/* One Maildir name. */
struct trace_name {
	struct timespec when;
	uint64_t pid;
	struct bytes id; /* 16 hex digits, random */
	struct bytes hostname;
	uint64_t size;      /* as stored */
	uint64_t crlf_size; /* with CRLF for LF */
	bool ended;         /* the last line has an end */
};

/* SECONDS.M<usec>P<pid>R<id>.<host>,S=<size>,W=<crlf_size>. POP3 gives a last
 * line the end that it lacks and counts it: a zero before crlf_size tells
 * the reader that this number is not what is to be sent. */
void trace_name(struct text *t, const struct trace_name *n);

#endif
