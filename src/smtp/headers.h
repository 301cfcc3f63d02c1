/*
 * headers.h - the header of a message, and the addresses in it.
 */
#ifndef SMTP_HEADERS_H
#define SMTP_HEADERS_H

#include "base/addr.h"

/* One field. BODY is what follows the colon, folds and last line end
 * included. */
struct field {
	struct bytes name, body;
};

/* Takes the field at the front of *REST off it; false where none begins:
 * *REST is at the empty line, the body or the end then. */
bool header_next(struct bytes *rest, struct field *f);

/* Takes one address. BEHIND points into the list, behind the local part. */
typedef bool header_add(void *arg, const struct addr *a, const char *behind);

/* Calls ADD for each mailbox of an address list (RFC 5322 3.4, obsolete
 * forms too; groups are opened, routes dropped). A bare name has an empty
 * domain. Bad syntax, or ADD saying no, ends it with false; *WHERE is what
 * had not been read by then. */
bool header_addresses(
    struct bytes list, header_add *add, void *arg, struct bytes *where);

#endif
