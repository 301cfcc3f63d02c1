/*
 * target.h - the server's name, taken apart. Pure.
 */
#ifndef SMTP_TARGET_H
#define SMTP_TARGET_H

#include "base/bytes.h"
#include "base/limits.h"

struct target {
	char host[LIM_FILE];      /* a name, an address, the path of a socket */
	char port[8];             /* empty for a path */
	char name[LIM_FILE + 16]; /* host:port, lower case; or the path */
};

/* HOST, HOST:PORT, [ADDRESS]:PORT, ADDRESS or /PATH; the port is 25 if none
 * is named. No part holds blanks or control bytes, none begins with a #: the
 * name stands in known_hosts. */
bool target_parse(struct target *t, struct bytes server);

#endif
