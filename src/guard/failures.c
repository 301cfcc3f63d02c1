/*
 * failures.c - logins that failed, by the source of the peer, of all sessions
 * that share `run`.
 * Runs in the guard. Any octets of the file are taken for times and sources.
 *
 * Each source has one place, and drives out the one that had it. A peer may
 * have many sources, a /48 of IPv6: they have eight places together, which a
 * key of the file's chooses, so that nobody can aim at the place of another.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/ip.h"
#include "base/runfile.h"
#include "guard/session.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define WAIT_MS 1000 /* for the file */
#define FORGET_S 600 /* a failure is */
#define BUCKETS 2048
#define PLACES 8
#define NETWORK 6 /* octets of a source that are a /48 */

struct failed {
	uint8_t octet[IP_SOURCE];
	uint32_t when[FAILURES_MOST]; /* in seconds; the last one first */
};

static const struct runfile file = { "failures", 1,
	crypto_shorthash_KEYBYTES + BUCKETS *PLACES * sizeof(struct failed) };

/* Adds one, and counts those that are not forgotten. */
static unsigned
add(struct failed *s, const uint8_t who[IP_SOURCE])
{
	uint32_t now = (uint32_t)(clock_mono() / 1000) + 1;
	unsigned n = 0;

	if (memcmp(s->octet, who, IP_SOURCE) != 0)
		memset(s, 0, sizeof(*s));
	memcpy(s->octet, who, IP_SOURCE);
	memmove(s->when + 1, s->when, sizeof(s->when) - sizeof(s->when[0]));
	s->when[0] = now;
	while (
	    n < FAILURES_MOST && s->when[n] != 0 && now - s->when[n] < FORGET_S)
		n++;
	return n;
}

unsigned
failures_add(const char *run, const struct ip *peer)
{
	uint8_t key[crypto_shorthash_KEYBYTES], hash[crypto_shorthash_BYTES];
	const uint8_t *who = ip_source(peer);
	size_t net = ip_is_four(peer) ? IP_SOURCE : NETWORK, at;
	int fd = runfile_open(run, &file, clock_mono() + WAIT_MS);
	struct failed s;
	unsigned n = 0;

	if (fd >= 0 && runfile_get(fd, key, sizeof(key), 0)) {
		if (sodium_is_zero(key, sizeof(key))) {
			randombytes_buf(key, sizeof(key));
			(void)runfile_put(fd, key, sizeof(key), 0);
		}
		(void)crypto_shorthash(hash, who, net, key);
		at = (hash[0] * 256U + hash[1]) % BUCKETS * PLACES;
		at += (hash[2] ^ who[IP_SOURCE - 1]) % PLACES;
		at = sizeof(key) + at * sizeof(s);
		if (runfile_get(fd, &s, sizeof(s), at)) {
			n = add(&s, who);
			(void)runfile_put(fd, &s, sizeof(s), at);
		}
	}
	file_close(fd);
	return n;
}
