/*
 * check.h - tlsd-lite --check: what is wrong with a certificate and its key.
 */
#ifndef TLS_CHECK_H
#define TLS_CHECK_H

/* ARGV: certificate, key, the name of this host. Prints a line for each thing
 * that is wrong, and returns the exit code. */
int check_pair(int argc, char *const *argv);

#endif
