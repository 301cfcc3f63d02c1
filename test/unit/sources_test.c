/* sources_test.c - which peers come from one source, as a listener counts. */
#include "listen/sessions.h"
#include "unit.h"

#include <arpa/inet.h>

/* A peer at that address; "" is a UNIX socket. */
static struct source
from(const char *text)
{
	struct sockaddr_storage ss = { .ss_family = AF_UNIX };
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = 25 };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = 25 };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		memcpy(&ss, &four, sizeof(four));
	else if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
		memcpy(&ss, &six, sizeof(six));
	else
		CHECK(*text == '\0');
	return source_of(&ss, "203.0.113.0/24 2001:db8:9::/48");
}

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "192.0.2.1", "192.0.2.1", true },
	{ "192.0.2.1", "192.0.2.2", false },
	{ "192.0.2.1", "::ffff:192.0.2.1", true },
	{ "::ffff:192.0.2.1", "::ffff:192.0.2.2", false },
	{ "2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true },
	{ "2001:db8:0:1::1", "2001:db8:0:2::1", false },
	{ "::192.0.2.1", "192.0.2.1", false },
	{ "::1", "::2", true },
	{ "::1", "0.0.0.0", false },
	{ "::1", "", false },
	{ "0.0.0.0", "", false },
	{ "203.0.114.1", "203.0.114.1", true },
	{ "2001:db8:8::1", "2001:db8:8::1", true },
	/* A proxy limits its own. */
	{ "203.0.113.1", "203.0.113.1", false },
	{ "::ffff:203.0.113.1", "203.0.113.1", false },
	{ "2001:db8:9::1", "2001:db8:9::1", false },
	/* A peer without a source is nobody's neighbour. */
	{ "", "", false },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		unsigned before = sessions_from(from(pairs[i].b));

		ABOUT(pairs[i].a);
		/* No process has the number 0. */
		sessions_add(0, from(pairs[i].a));
		CHECK(
		    sessions_from(from(pairs[i].b)) == before + pairs[i].same);
		CHECK(sessions_count() == i + 1);
	}
	CHECK(!sessions_reap());
	return unit_done();
}
