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

/* What these settings mean for a server, which is known by a key, or on this
 * machine. */
enum tls_need tls_need(
    const struct config *c, const struct target *t, bool known, bool loopback);
/* What becomes tlsc-lite; NULL: TLS is off, or there is no such program. It
 * refers to C. */
char *const *tls_command(const struct config *c, const struct target *t);
/* Before the call: an exit code other than 0, and the user has been told why,
 * if TLS is asked for that cannot be. */
int tls_check(
    const struct config *c, const struct target *t, char *const *command);

/* STARTTLS, which the server offers, and the handshake; or the handshake
 * alone. */
int tls_start(struct dialogue *d);
int tls_begin(struct dialogue *d);
/* The server does not offer what was asked for. */
int tls_stripped(const struct dialogue *d);
/* True if TLS has ended without the server's end. */
bool tls_truncated(const struct dialogue *d);

#endif
