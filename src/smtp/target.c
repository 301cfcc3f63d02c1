/*
 * target.c - the server's name, taken apart. Pure.
 * Runs in the client. Trusts nothing: the name may come from anybody.
 */
#include "smtp/target.h"

#include <string.h>
#include <sys/un.h>

/* The name stands in a line of known_hosts, between blanks, and is no
 * comment there. */
static bool
is_word(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] == ' ' || ascii_control(b.p[i]))
			return false;
	return b.n > 0 && b.p[0] != '#';
}

static bool
put_word(char *to, size_t cap, struct bytes b)
{
	struct text t = { to, cap, 0, false };

	text_put(&t, b);
	return is_word(b) && text_end(&t);
}

static bool
target_put_name(struct target *t, bool brackets)
{
	struct text n = TEXT(t->name);
	struct bytes host;

	/* Some resolvers take the names in /etc/hosts as they are spelled; an
	 * interface behind a % is. */
	for (char *p = t->host; *p != '\0' && *p != '%'; p++)
		*p = (char)ascii_lower(*p);
	/* With the dot of the root or without it, it is the same server. */
	host = bytes_str(t->host);
	if (host.n > 1 && host.p[host.n - 1] == '.')
		host.n--;
	text_str(&n, brackets ? "[" : "");
	text_put(&n, host);
	text_str(&n, brackets ? "]:" : ":");
	text_str(&n, t->port);
	for (size_t i = 0; i < n.n; i++)
		n.p[i] = (char)ascii_lower(n.p[i]);
	return text_end(&n);
}

bool
target_parse(struct target *t, struct bytes server)
{
	struct bytes host, port = BYTES("25");
	bool v6 = false;
	uint64_t v;

	t->port[0] = '\0';
	if (server.n > 0 && server.p[0] == '/')
		return server.n < sizeof(((struct sockaddr_un *)0)->sun_path) &&
		       put_word(t->host, sizeof(t->host), server) &&
		       put_word(t->name, sizeof(t->name), server);
	if (server.n > 0 && server.p[0] == '[') {
		v6 = true;
		server = bytes_skip(server, 1);
		if (!bytes_cut(&server, ']', &host) ||
		    (server.n > 0 && server.p[0] != ':'))
			return false;
		if (server.n > 0)
			port = bytes_skip(server, 1);
	} else if (bytes_cut(&server, ':', &host)) {
		port = server;
		/* More than one colon: an IPv6 address. */
		v6 = memchr(server.p, ':', server.n) != NULL;
		if (v6) {
			host.n += 1 + server.n;
			port = BYTES("25");
		}
	} else {
		host = server;
	}
	return num_parse(port, 65535, &v) && v > 0 && host.n <= LIM_DOMAIN &&
	       put_word(t->host, sizeof(t->host), host) &&
	       put_word(t->port, sizeof(t->port), port) &&
	       target_put_name(t, v6);
}
