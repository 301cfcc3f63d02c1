/*
 * unit.h - the few lines a unit program needs.
 *
 * Each check prints where it failed, and the name that ABOUT gave it, and goes
 * on; unit_done() is the exit code and fails, too, if nothing was checked.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdio.h>
#include <string.h>

static unsigned unit_checks, unit_failures;
static const char *unit_about = "";

/* Names the checks from here on, as a test; "" ends it. */
#define ABOUT(name) ((void)(unit_about = (name)))
#define CHECK(cond) unit_check((cond) != 0, #cond, __FILE__, __LINE__)
#define CHECK_BYTES(p, n, lit) \
	CHECK((n) == sizeof(lit) - 1 && memcmp(p, lit, sizeof(lit) - 1) == 0)

static inline int
unit_check(int ok, const char *what, const char *file, int line)
{
	unit_checks++;
	if (!ok) {
		unit_failures++;
		printf("%s:%d: %s%sfailed: %s\n", file, line, unit_about,
		    unit_about[0] != '\0' ? ": " : "", what);
	}
	return ok;
}

/* The octets in question, so that they can be read. */
static inline void
unit_show(const char *what, const char *p, size_t n)
{
	printf("%s: \"", what);
	for (size_t i = 0; i < n; i++)
		if (p[i] < ' ' || p[i] > '~')
			printf("\\x%02x", (unsigned char)p[i]);
		else
			putchar(p[i]);
	puts("\"");
}

static inline int
unit_done(void)
{
	printf("%u checks, %u failed\n", unit_checks, unit_failures);
	return unit_failures > 0 || unit_checks == 0;
}

#endif
