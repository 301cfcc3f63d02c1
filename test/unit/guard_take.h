/*
 * guard_take.h - takes a step through guard_serve, and compares what comes of
 * it with the oracle.
 */
#ifndef GUARD_TAKE_H
#define GUARD_TAKE_H

#include "guard_steps.h"

/* True if there are news that the guard has still to read. */
static bool
steps_news(void)
{
	struct pollfd p = { .fd = walk.g.news_fd, .events = POLLIN };

	return walk.g.state != AT_END && poll(&p, 1, 0) == 1;
}

/* Sends a message and lets the guard serve it; SAID and FD are what came. */
static bool
steps_ask(const struct step *s)
{
	static union {
		struct guard_reply reply;
		struct guard_page page;
	} got;
	size_t n = s->n * sizeof(s->req[0]) - s->odd;
	int pair[2];
	ssize_t came;
	bool ok;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
		return false;
	walk.g.socket = pair[0];
	if (s->n > 0 && write(pair[1], s->req, n) != (ssize_t)n)
		return false;
	/* The end of the wire, unless news are to be waited for. */
	if (s->what == DO_ASK && shutdown(pair[1], SHUT_WR) != 0)
		return false;
	/* For news there is no end of the wire, so the time ends. */
	do
		ok = guard_serve(&walk.g, getpid(),
		    clock_mono() + (s->what == DO_ASK ? 60000 : 1));
	while (s->what != DO_ASK && steps_news());
	came =
	    passfd_receive(pair[1], &got, sizeof(got), &walk.fd, MSG_DONTWAIT);
	walk.said = came > 0 ? (int)got.reply.verdict : NOTHING;
	if (s->what == DO_ASK && !ok)
		walk.said = BREACH;
	if (walk.said == GUARD_YES && s->req[0].op == GUARD_NOISE1) {
		walk.noise = walk_noise_state;
		walk.has_noise2 = noise_read2(&walk.noise, got.reply.u.msg2);
	}
	close(pair[0]);
	close(pair[1]);
	return true;
}

/* True if the descriptor that came is what the model says it must be. */
static bool
steps_file(const struct model *before, const struct step *s)
{
	uint32_t op = s->what == DO_ASK ? s->req[s->n - 1].op : GUARD_NEXT;
	char name[64], path[512] = "", want[64];
	const char *user = walk_user[ANN], *folder = "new";
	ssize_t n;

	if (walk.said == GUARD_YES && op == GUARD_TLS)
		return walk.fd >= 0;
	if (walk.said == GUARD_YES && op == GUARD_BODY) {
		user = walk_user[before->first];
		folder = "tmp";
	} else if (!(walk.said == GUARD_YES && op == GUARD_READ) &&
		   walk.said != GUARD_MAIL_CAME) {
		return walk.fd < 0;
	}
	snprintf(name, sizeof(name), "/proc/self/fd/%d", walk.fd);
	n = readlink(name, path, sizeof(path) - 1);
	snprintf(want, sizeof(want), "/mail/b.c/%s/%s/", user, folder);
	return n > 0 && strstr(path, want) != NULL &&
	       (fcntl(walk.fd, F_GETFL) & O_ACCMODE) ==
		   (op == GUARD_BODY ? O_WRONLY : O_RDONLY);
}

static bool
steps_stored(void)
{
	const struct model *m = &walk.m;
	bool ok = true;

	for (int u = 0; u < USERS; u++)
		ok = ok &&
		     walk_count(walk_user[u], "new", false) == m->stored[u] &&
		     walk_count(walk_user[u], "cur", false) == m->seen[u] &&
		     (m->over || walk_count(walk_user[u], "tmp", false) ==
				     m->drafts[u]);
	return ok;
}

/* Mail for Ann from elsewhere; not in POP3, where the oracle knows of one
 * message. */
static int
steps_mail_comes(void)
{
	static unsigned long count;
	struct model *m = &walk.m;
	char path[100];

	if (m->pop3)
		return NOTHING;
	snprintf(path, sizeof(path), "mail/b.c/ann/new/2.M%luP1R1.h,S=2,W=3",
	    ++count);
	(void)scratch_write(path, "x\n", 0600);
	m->stored[ANN]++;
	if (m->watching && m->waiting) {
		m->waiting = false;
		return GUARD_MAIL_CAME;
	}
	m->came += m->watching;
	return NOTHING;
}

static bool
steps_bad(const char *what, int want)
{
	walk.broken = true;
	snprintf(walk.why, sizeof(walk.why), "%s: %d, and not %d", what,
	    walk.said, want);
	return false;
}

/* Takes one step; false: the guard did what it must not, and WHY has it. */
static bool
steps_take(const struct step *s)
{
	struct step now = *s;
	struct model *m = &walk.m, before;
	bool genuine = false;
	int want = NOTHING;

	if (s->what == DO_WRITE || s->what == DO_CLOSE) {
		if (s->what == DO_CLOSE || walk.body < 0) {
			walk_close(&walk.body);
		} else if (m->at == M_BODY && m->open && m->body < 4) {
			m->body += 2;
			if (write(walk.body, "x\n", 2) != 2)
				return steps_bad("no writing", 2);
		}
		m->open = walk.body >= 0;
		return true;
	}
	if (s->what == DO_ASK && s->req[0].op == GUARD_NOISE3 &&
	    s->req[0].u.noise3[0] == 0 && walk.has_noise2 && m->at == M_NOISE) {
		struct noise_keys keys;

		genuine = noise_write3(
		    &walk.noise, walk.mine, now.req[0].u.noise3, &keys);
		walk.has_noise2 = false;
	}
	before = *m;
	want = s->what == DO_ASK ? oracle_message(m, &now, genuine)
				 : steps_mail_comes();
	m->over = want == BREACH;
	walk_close(&walk.fd);
	if (s->what == DO_ASK && !walk.starts &&
	    (s->req[0].op == GUARD_TLS || s->req[0].op == GUARD_SEALED))
		walk.starts = pthread_create(&walk.other, NULL, walk_tls,
				  &walk.starter[1]) == 0;
	if (!steps_ask(&now))
		return steps_bad("no socket", want);
	if (walk.said != want)
		return steps_bad("answered", want);
	if (!walk.replay && want != BREACH && !steps_file(&before, s))
		return steps_bad("a file of somebody else's", want);
	if (!walk.replay && !steps_stored())
		return steps_bad("mailboxes are wrong, answered", want);
	if (want == GUARD_YES && s->req[s->n - 1].op == GUARD_BODY) {
		walk_close(&walk.body);
		walk.body = walk.fd;
		walk.fd = -1;
	}
	return true;
}

#endif
