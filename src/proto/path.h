/*
 * path.h - addresses as SMTP and mail headers write them.
 */
#ifndef PROTO_PATH_H
#define PROTO_PATH_H

#include "base/addr.h"

/* Takes a path (RFC 5321 4.1.2) off the front of *ARG: <address> with an
 * optional source route, <>, <postmaster>, or an address without brackets
 * up to the next space. *ARG is left behind it. False: bad syntax. An
 * address without a domain passes if it is postmaster, or BARE is set. */
bool path_take(struct bytes *arg, bool bare, struct addr *out);
/* As it stands in a header, without brackets; quoted where need be. */
void path_put(struct text *t, const struct addr *a);

#endif
