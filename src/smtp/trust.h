/*
 * trust.h - whose key a server may have: --pin and known_hosts.
 */
#ifndef SMTP_TRUST_H
#define SMTP_TRUST_H

#include "base/noise_sizes.h"
#include "base/limits.h"
#include "base/report.h"

/* A line of known_hosts: [revoked] host:port x25519 KEY [comment]. */
struct known {
	bool revoked;
	struct bytes host; /* lies in the line */
	uint8_t key[NOISE_KEY];
};

enum known_line {
	KNOWN_ENTRY,
	KNOWN_OTHER, /* a type of key that we do not know: REVOKED and HOST */
	KNOWN_NONE,  /* a comment, an empty line */
	KNOWN_BAD    /* *WHY says what is wrong */
};
enum known_line known_parse(
    struct bytes line, struct known *out, const char **why);

/* More keys than one host rotates through; more revoked ones than a file
 * has. */
#define TRUST_PINS 16
#define TRUST_REVOKED 256

struct trust {
	const char *host; /* as the lines name it: host:port, lower case */
	const char *path; /* of the file */
	bool known;       /* there is a pin, or any line of the host */
	unsigned pins_n, revoked_n;
	uint8_t pins[TRUST_PINS][NOISE_KEY];
	uint8_t revoked[TRUST_REVOKED][NOISE_KEY];
	int fd; /* of the file, to add lines; -1: none are added */
};

/* Takes the key in PIN, a valid one or empty, instead of the file's lines for
 * the host; its revoked keys hold in any case. With LEARN, the file can be
 * added to later: it has to be a regular file of ours without a second name.
 * False: the reason has been reported through R. */
bool trust_read(struct trust *t, const char *pin, bool learn, struct report *r);
/* True if KEY is among the revoked ones, or among the pins. */
bool trust_revoked(const struct trust *t, const uint8_t key[NOISE_KEY]);
bool trust_has(const struct trust *t, const uint8_t key[NOISE_KEY]);
/* Adds the line for a key to OUT, without a line end. */
void trust_line(
    const struct trust *t, const uint8_t key[NOISE_KEY], struct text *out);
/* Adds a line to the file, and the key to the pins, of which there are fewer
 * than TRUST_PINS. False with errno. */
bool trust_add(struct trust *t, const uint8_t key[NOISE_KEY]);

#endif
