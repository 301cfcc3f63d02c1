/*
 * secret.h - a password as it comes in: one line, and no copy of it.
 */
#ifndef VAULT_SECRET_H
#define VAULT_SECRET_H

#include "base/bytes.h"
#include "base/limits.h"

struct secret {
	size_t n; /* 0: there is none */
	char p[LIM_PASSWORD];
};

/* Reads the first line of FD, without its end, until DEADLINE (0: for ever).
 * Returns NULL, or what is wrong; an empty line is wrong. */
const char *secret_line(int fd, int64_t deadline, struct secret *out);
/* What secret_ask returns where there is no terminal to ask on. */
extern const char secret_unasked[];
/* Asks with PROMPT on the terminal, which does not echo the answer. Returns as
 * secret_line does. A signal that ends the program does so when the terminal
 * is again as it was. */
const char *secret_ask(const char *prompt, struct secret *out);

#endif
