/*
 * compose.h - the message and its envelope, from standard input and the
 * options.
 */
#ifndef SMTP_COMPOSE_H
#define SMTP_COMPOSE_H

#include "smtp/message.h"
#include "smtp/options.h"
#include "smtp/send.h"

/* All zero before it. An exit code: 0, or after the user has heard why. */
int compose(const struct options *o, struct message *m, struct envelope *e);

#endif
