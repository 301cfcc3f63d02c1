/*
 * compose.h - the message and its envelope, from standard input and the
 * options.
 */
#ifndef SMTP_COMPOSE_H
#define SMTP_COMPOSE_H

#include "smtp/message.h"
#include "smtp/options.h"
#include "smtp/send.h"

/* Fills M and E, which are all zero before. Returns an exit code: 0, or
 * another after it has told the user why. */
int compose(const struct options *o, struct message *m, struct envelope *e);

#endif
