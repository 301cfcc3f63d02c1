/*
 * sessions.c - the sessions of a listener: their processes, and where their
 * peers are.
 * Runs in the listener. Of a session it knows one child, the guard; the wire is
 * the guard's child.
 */
#include "listen/sessions.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static struct child {
	pid_t guard;
	struct source from;
} child[LIM_CONNECTIONS];
static unsigned count;

struct source
source_of(const struct sockaddr_storage *address, const char *proxies)
{
	struct source s = { .known = false };
	bool proxy = false;
	struct ip ip;

	s.known = ip_of(address, &ip) &&
		  nets_contain(bytes_str(proxies), &ip, &proxy) && !proxy;
	if (s.known)
		memcpy(s.net, ip_source(&ip), sizeof(s.net));
	return s;
}

void
sessions_add(pid_t guard, struct source from)
{
	child[count++] = (struct child){ guard, from };
}

unsigned
sessions_count(void)
{
	return count;
}

unsigned
sessions_from(struct source from)
{
	unsigned n = 0;

	for (unsigned i = 0; i < count && from.known; i++)
		n += child[i].from.known &&
		     memcmp(child[i].from.net, from.net, sizeof(from.net)) == 0;
	return n;
}

/* Children that we did not make are passed over: the first process of a
 * container gets the orphans of others. */
bool
sessions_reap(void)
{
	unsigned before = count;
	pid_t gone;

	while ((gone = waitpid(-1, NULL, WNOHANG)) > 0)
		for (unsigned i = 0; i < count; i++)
			if (child[i].guard == gone) {
				child[i] = child[--count];
				break;
			}
	return count < before;
}

void
sessions_tell(void)
{
	/* The number of one that has ended meanwhile is still its own, since
	 * nobody has waited for it. */
	for (unsigned i = 0; i < count; i++)
		(void)kill(child[i].guard, SIGTERM);
}
