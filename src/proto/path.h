/*
 * path.h - addresses as SMTP and mail headers write them.
 */
#ifndef PROTO_PATH_H
#define PROTO_PATH_H

#include "base/addr.h"

/* Takes a path (RFC 5321 4.1.2) off the front of *ARG, which begins right after
 * the colon of FROM: or TO:, with one optional space. A path is <address> with
 * an optional source route, <>, <postmaster>, or an address without brackets up
 * to the next space. *ARG then begins behind it, at its end or at a space.
 * False: bad syntax; *ARG has not moved. An address without a domain passes if
 * it is postmaster, or if BARE is set. */
bool path_take(struct bytes *arg, bool bare, struct addr *out);
/* Puts A as it stands in a header, without brackets, in quotes if it needs
 * them. Octets that no path can hold (control bytes, broken UTF-8) become
 * question marks. The null sender is no text at all. */
void path_put(struct text *t, const struct addr *a);
/* Puts a domain or a HELO name in the same way. */
void path_put_domain(struct text *t, struct bytes domain);

#endif
