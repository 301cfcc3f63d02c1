/*
 * ip.c - addresses of the internet, and networks of them.
 * Runs in every process; the text comes from the environment, the
 * configuration or a peer.
 */
#include "base/ip.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define FOUR 12 /* where the octets of an IPv4 address begin */
static const uint8_t mapped[FOUR] = { [10] = 0xff, [11] = 0xff };

bool
ip_parse(struct bytes text, struct ip *out)
{
	char buf[INET6_ADDRSTRLEN];
	struct text t = TEXT(buf);

	text_put(&t, text);
	if (!text_end(&t) || strlen(buf) != text.n)
		return false;
	memcpy(out->octet, mapped, FOUR);
	return inet_pton(AF_INET, buf, out->octet + FOUR) == 1 ||
	       inet_pton(AF_INET6, buf, out->octet) == 1;
}

bool
ip_of(const struct sockaddr_storage *socket, struct ip *out)
{
	const void *any = socket;
	const struct sockaddr_in *four = any;
	const struct sockaddr_in6 *six = any;

	memcpy(out->octet, mapped, FOUR);
	if (socket->ss_family == AF_INET)
		memcpy(out->octet + FOUR, &four->sin_addr, 4);
	else if (socket->ss_family == AF_INET6)
		memcpy(out->octet, &six->sin6_addr, sizeof(out->octet));
	return socket->ss_family == AF_INET || socket->ss_family == AF_INET6;
}

void
ip_put(char text[LIM_PEER], const struct ip *ip)
{
	bool four = ip_is_four(ip);

	(void)inet_ntop(four ? AF_INET : AF_INET6,
	    ip->octet + (four ? FOUR : 0), text, LIM_PEER);
}

bool
ip_is_four(const struct ip *ip)
{
	return memcmp(ip->octet, mapped, FOUR) == 0;
}

static const struct ip loopback = { { [15] = 1 } };

bool
ip_is_loopback(const struct ip *ip)
{
	return ip_is_four(ip) ? ip->octet[FOUR] == 127
			      : memcmp(ip, &loopback, sizeof(loopback)) == 0;
}

/* For IPv4 the last ones, which tell it from any /64 that is in use. */
const uint8_t *
ip_source(const struct ip *ip)
{
	return ip->octet + (ip_is_four(ip) ? sizeof(ip->octet) - IP_SOURCE : 0);
}

/* True if the first BITS are the same. */
static bool
is_same(const uint8_t *a, const uint8_t *b, unsigned bits)
{
	return memcmp(a, b, bits / 8) == 0 &&
	       (bits % 8 == 0 ||
		   (a[bits / 8] ^ b[bits / 8]) >> (8 - bits % 8) == 0);
}

bool
nets_contain(struct bytes list, const struct ip *ip, bool *inside)
{
	*inside = false;
	for (; list.n > 0; list = bytes_trim(list)) {
		struct bytes bits = bytes_take(&list, ' '), text;
		struct ip net;
		uint64_t n;

		if (!bytes_cut(&bits, '/', &text) || !ip_parse(text, &net) ||
		    (bits.n > 1 && bits.p[0] == '0') ||
		    !num_parse(bits, ip_is_four(&net) ? 32 : 128, &n))
			return false;
		n += ip_is_four(&net) ? 8 * FOUR : 0;
		*inside =
		    *inside || (ip_is_four(&net) == ip_is_four(ip) &&
				   is_same(net.octet, ip->octet, (unsigned)n));
	}
	return true;
}
