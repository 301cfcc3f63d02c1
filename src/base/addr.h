/*
 * addr.h - a mail address, taken apart.
 */
#ifndef BASE_ADDR_H
#define BASE_ADDR_H

#include "base/bytes.h"
#include "base/limits.h"

/* The local part is unquoted. All zero is the null sender. Lives in
 * requests to the guard, so it is of fixed size. */
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
/* `local@domain` as in a file or on a command line: cut at the last @, and
 * another one may only stand in quotes, which are octets like others. *WHY says
 * what is wrong with it. `@domain` (empty local part) passes. */
bool addr_plain(struct bytes s, struct addr *out, const char **why);
/* True if A is what the guard takes from the wire: UTF-8, no control bytes,
 * a local part where there is a domain. */
bool addr_sane(const struct addr *a);
bool addr_is_null(const struct addr *a);
/* True if a byte of it is beyond ASCII. */
bool addr_beyond_ascii(const struct addr *a);
/* Equal in both parts, and in the domain, ASCII case aside. */
bool addr_ieq(const struct addr *a, const struct addr *b);
bool addr_same_domain(const struct addr *a, const struct addr *b);

/* True if S is well-formed UTF-8 (RFC 3629) throughout. */
bool utf8_valid(struct bytes s);

#endif
