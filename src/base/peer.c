/*
 * peer.c - who is at the other end of a connection.
 * Runs in main and in the listener. The environment is untrusted text: only
 * the bytes of addresses and host names are let through.
 */
#include "base/peer.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char fine[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			   "abcdefghijklmnopqrstuvwxyz0123456789.:_%-";

/* Copies the printable part of an address; what else there is becomes a
 * question mark. */
static void
clean(char *to, size_t cap, const char *from)
{
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
	struct sockaddr_storage peer, own;
	socklen_t n = sizeof(peer), own_n = sizeof(own);
	struct ip ip;

	if (getpeername(fd, (struct sockaddr *)&peer, &n) != 0)
		return;
	if (ip_of(&peer, &ip))
		ip_put(p->ip, &ip);
	/* A UNIX socket with a name leads to this machine; a pair without names
	 * may lead anywhere. */
	if (peer.ss_family == AF_UNIX &&
	    getsockname(fd, (struct sockaddr *)&own, &own_n) == 0 &&
	    own_n > offsetof(struct sockaddr_un, sun_path)) {
		p->loopback = true;
		clean(p->ip, sizeof(p->ip), "unix");
	}
}

/* When all have been asked: one spelling for an address. socat writes all the
 * zeros of IPv6, and many an IPv4 address comes as one of IPv6. */
static void
settle_address(struct peer *p)
{
	if (p->ip[0] == '\0')
		clean(p->ip, sizeof(p->ip), p->network ? "unknown" : "local");
	p->located = ip_parse(bytes_str(p->ip), &p->at);
	if (!p->located)
		return;
	p->loopback = ip_is_loopback(&p->at);
	ip_put(p->ip, &p->at);
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
	const char *v;

	text_str(&name, prefix);
	text_str(&name, rest);
	v = text_end(&name) ? getenv(buf) : NULL;
	p->network = p->network || v != NULL;
	return v != NULL && *v != '\0' ? v : NULL;
}

/* The address that the environment names; false if it names none.
 * A variable without a value still tells of a peer. */
static bool
ask_environment(struct peer *p)
{
	const char *proto = variable(p, "", "PROTO"), *found = NULL;

	for (size_t i = proto == NULL;
	     i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *prefix = i == 0 ? proto : "";
		const char *ip = variable(p, prefix, variables[i].ip);

		(void)variable(p, prefix, variables[i].port);
		found = found != NULL ? found : ip;
	}
	if (found != NULL)
		clean(p->ip, sizeof(p->ip), found);
	return found != NULL;
}

void
peer_find(struct peer *p)
{
	struct stat st;
	bool socket = fstat(STDIN_FILENO, &st) == 0 && S_ISSOCK(st.st_mode);

	*p = (struct peer){ .on_stderr = same(STDIN_FILENO, STDERR_FILENO) ||
					 same(STDOUT_FILENO, STDERR_FILENO) };
	if (!ask_environment(p) && socket)
		ask_kernel(p, STDIN_FILENO);
	p->network = p->network || socket;
	p->reads_stderr = p->network && p->on_stderr;
	settle_address(p);
}

void
peer_of(struct peer *p, int fd)
{
	*p = (struct peer){ .network = true };
	ask_kernel(p, fd);
	settle_address(p);
}

void
peer_announce(struct peer *p, const struct ip *ip)
{
	p->loopback = p->loopback && ip != NULL && ip_is_loopback(ip);
	if (ip != NULL) {
		p->at = *ip;
		ip_put(p->ip, ip);
	}
}
