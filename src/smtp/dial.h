/*
 * dial.h - who is called, and calling.
 */
#ifndef SMTP_DIAL_H
#define SMTP_DIAL_H

#include "base/limits.h"
#include "base/bytes.h"

struct target {
	char host[LIM_FILE];      /* a name, an address, the path of a socket */
	char port[8];             /* empty for a path */
	char name[LIM_FILE + 16]; /* host:port, lower case; or the path */
};

/* HOST, HOST:PORT, [ADDRESS]:PORT, ADDRESS or /PATH; the port is 25 if none
 * is named. */
bool target_parse(struct target *t, struct bytes server);

/* Connects to the first address that answers, by DEADLINE (clock.h). A
 * descriptor, or -1 with the exit code in *CODE after having said why.
 * *LOOPBACK: the server is this machine. */
int dial(const struct target *t, int64_t deadline, bool *loopback, int *code);

#endif
