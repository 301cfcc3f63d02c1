/*
 * args.h - what a command line is made of.
 */
#ifndef PROTO_ARGS_H
#define PROTO_ARGS_H

#include "base/bytes.h"

/* VERB is what comes before the first space, ARG what comes after it;
 * spaces at the end of LINE do not count. False if there is no verb: an
 * empty line, or one that begins with a space. */
bool args_split(struct bytes line, struct bytes *verb, struct bytes *arg);

enum args_rc {
	ARGS_OK,
	ARGS_END,    /* nothing left */
	ARGS_BAD,    /* malformed, or there twice: 501 */
	ARGS_UNKNOWN /* well-formed, and not ours: 555 */
};

/* Takes one parameter of MAIL or RCPT (RFC 5321 4.1.2, RFC 6531 3.3) off the
 * front of *REST, which begins with the space before it. The value is empty if
 * there is none. Returns ARGS_OK, ARGS_END or ARGS_BAD. */
enum args_rc args_param(
    struct bytes *rest, struct bytes *key, struct bytes *value);
/* True if S is xtext (RFC 3461 4); `<>` is, too. */
bool xtext_valid(struct bytes s);
/* Parses a number of 1 to 20 digits; one that 64 bits cannot hold becomes
 * UINT64_MAX. False: it is malformed. */
bool args_number(struct bytes s, uint64_t *out);

/* True for a name that may stand after EHLO: [A-Za-z0-9.:_\[\]-]{1,255}. */
bool helo_name_valid(struct bytes s);
/* Parses the argument of BDAT (RFC 3030): SIZE, or SIZE LAST. False: it is
 * malformed. So is a size beyond 64 bits: nobody can wait for its end. */
bool bdat_parse(struct bytes arg, uint64_t *size, bool *last);
/* For a line that was refused as it stands, for instance because of a NUL in
 * it. True if its first word is BDAT; *SIZE is then the size of the chunk
 * behind it, or UINT64_MAX if the line has anything else on it. */
bool bdat_refused(struct bytes line, uint64_t *size);

#endif
