/*
 * refusals.c - who is turned away, and the log of the listener.
 * Runs in the listener. Reads no octet of the peer's.
 */
#include "listen/refusals.h"
#include "base/clock.h"
#include "base/log.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
	uint64_t count[REFUSALS];
	bool any;
	int64_t next;      /* until then no line is logged */
	struct peer first; /* of those that the next line counts */
} refused;

static const uint8_t counted[REFUSALS] = {
	[REFUSED_CONNECTIONS] = COUNT_MAX_CONNECTIONS,
	[REFUSED_SOURCE] = COUNT_MAX_PER_SOURCE,
};

void
listen_log(const struct start *s, const struct peer *peer)
{
	log_open(s->program->name, s->conf.log, peer);
}

void
refuse(const struct start *s, int fd, const char *say)
{
	/* A peer that waits for TLS has no use for words in the clear. There is
	 * room for them, since the connection is new. */
	if (s->conf.tls != CONF_TLS_IMPLICIT)
		(void)send(fd, say, strlen(say), MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)close(fd);
}

void
refusals_add(struct start *s, int fd, enum refusal why)
{
	if (!refused.any) {
		peer_of(&refused.first, fd);
		refused.first.on_stderr = s->peer.on_stderr;
	}
	refused.any = true;
	refused.count[why]++;
	s->counts[counted[why]]++;
	refuse(s, fd,
	    why == REFUSED_MENDING ? s->program->mending : s->program->busy);
}

int64_t
refusals_due(void)
{
	return refused.any ? refused.next : INT64_MAX;
}

void
refusals_log(const struct start *s, bool now)
{
	struct log l;

	if (!refused.any || (!now && refused.next > clock_mono()))
		return;
	listen_log(s, &refused.first);
	log_begin(&l, "turned-away");
	log_num(&l, "max-connections", refused.count[REFUSED_CONNECTIONS]);
	log_num(&l, "max-per-source", refused.count[REFUSED_SOURCE]);
	log_num(&l, "configuration", refused.count[REFUSED_MENDING]);
	log_end(&l);
	memset(refused.count, 0, sizeof(refused.count));
	refused.any = false;
	refused.next = clock_mono() + LIM_PAUSE_MS;
}
