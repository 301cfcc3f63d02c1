/*
 * watch_teaching.c - the teaching dialect: telling of mail as it comes.
 * Runs in the guard. The kernel keeps the names that have appeared in new/, and
 * the wire asks for one message at a time, so a slow peer holds up nobody.
 */
#include "guard/teaching.h"
#include "base/log.h"
#include "store/filename.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static void
stop(struct guard *g)
{
	struct extra *x = g->extra;

	if (g->news) {
		(void)close(x->watch.events);
		(void)close(x->watch.folder);
	}
	memset(&x->watch, 0, sizeof(x->watch));
	g->news = false;
	g->news_fd = -1;
}

static bool
start(struct guard *g)
{
	struct extra *x = g->extra;
	char path[LIM_FILE * 2 + LIM_LOCAL + LIM_DOMAIN + 8];
	struct text t = TEXT(path);
	struct maildir m;

	if (!maildir_open(&g->tree, &g->user, true, &m))
		return false;
	g->news = true;
	x->watch.events = -1;
	x->watch.folder = m.new;
	m.new = -1;
	maildir_close(&m);
	if (!tree_full_path(&g->tree, &g->user, t.p, t.cap))
		return false;
	t.n = strlen(t.p);
	text_str(&t, "/new");
	x->watch.events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	return text_end(&t) && x->watch.events >= 0 &&
	       inotify_add_watch(x->watch.events, path,
		   IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) >= 0;
}

bool
watch_begin(struct guard *g, struct exchange *x)
{
	x->reply.verdict = GUARD_NOT_YOURS;
	if (!signup_lasts(g))
		return true;
	x->reply.verdict = GUARD_YES;
	if (!start(g)) {
		log_problem("watch", "cannot watch a mailbox", errno);
		stop(g);
		x->reply.verdict = GUARD_LATER;
	}
	return true;
}

bool
watch_end(struct guard *g, struct exchange *x)
{
	stop(g);
	x->reply.verdict = GUARD_YES;
	return true;
}

/* The next name that the kernel tells; NULL: there is none yet. */
static const char *
next_name(struct extra *x)
{
	const struct inotify_event *e;
	ssize_t n;

	for (;;) {
		if (x->watch.at == x->watch.end) {
			n = read(x->watch.events, x->watch.buf,
			    sizeof(x->watch.buf));
			if (n <= 0)
				return NULL;
			x->watch.at = 0;
			x->watch.end = (size_t)n;
		}
		e = (const struct inotify_event *)(const void *)(x->watch.buf +
								 x->watch.at);
		x->watch.at += sizeof(*e) + e->len;
		if (e->len > 0 && e->name[0] != '.')
			return e->name;
	}
}

void
teaching_news(struct guard *g)
{
	struct guard_reply reply = { .verdict = GUARD_MAIL_CAME };
	struct extra *x = g->extra;
	const char *name;
	uint64_t size;
	int fd;

	while (g->news_fd >= 0 && (name = next_name(x)) != NULL) {
		/* A reader may have moved it already. */
		fd = signup_lasts(g)
			 ? filename_open(x->watch.folder, name, &size)
			 : -1;
		if (fd < 0)
			continue;
		if (!guard_send(g->socket, &reply, sizeof(reply), fd))
			(void)guard_send(g->socket, &reply, sizeof(reply), -1);
		(void)close(fd);
		g->news_fd = -1;
	}
}

bool
watch_next(struct guard *g, struct exchange *x)
{
	(void)x; /* the reply comes later */
	if (g->news_fd >= 0)
		return false;
	g->news_fd = g->extra->watch.events;
	teaching_news(g);
	return true;
}
