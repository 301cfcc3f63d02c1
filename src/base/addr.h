/*
 * addr.h - a mail address, taken apart.
 */
#ifndef BASE_ADDR_H
#define BASE_ADDR_H

#include "base/bytes.h"
#include "base/limits.h"

/* Room for an address as addr_plain takes it: quotes, and a backslash before
 * each octet of the local part. */
#define LIM_PLAIN (2 * LIM_LOCAL + 2 + 1 + LIM_DOMAIN)

/* The local part is unquoted. All zero is the null sender. It is a part of
 * requests to the guard, so its size is fixed. */
struct addr {
	uint8_t local_n, domain_n;
	char local[LIM_LOCAL];
	char domain[LIM_DOMAIN];
};

struct bytes addr_local(const struct addr *a);
struct bytes addr_domain(const struct addr *a);
/* As text, `local@domain`; without a domain, just the local part. */
void addr_put(struct text *t, const struct addr *a);
/* False if a part is too long; *A is the null sender then. */
bool addr_set(struct addr *a, struct bytes local, struct bytes domain);
/* Parses `local@domain` as it stands in a file or on a command line. A local
 * part that begins with a quote is unquoted; another @ may stand there only.
 * `@domain` (an empty local part) passes. False, with *WHY: it is malformed. */
bool addr_plain(struct bytes s, struct addr *out, const char **why);
/* As addr_plain reads it, and not as a comment; LIM_PLAIN octets at most. */
void addr_put_plain(struct text *t, const struct addr *a);
/* True if the guard may take A from the wire: it is UTF-8, has no control
 * bytes, and has a local part if it has a domain. */
bool addr_sane(const struct addr *a);
bool addr_is_null(const struct addr *a);
/* True if a byte of it is beyond ASCII. */
bool addr_beyond_ascii(const struct addr *a);
/* True if A and B have both parts in common, or the domain, ASCII case aside.
 */
bool addr_ieq(const struct addr *a, const struct addr *b);
bool addr_same_domain(const struct addr *a, const struct addr *b);

/* True if S is well-formed UTF-8 (RFC 3629) throughout. */
bool utf8_valid(struct bytes s);

#endif
