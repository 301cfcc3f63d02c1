/*
 * mailargs.h - the parameters of MAIL.
 */
#ifndef PROTO_MAILARGS_H
#define PROTO_MAILARGS_H

#include "proto/args.h"

struct mailargs {
	bool has_size;
	bool smtputf8;
	uint64_t size; /* UINT64_MAX if 64 bits cannot hold it */
};

/* Parses REST, all that follows the path. Returns ARGS_OK, or ARGS_BAD or
 * ARGS_UNKNOWN by the first parameter that is wrong. Do not call it for HELO:
 * no REST is known there. */
enum args_rc mailargs_parse(struct bytes rest, struct mailargs *out);

#endif
