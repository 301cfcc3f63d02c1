/*
 * check.h - tlsd-lite --check and --dane: what is wrong with a certificate and
 * its key, and what is published of them.
 */
#ifndef TLS_CHECK_H
#define TLS_CHECK_H

/* ARGV: certificate, key, the name of this host. Prints a line for each thing
 * that is wrong, and returns the exit code. */
int check_pair(int argc, char *const *argv);
/* The same ARGV. Prints a line for each thing that keeps a server from TLS with
 * these files. If there is none: the SHA-256 of the public key, as DANE has it
 * (3 1 1), and a line with the reason if senders that trust what this system
 * trusts would not take the certificate for that name; if they would, it is
 * empty, and a line with the name of the CA follows. Returns the exit code. */
int check_dane(int argc, char *const *argv);

#endif
