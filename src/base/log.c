/*
 * log.c - one line an event: a fixed word, then key=value.
 * Runs in main, guard and listener. Blocks nobody: a line that cannot be
 * written at once is lost. Our own datagram instead of syslog(3), which
 * reads the time zone, allocates and may wait.
 */
#include "base/log.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MAIL_INFO "<22>" /* facility mail, severity info */

static struct {
	const char *ident;
	const char *rip;
	int fd;      /* -1: nowhere */
	bool syslog; /* a datagram socket, not a file */
	bool named;  /* the reader knows program and process */
} sink = { "smtpd-lite", NULL, -1, false, false };

static int
open_syslog(void)
{
	struct sockaddr_un to = { AF_UNIX, "/dev/log" };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	/* If nobody listens there, each line is lost. */
	(void)connect(fd, (struct sockaddr *)&to, sizeof(to));
	return fd;
}

/* True if fd 2 is the stream to systemd's journal that its variable names. */
static bool
is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char buf[48];
	struct text t = TEXT(buf);
	struct stat st;

	if (stream == NULL || fstat(STDERR_FILENO, &st) != 0)
		return false;
	text_num(&t, st.st_dev);
	text_char(&t, ':');
	text_num(&t, st.st_ino);
	return text_end(&t) && strcmp(stream, buf) == 0;
}

void
log_close(void)
{
	file_close(sink.fd);
	sink.fd = -1;
}

void
log_open(const char *ident, int mode, const struct peer *peer)
{
	log_close();
	sink.ident = ident;
	sink.rip = peer != NULL && peer->ip[0] != '\0' ? peer->ip : NULL;
	if (mode == CONF_LOG_NONE)
		return;
	sink.syslog =
	    mode == CONF_LOG_SYSLOG || (peer != NULL && peer->on_stderr);
	sink.named = !sink.syslog && is_journal();
	sink.fd = sink.syslog ? open_syslog()
			      : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
}

void
log_begin(struct log *l, const char *word)
{
	/* The last octets are kept for the end of a shortened value and
	 * the newline. */
	l->t = (struct text){ l->buf, sizeof(l->buf) - 8, 0, false };
	text_str(&l->t, sink.syslog ? MAIL_INFO : "");
	if (!sink.named) {
		text_str(&l->t, sink.ident);
		text_char(&l->t, '[');
		text_num(&l->t, (uint64_t)getpid());
		text_str(&l->t, "]: ");
	}
	text_str(&l->t, word);
	if (sink.rip != NULL)
		log_word(l, "rip", sink.rip);
}

static void
key(struct log *l, const char *name)
{
	text_char(&l->t, ' ');
	text_str(&l->t, name);
	text_char(&l->t, '=');
}

void
log_word(struct log *l, const char *name, const char *value)
{
	key(l, name);
	text_str(&l->t, value);
}

void
log_num(struct log *l, const char *name, uint64_t value)
{
	key(l, name);
	text_num(&l->t, value);
}

void
log_text(struct log *l, const char *name, struct bytes value)
{
	key(l, name);
	text_quoted(&l->t, value, value.n);
}

void
log_end(struct log *l)
{
	struct pollfd p = { .fd = sink.fd, .events = POLLOUT };
	int saved = errno;

	l->t.cap = sizeof(l->buf);
	l->t.over = false;
	if (!sink.syslog)
		text_char(&l->t, '\n');
	/* A pipe that is ready takes this much at once (PIPE_BUF). Where there
	 * is no log, nothing is ready. */
	if (sink.syslog)
		(void)send(
		    sink.fd, l->buf, l->t.n, MSG_DONTWAIT | MSG_NOSIGNAL);
	else if (poll(&p, 1, 0) == 1 && (p.revents & POLLOUT) != 0)
		(void)!write(sink.fd, l->buf, l->t.n);
	errno = saved;
}

void
log_problem(const char *word, const char *what, int error)
{
	struct log l;

	log_begin(&l, word);
	log_text(&l, "what", bytes_str(what));
	if (error != 0)
		log_text(&l, "error", bytes_str(strerror(error)));
	log_end(&l);
}

void
log_report(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	const struct report *few = arg;
	char buf[LIM_LOG / 2];

	report_text(buf, sizeof(buf), path, line, what, show);
	if (few == NULL || few->count <= LIM_COMPLAINTS)
		log_problem("file", buf, 0);
}
