/*
 * ip.h - addresses of the internet, and networks of them.
 */
#ifndef BASE_IP_H
#define BASE_IP_H

#include "base/bytes.h"
#include "base/limits.h"

#include <sys/socket.h>

/* An IPv4 address is ::ffff:a.b.c.d, whichever way it was written. */
struct ip {
	uint8_t octet[16];
};

/* The address that is written there. False: it is none. */
bool ip_parse(struct bytes text, struct ip *out);
/* The address of a socket. False: it has none. */
bool ip_of(const struct sockaddr_storage *socket, struct ip *out);
/* As text, with a NUL: one spelling for an address. */
void ip_put(char text[LIM_PEER], const struct ip *ip);
bool ip_is_four(const struct ip *ip);
/* 127/8 or ::1. */
bool ip_is_loopback(const struct ip *ip);

/* An IPv4 address counts as one source, and so does a /64 of IPv6. Returns the
 * IP_SOURCE octets of IP that name its source. */
#define IP_SOURCE 8
const uint8_t *ip_source(const struct ip *ip);

/* LIST is ADDRESS/BITS, and more of them behind blanks; it may be empty. False:
 * it is malformed. *INSIDE is true if IP is in one of these networks. */
bool nets_contain(struct bytes list, const struct ip *ip, bool *inside);

#endif
