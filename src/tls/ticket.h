/*
 * ticket.h - the key that resumes sessions, shared by all sessions of a day.
 */
#ifndef TLS_TICKET_H
#define TLS_TICKET_H

#include <stdbool.h>

#define TICKET_KEY 64 /* octets, as GnuTLS makes it */

/* Reads the key in the folder RUN. If there is none, or it is a day old, makes
 * a new one. False: it cannot be had, and no session is resumed. */
bool ticket_key(const char *run, unsigned char key[TICKET_KEY]);

#endif
