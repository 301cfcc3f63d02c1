/*
 * peer.c - who is at the other end of a connection.
 * Runs in main and in the listener. The environment is untrusted text: only
 * the bytes of addresses and host names are let through.
 */
#include "base/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Copies the printable part of an address; what else there is becomes a
 * question mark. */
static void
clean(char *to, size_t cap, const char *from)
{
	static const char fine[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789.:_%-";
	size_t n = 0;

	if (*from == '[')
		from++;
	for (; *from != '\0' && *from != ']' && n + 1 < cap; from++)
		to[n++] = strchr(fine, *from) != NULL ? *from : '?';
	to[n] = '\0';
}

/* The address that the kernel knows. */
static void
ask_kernel(struct peer *p, int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
		struct sockaddr_un path;
	} peer, own;
	socklen_t n = sizeof(peer), own_n = sizeof(own);
	struct text port = TEXT(p->port);
	sa_family_t family;

	if (getpeername(fd, &peer.any, &n) != 0)
		return;
	family = peer.any.sa_family;
	if (family == AF_INET || family == AF_INET6) {
		bool four = family == AF_INET;

		(void)inet_ntop(family,
		    four ? (void *)&peer.four.sin_addr
			 : (void *)&peer.six.sin6_addr,
		    p->ip, sizeof(p->ip));
		text_num(&port,
		    ntohs(four ? peer.four.sin_port : peer.six.sin6_port));
		(void)text_end(&port);
	}
	/* A UNIX socket with a name leads to this machine; a pair without names
	 * may lead anywhere. */
	if (family == AF_UNIX && getsockname(fd, &own.any, &own_n) == 0 &&
	    own_n > offsetof(struct sockaddr_un, sun_path)) {
		p->loopback = true;
		clean(p->ip, sizeof(p->ip), "unix");
	}
}

/* When all have been asked: one spelling for an address. socat writes all the
 * zeros of IPv6, and many an IPv4 address comes in the clothes of one. */
static void
settle(struct peer *p)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	static const uint8_t loopback[16] = { [15] = 1 };
	uint8_t six[16], *four = six + sizeof(mapped);
	bool is_four;

	if (p->ip[0] == '\0')
		clean(p->ip, sizeof(p->ip), p->network ? "unknown" : "local");
	if (inet_pton(AF_INET, p->ip, four) == 1)
		memcpy(six, mapped, sizeof(mapped));
	else if (inet_pton(AF_INET6, p->ip, six) != 1)
		return;
	is_four = memcmp(six, mapped, sizeof(mapped)) == 0;
	p->loopback =
	    is_four ? four[0] == 127 : memcmp(six, loopback, sizeof(six)) == 0;
	(void)inet_ntop(is_four ? AF_INET : AF_INET6, is_four ? four : six,
	    p->ip, sizeof(p->ip));
}

/* True if both descriptors are the same thing, and one by which the peer might
 * read the log: no file and no terminal. */
static bool
same(int a, int b)
{
	struct stat x, y;

	return fstat(a, &x) == 0 && fstat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino && !S_ISREG(x.st_mode) && !isatty(a);
}

/* The variables of super-servers, in the order of their rank. */
static const struct {
	const char *ip, *port;
} variables[] = {
	{ "REMOTEIP", "REMOTEPORT" }, /* UCSPI: behind the value of PROTO */
	{ "REMOTE_ADDR", "REMOTE_PORT" },
	{ "REMOTE_HOST", "" },
	{ "SOCAT_PEERADDR", "SOCAT_PEERPORT" },
	{ "NCAT_REMOTE_ADDR", "NCAT_REMOTE_PORT" },
};

/* The value of a variable; NULL if it is empty. There is a peer on a network
 * where there is a variable, with or without a value. */
static const char *
variable(struct peer *p, const char *prefix, const char *rest)
{
	char buf[48];
	struct text name = TEXT(buf);
	const char *v = NULL;

	text_str(&name, prefix);
	text_str(&name, rest);
	if (text_end(&name))
		v = getenv(buf);
	p->network = p->network || v != NULL;
	return v != NULL && *v != '\0' ? v : NULL;
}

/* The address that the environment names, and its port; NULL if it names none.
 * A variable without a value still tells of a peer. */
static bool
ask_environment(struct peer *p)
{
	const char *proto = variable(p, "", "PROTO");
	bool found = false;

	for (size_t i = proto == NULL;
	     i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *prefix = i == 0 ? proto : "";
		const char *ip = variable(p, prefix, variables[i].ip);
		const char *port = variable(p, prefix, variables[i].port);

		if (ip == NULL || found)
			continue;
		found = true;
		clean(p->ip, sizeof(p->ip), ip);
		if (port != NULL)
			clean(p->port, sizeof(p->port), port);
	}
	return found;
}

void
peer_find(struct peer *p)
{
	struct stat st;
	bool socket = fstat(STDIN_FILENO, &st) == 0 && S_ISSOCK(st.st_mode);

	memset(p, 0, sizeof(*p));
	p->on_stderr = same(STDIN_FILENO, STDERR_FILENO) ||
		       same(STDOUT_FILENO, STDERR_FILENO);
	if (!ask_environment(p) && socket)
		ask_kernel(p, STDIN_FILENO);
	p->network = p->network || socket;
	settle(p);
}

void
peer_of(struct peer *p, int fd)
{
	*p = (struct peer){ .network = true };
	ask_kernel(p, fd);
	settle(p);
}

bool
peer_reads_stderr(const struct peer *p)
{
	return p->network && p->on_stderr;
}
