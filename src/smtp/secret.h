/*
 * secret.h - the password, from where the settings say.
 */
#ifndef SMTP_SECRET_H
#define SMTP_SECRET_H

#include "base/secret.h"
#include "smtp/config.h"

/* From a file, a command, or else by asking on the terminal. False: there
 * is none, and the user has heard why; OUT is wiped. */
bool secret_get(const struct config *c, struct secret *out);

#endif
