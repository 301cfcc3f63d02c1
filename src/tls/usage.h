/*
 * usage.h - what tlsd-lite and tlsc-lite say to people.
 */
#ifndef TLS_USAGE_H
#define TLS_USAGE_H

#include <stdbool.h>

/* Each text ends with a newline. */
struct usage {
	const char *help, *version; /* for standard output */
	const char *wrong;          /* for standard error */
};
#define USAGE_WORDS(program) \
	.version = program " " PACKAGE_VERSION "\n", \
	.wrong = program ": wrong options or arguments, or not started by a " \
			 "program that wants TLS: see " program "(8)\n"

/* Serves --help and --version, which end the program. */
void usage_asked(const struct usage *u, int argc, char *const *argv);
/* Ends the program with EX_USAGE and a line on standard error, unless its
 * arguments FIT and another program has started it for TLS. */
void usage_check(const struct usage *u, bool fit);

#endif
