/*
 * counters.h - what the sessions of all processes add up to: `counters` in
 * `run`.
 */
#ifndef BASE_COUNTERS_H
#define BASE_COUNTERS_H

#include <stdbool.h>
#include <stdint.h>

enum counters_server { COUNTERS_SMTP, COUNTERS_POP3, COUNTERS_SERVERS };

/* The file has room for so many of each server, so that programs of before and
 * after an upgrade share it. A new counter is the last one; any other change
 * takes another version in counters.c. */
#define COUNTERS_ROOM 64

enum counter {
	COUNT_NOTHING, /* no counter */

	/* sessions, by how they ended; the first ones are enum guard_end */
	COUNT_QUIT,
	COUNT_LOST,
	COUNT_SILENT,
	COUNT_TOO_MANY_ERRORS,
	COUNT_TERM,
	COUNT_FORGED,
	COUNT_NO_SEAL,
	COUNT_NO_PROXY,
	COUNT_KILLED,
	COUNT_BROKEN,

	COUNT_MESSAGES,
	COUNT_OCTETS,
	COUNT_RECIPIENTS,
	COUNT_COMMANDS,
	COUNT_ERRORS,

	/* refusals */
	COUNT_NO_USER,
	COUNT_NOT_OURS,
	COUNT_NOT_YOURS,
	COUNT_GONE,
	COUNT_NOT_NOW,

	/* logins */
	COUNT_LOGIN,
	COUNT_WRONG,
	COUNT_NOT_LISTED,
	COUNT_LOGIN_LATER,

	/* handshakes of Noise and TLS that ended well, and those that failed */
	COUNT_NOISE,
	COUNT_NOISE_FAILED,
	COUNT_TLS12,
	COUNT_TLS13,
	COUNT_TLS_FAILED,

	COUNT_STORAGE,

	COUNT_MAX_RECIPIENTS,
	/* of a listener, counted with the next session that it serves */
	COUNT_MAX_CONNECTIONS,
	COUNT_MAX_PER_SOURCE,

	COUNTERS
};

/* Adds N to what is counted in RUN. False with errno: it could not be added;
 * ENOENT without RUN. */
bool counters_add(
    const char *run, enum counters_server server, const uint64_t n[COUNTERS]);
/* All that has been counted, which is nothing where there is no file of ours.
 * False with errno: it cannot be read. */
bool counters_read(
    const char *run, uint64_t n[COUNTERS_SERVERS][COUNTERS_ROOM]);

#endif
