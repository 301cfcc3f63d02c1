/*
 * watch.c - the teaching dialect: telling of mail as it comes.
 * Runs in the guard. The kernel keeps the names that have appeared in new/;
 * the wire asks for one message at a time, so a slow watcher is waited for
 * by nobody.
 */
#include "guard/watch.h"
#include "base/log.h"
#include "guard/signup.h"
#include "store/filename.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static void
stop(struct guard *g)
{
	if (g->watch.on) {
		(void)close(g->watch.events);
		(void)close(g->watch.folder);
	}
	memset(&g->watch, 0, sizeof(g->watch));
}

static bool
begin(struct guard *g)
{
	char path[LIM_FILE * 2 + LIM_LOCAL + LIM_DOMAIN + 8];
	struct text t = TEXT(path);
	struct maildir m;

	if (!maildir_open(&g->tree, &g->user, true, &m))
		return false;
	g->watch.on = true;
	g->watch.events = -1;
	g->watch.folder = m.new;
	m.new = -1;
	maildir_close(&m);
	text_str(&t, g->tree.prefix);
	text_char(&t, '/');
	if (t.over || !tree_path(&g->tree, &g->user, t.p + t.n, t.cap - t.n))
		return false;
	t.n += strlen(t.p + t.n);
	text_str(&t, "/new");
	g->watch.events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	return text_end(&t) && g->watch.events >= 0 &&
	       inotify_add_watch(g->watch.events, path,
		   IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) >= 0;
}

bool
guard_watch(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd)
{
	(void)req;
	(void)fd;
	if (g->start->conf.dialect != CONF_TEACHING)
		return false;
	reply->verdict = GUARD_NOT_YOURS;
	if (!signup_lasts(g))
		return true;
	reply->verdict = GUARD_YES;
	if (!begin(g)) {
		log_problem("watch", "cannot watch a mailbox", errno);
		stop(g);
		reply->verdict = GUARD_LATER;
	}
	return true;
}

bool
guard_unwatch(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd)
{
	(void)req;
	(void)fd;
	stop(g);
	reply->verdict = GUARD_YES;
	return true;
}

/* The next name that the kernel has told; NULL: none as yet. */
static const char *
next_name(struct guard *g)
{
	const struct inotify_event *e;
	ssize_t n;

	for (;;) {
		if (g->watch.at == g->watch.end) {
			n = read(g->watch.events, g->watch.buf,
			    sizeof(g->watch.buf));
			if (n <= 0)
				return NULL;
			g->watch.at = 0;
			g->watch.end = (size_t)n;
		}
		e = (const struct inotify_event *)(const void *)(g->watch.buf +
								 g->watch.at);
		g->watch.at += sizeof(*e) + e->len;
		if (e->len > 0 && e->name[0] != '.')
			return e->name;
	}
}

void
guard_tell_mail(struct guard *g)
{
	struct guard_reply reply = { .verdict = GUARD_MAIL_CAME };
	const char *name;
	uint64_t size;
	int fd;

	while (g->watch.wanted && (name = next_name(g)) != NULL) {
		/* It may have been moved by a reader already. */
		fd = signup_lasts(g)
			 ? filename_open(g->watch.folder, name, &size)
			 : -1;
		if (fd < 0)
			continue;
		if (!guard_answer(g->socket, &reply, fd))
			(void)guard_answer(g->socket, &reply, -1);
		(void)close(fd);
		g->watch.wanted = false;
	}
}

bool
guard_next(struct guard *g, const struct guard_request *req,
    struct guard_reply *reply, int *fd)
{
	(void)req;
	(void)reply;
	(void)fd;
	if (g->watch.wanted)
		return false;
	g->watch.wanted = true;
	guard_tell_mail(g);
	return true;
}

int
guard_watched(const struct guard *g)
{
	return g->watch.wanted ? g->watch.events : -1;
}
