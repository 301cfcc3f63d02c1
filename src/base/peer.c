/*
 * peer.c - who is at the other end of a connection.
 * Runs in main and in the listener. What the environment says is untrusted
 * text: only the bytes of addresses and host names are let through.
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
 * question mark. False if nothing is left. */
static bool
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
	return n > 0;
}

static const char *
variable(const char *name)
{
	const char *v = getenv(name);

	return v != NULL && *v != '\0' ? v : NULL;
}

/* ${PROTO}REMOTEIP and its like, as a UCSPI server sets them. */
static const char *
ucspi(const char *what)
{
	const char *proto = variable("PROTO");
	char buf[48];
	struct text name = TEXT(buf);

	if (proto == NULL)
		return NULL;
	text_str(&name, proto);
	text_str(&name, what);
	return text_end(&name) ? variable(buf) : NULL;
}

/* The address by the kernel's word. */
static void
ask_kernel(struct peer *p, int fd)
{
	struct sockaddr_storage ss, own;
	socklen_t n = sizeof(ss), own_n = sizeof(own);
	char ip[INET6_ADDRSTRLEN];
	struct text port = TEXT(p->port);
	const void *from;
	in_port_t number;

	if (getpeername(fd, (struct sockaddr *)&ss, &n) != 0)
		return;
	if (ss.ss_family == AF_INET) {
		from = &((struct sockaddr_in *)&ss)->sin_addr;
		number = ((struct sockaddr_in *)&ss)->sin_port;
	} else if (ss.ss_family == AF_INET6) {
		from = &((struct sockaddr_in6 *)&ss)->sin6_addr;
		number = ((struct sockaddr_in6 *)&ss)->sin6_port;
	} else {
		/* A UNIX socket with a name is somebody on this machine; a
		 * nameless pair may be anything. */
		p->loopback =
		    ss.ss_family == AF_UNIX &&
		    getsockname(fd, (struct sockaddr *)&own, &own_n) == 0 &&
		    own_n > offsetof(struct sockaddr_un, sun_path);
		if (p->loopback)
			(void)clean(p->ip, sizeof(p->ip), "unix");
		return;
	}
	if (inet_ntop(ss.ss_family, from, ip, sizeof(ip)) != NULL)
		(void)clean(p->ip, sizeof(p->ip), ip);
	text_num(&port, ntohs(number));
	(void)text_end(&port);
}

/* One spelling for an address: socat writes all the zeros of IPv6, and many
 * an IPv4 address comes in the clothes of one. */
static void
normalize(struct peer *p)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	uint8_t six[16];
	char ip[INET6_ADDRSTRLEN];
	bool four;

	if (inet_pton(AF_INET6, p->ip, six) != 1)
		return;
	four = memcmp(six, mapped, sizeof(mapped)) == 0;
	if (inet_ntop(four ? AF_INET : AF_INET6, four ? six + 12 : six, ip,
		sizeof(ip)) != NULL)
		(void)clean(p->ip, sizeof(p->ip), ip);
}

static bool
is_loopback(const char *ip)
{
	struct in_addr four;

	if (inet_pton(AF_INET, ip, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return strcmp(ip, "::1") == 0;
}

/* Both descriptors are one and the same thing, by which the peer might read
 * what is logged. A file or a terminal is on this machine. */
static bool
same(int a, int b)
{
	struct stat x, y;

	return fstat(a, &x) == 0 && fstat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino && !S_ISREG(x.st_mode) && !isatty(a);
}

/* The variables of super-servers without UCSPI, in the order of their rank. */
static const struct {
	const char *ip, *port;
} variables[] = {
	{ "REMOTE_ADDR", "REMOTE_PORT" },
	{ "REMOTE_HOST", NULL },
	{ "SOCAT_PEERADDR", "SOCAT_PEERPORT" },
	{ "NCAT_REMOTE_ADDR", "NCAT_REMOTE_PORT" },
};

/* The address by the environment's word, and its port; NULL: it has none.
 * A variable without a value tells that there is a peer, too. */
static const char *
ask_environment(struct peer *p, const char **port)
{
	const char *ip = ucspi("REMOTEIP");

	p->network = getenv("PROTO") != NULL;
	*port = ip != NULL ? ucspi("REMOTEPORT") : NULL;
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *name = variables[i].port;

		p->network = p->network || getenv(variables[i].ip) != NULL ||
			     (name != NULL && getenv(name) != NULL);
		if (ip == NULL && (ip = variable(variables[i].ip)) != NULL)
			*port = name != NULL ? variable(name) : NULL;
	}
	return ip;
}

/* When all have been asked. */
static void
settle(struct peer *p)
{
	if (p->ip[0] == '\0')
		(void)clean(
		    p->ip, sizeof(p->ip), p->network ? "unknown" : "local");
	normalize(p);
	if (is_loopback(p->ip))
		p->loopback = true;
}

void
peer_find(struct peer *p)
{
	const char *ip, *port;
	struct stat st;
	bool socket = fstat(STDIN_FILENO, &st) == 0 && S_ISSOCK(st.st_mode);

	memset(p, 0, sizeof(*p));
	ip = ask_environment(p, &port);
	p->network = p->network || socket;
	p->on_stderr = same(STDIN_FILENO, STDERR_FILENO) ||
		       same(STDOUT_FILENO, STDERR_FILENO);
	if (ip != NULL)
		(void)clean(p->ip, sizeof(p->ip), ip);
	if (port != NULL)
		(void)clean(p->port, sizeof(p->port), port);
	if (ip == NULL && socket)
		ask_kernel(p, STDIN_FILENO);
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
