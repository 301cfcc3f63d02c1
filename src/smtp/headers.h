/*
 * headers.h - the header of a message, and the addresses in it.
 */
#ifndef SMTP_HEADERS_H
#define SMTP_HEADERS_H

#include "base/addr.h"

/* One field. BODY follows the colon; it has the folds and the line end. */
struct field {
	struct bytes name, body;
};

/* Takes a field off the front of *REST. False: none begins there, for the
 * header has ended. */
bool header_next(struct bytes *rest, struct field *f);

/* Takes one address. BEHIND points into the list, behind the local part. */
typedef bool header_add(void *arg, const struct addr *a, const char *behind);

/* Calls ADD for each mailbox of an address list (RFC 5322 3.4 with obsolete
 * forms; groups are opened, routes dropped). A bare name has an empty domain.
 * False: bad syntax, or ADD returned false; *WHERE is the rest of the list,
 * from that address on. */
bool header_addresses(
    struct bytes list, header_add *add, void *arg, struct bytes *where);

#endif
