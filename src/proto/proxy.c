/*
 * proxy.c - the header of a proxy.
 * Runs in the wire. Every octet may be anything: whoever could reach the proxy
 * may have had a hand in it.
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

static bool
is_port(struct bytes b)
{
	uint64_t port;

	return num_parse(b, UINT16_MAX, &port) && (b.n == 1 || b.p[0] != '0');
}

/* The next word, an address of this family. */
static bool
take_address(struct bytes *rest, bool six, struct ip *out)
{
	struct bytes word;

	return bytes_cut(rest, ' ', &word) && ip_parse(word, out) &&
	       (memchr(word.p, ':', word.n) != NULL) == six;
}

/* The line behind its first word, without its end. */
static enum proxy_rc
take_words(struct bytes rest, struct ip *peer)
{
	struct bytes family = bytes_take(&rest, ' '), port;
	bool six = bytes_eq(family, BYTES("TCP6"));
	struct ip ours;

	if (bytes_eq(family, BYTES("UNKNOWN")))
		return PROXY_HIDDEN;
	return (six || bytes_eq(family, BYTES("TCP4"))) &&
		       take_address(&rest, six, peer) &&
		       take_address(&rest, six, &ours) &&
		       bytes_cut(&rest, ' ', &port) && is_port(port) &&
		       is_port(rest)
		   ? PROXY_TELLS
		   : PROXY_BROKEN;
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
	return take_words(bytes_skip(line, WORD.n), peer);
}

/* TCP has addresses; datagrams and UNIX sockets have some that mean nothing
 * here, and there may be none. */
static enum proxy_rc
take_block(unsigned family, struct bytes block, struct ip *peer)
{
	bool six = family == 0x21;

	if (family == 0x11 || six) {
		*peer = (struct ip){ { [10] = 0xff, [11] = 0xff } };
		if (block.n < (six ? 36 : 12))
			return PROXY_BROKEN;
		memcpy(peer->octet + (six ? 0 : 12), block.p, six ? 16 : 4);
		return PROXY_TELLS;
	}
	return family == 0x00 || family == 0x12 || family == 0x22 ||
		       family == 0x31 || family == 0x32
		   ? PROXY_HIDDEN
		   : PROXY_BROKEN;
}

static enum proxy_rc
take_binary(struct bytes in, size_t *need, struct ip *peer)
{
	const uint8_t *octet = (const uint8_t *)in.p;
	size_t whole = FIXED;

	if (in.n >= FIXED) {
		/* Version 2: LOCAL or PROXY. */
		if (octet[12] != 0x20 && octet[12] != 0x21)
			return PROXY_BROKEN;
		whole += (size_t)octet[14] * 256 + octet[15];
	}
	if (in.n < whole) {
		*need = whole - in.n;
		return PROXY_MORE;
	}
	in.n = whole;
	return octet[12] == 0x20
		   ? PROXY_ITSELF
		   : take_block(octet[13], bytes_skip(in, FIXED), peer);
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
