/*
 * proxy.c - the header of a proxy.
 * Runs in the wire. Every octet may be anything: anybody who can reach the
 * proxy may have chosen it.
 */
#include "proto/proxy.h"

#include <string.h>

#define WORD BYTES("PROXY ")
#define SIGNATURE BYTES("\r\n\r\n\0\r\nQUIT\n")
#define FIXED 16 /* of version 2 */
#define LEAST 15 /* the shortest line of version 1 */

/* True as long as IN may begin with WHOLE. */
static bool
may_be(struct bytes in, struct bytes whole)
{
	return memcmp(in.p, whole.p, in.n < whole.n ? in.n : whole.n) == 0;
}

/* The line behind its first word, without its end: the family, two addresses of
 * it, two ports. */
static enum proxy_rc
proxy_words(struct bytes rest, struct ip *peer)
{
	struct bytes word = bytes_take(&rest, ' ');
	bool six = bytes_eq(word, BYTES("TCP6"));
	bool fine = six || bytes_eq(word, BYTES("TCP4"));
	struct ip ours;
	uint64_t port;

	if (bytes_eq(word, BYTES("UNKNOWN")))
		return PROXY_NOBODY;
	for (int i = 0; i < 4 && fine; i++) {
		word = i < 3 ? bytes_take(&rest, ' ') : rest;
		fine = i < 2 ? ip_parse(word, i == 0 ? peer : &ours) &&
				   (memchr(word.p, ':', word.n) != NULL) == six
			     : num_parse(word, UINT16_MAX, &port) &&
				   (word.n == 1 || word.p[0] != '0');
	}
	return fine ? PROXY_TELLS : PROXY_BROKEN;
}

static enum proxy_rc
take_line(struct bytes in, size_t *need, struct ip *peer)
{
	struct bytes rest = in, line;

	*need = in.n < LEAST ? LEAST - in.n : 1;
	if (!bytes_cut(&rest, '\n', &line))
		return in.n < PROXY_LINE ? PROXY_MORE : PROXY_BROKEN;
	if (line.p[line.n - 1] != '\r')
		return PROXY_BROKEN;
	line.n--;
	return proxy_words(bytes_skip(line, WORD.n), peer);
}

/* TCP has addresses; datagrams and UNIX sockets have some that mean nothing
 * here, and there may be none. */
static enum proxy_rc
take_block(uint8_t family, struct bytes block, struct ip *peer)
{
	bool six = family == 0x21;
	size_t at = six ? 0 : 12;

	if (family != 0x11 && !six)
		return memchr("\x00\x12\x22\x31\x32", family, 5) != NULL
			   ? PROXY_NOBODY
			   : PROXY_BROKEN;
	if (block.n < (six ? 36 : 12))
		return PROXY_BROKEN;
	*peer = (struct ip){ { [10] = 0xff, [11] = 0xff } };
	memcpy(peer->octet + at, block.p, sizeof(peer->octet) - at);
	return PROXY_TELLS;
}

static enum proxy_rc
take_binary(struct bytes in, size_t *need, struct ip *peer)
{
	const uint8_t *octet = (const uint8_t *)in.p;
	size_t whole = FIXED;

	if (in.n >= FIXED)
		whole += (size_t)octet[14] * 256 + octet[15];
	*need = whole - in.n;
	if (in.n < whole)
		return PROXY_MORE;
	in.n = whole;
	/* Version 2: LOCAL, or PROXY. */
	return octet[12] == 0x20 ? PROXY_NOBODY
	       : octet[12] == 0x21
		   ? take_block(octet[13], bytes_skip(in, FIXED), peer)
		   : PROXY_BROKEN;
}

enum proxy_rc
proxy_take(struct bytes in, size_t *need, struct ip *peer)
{
	*need = LEAST;
	if (in.n == 0)
		return PROXY_MORE;
	if (may_be(in, SIGNATURE))
		return take_binary(in, need, peer);
	return may_be(in, WORD) ? take_line(in, need, peer) : PROXY_BROKEN;
}
