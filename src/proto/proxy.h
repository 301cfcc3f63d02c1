/*
 * proxy.h - the header of a proxy, which tells who is behind it: versions 1
 * and 2 of the PROXY protocol.
 */
#ifndef PROTO_PROXY_H
#define PROTO_PROXY_H

#include "base/ip.h"

#define PROXY_LINE 107               /* the longest one of version 1 */
#define PROXY_MOST (16 + UINT16_MAX) /* ... and of version 2 */

enum proxy_rc {
	PROXY_MORE,
	PROXY_BROKEN, /* this is no such header */
	PROXY_NOBODY, /* it speaks for itself, or tells nothing that we know */
	PROXY_TELLS   /* it tells where the peer is */
};

/* Looks at IN, the octets that a connection begins with. PROXY_MORE: *NEED
 * octets more belong to the header in any case; a read of no more than these
 * takes nothing of what follows it. PROXY_TELLS: *PEER is the address. */
enum proxy_rc proxy_take(struct bytes in, size_t *need, struct ip *peer);

#endif
