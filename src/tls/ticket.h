/*
 * ticket.h - the key that resumes sessions, shared by all sessions of a day.
 */
#ifndef TLS_TICKET_H
#define TLS_TICKET_H

#include <stdbool.h>

#define TICKET_KEY 64 /* octets, as GnuTLS makes it */

/* The key in the folder RUN, a new one if that is a day old or not there.
 * False: there can be none, and nothing is resumed. */
bool ticket_key(const char *run, unsigned char key[TICKET_KEY]);

#endif
