/*
 * secret.h - the password, from the place that the settings name.
 */
#ifndef SMTP_SECRET_H
#define SMTP_SECRET_H

#include "smtp/config.h"
#include "vault/secret.h"

/* Reads it from a file or a command, else asks on the terminal. False: there
 * is none, the user has been told why, and OUT is wiped. */
bool secret_get(const struct config *c, struct secret *out);

#endif
