/*
 * tls.h - TLS with the server, which tlsc-lite makes for us.
 */
#ifndef SMTP_TLS_H
#define SMTP_TLS_H

#include "smtp/config.h"
#include "smtp/dialogue.h"
#include "smtp/target.h"

enum tls_need {
	TLS_NEED_NONE,
	TLS_NEED_OFFERED, /* where the server offers it */
	TLS_NEED_STARTTLS,
	TLS_NEED_IMPLICIT /* before the banner */
};

/* Returns which TLS the settings C ask for with the server T. KNOWN: we have
 * its key of the sealed channel. LOOPBACK: it is on this machine. */
enum tls_need tls_need(
    const struct config *c, const struct target *t, bool known, bool loopback);
/* Returns the program tlsc-lite and its arguments, which refer to C. NULL: TLS
 * is off, or there is no such program. */
char *const *tls_command(const struct config *c, const struct target *t);
/* Looks, before we connect, if the TLS that C asks for can be had with COMMAND.
 * Returns 0, or another exit code after it has told the user why. */
int tls_check(
    const struct config *c, const struct target *t, char *const *command);

/* Says STARTTLS, which the server offers, and makes the handshake. The second
 * one makes the handshake alone. Both return an exit code, as in dialogue.h. */
int tls_start(struct dialogue *d);
int tls_begin(struct dialogue *d);
/* Tells the user that the server does not offer STARTTLS, which was asked for.
 * Returns the exit code. */
int tls_stripped(const struct dialogue *d);
/* True if TLS has ended without the server's end. */
bool tls_truncated(const struct dialogue *d);

#endif
