/*
 * progress.c - long work: how far it is, on a terminal; and its orderly end.
 * Runs in smtpd-litectl.
 */
#include "ctl/progress.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/file.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATIENCE_MS 1000
#define EVERY_MS 200

static volatile sig_atomic_t signalled;

static struct {
	const char *what;
	off_t total;
	int64_t next; /* when the line is written again */
	bool on;      /* standard error is a terminal */
	bool shown;
} p;

static void
on_signal(int number)
{
	signalled = number;
}

/* A signal that was ignored when we started stays so. The second one ends the
 * process: what does not look at the first may take long. */
static void
take_signal(int number)
{
	struct sigaction act = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART | (int)SA_RESETHAND };
	struct sigaction was;

	if (signalled == 0 && sigaction(number, NULL, &was) == 0 &&
	    was.sa_handler != SIG_IGN)
		(void)sigaction(number, &act, NULL);
}

static void
give_back(int number)
{
	struct sigaction was;

	if (sigaction(number, NULL, &was) == 0 && was.sa_handler == on_signal)
		(void)signal(number, SIG_DFL);
}

void
progress_begin(const char *what, int fd)
{
	struct stat st;

	take_signal(SIGINT);
	take_signal(SIGTERM);
	take_signal(SIGHUP);
	progress_hide();
	p.what = what;
	p.on = isatty(STDERR_FILENO) && fstat(fd, &st) == 0 && st.st_size > 0;
	p.total = p.on ? st.st_size : 1;
	p.next = clock_mono() + PATIENCE_MS;
}

/* A terminal that was stopped (Ctrl-S) would hold us, and with us the lock that
 * others wait for. */
static bool
takes(void)
{
	struct pollfd t = { .fd = STDERR_FILENO, .events = POLLOUT };

	return poll(&t, 1, 0) == 1 && (t.revents & POLLOUT) != 0;
}

static void
show_place(off_t at)
{
	char buf[128];
	struct text t = TEXT(buf);

	text_str(&t, "\r");
	text_str(&t, p.what);
	text_str(&t, ": ");
	text_num(&t,
	    (uint64_t)(at < p.total ? at : p.total) * 100 / (uint64_t)p.total);
	text_str(&t, " %\033[K");
	p.shown = (takes() && file_write(STDERR_FILENO, t.p, t.n)) || p.shown;
}

bool
progress_stopped(void)
{
	if (signalled != 0)
		errno = EINTR;
	return signalled != 0;
}

bool
progress_at(off_t at)
{
	int64_t now = p.on ? clock_mono() : 0;

	if (p.on && now >= p.next) {
		p.next = now + EVERY_MS;
		show_place(at);
	}
	return !progress_stopped();
}

void
progress_hide(void)
{
	if (p.shown && takes())
		(void)file_write(STDERR_FILENO, "\r\033[K", 4);
	p.shown = false;
}

void
progress_over(void)
{
	give_back(SIGINT);
	give_back(SIGTERM);
	give_back(SIGHUP);
	(void)progress_end(0);
}

int
progress_end(int rc)
{
	progress_hide();
	if (signalled != 0) {
		(void)signal(signalled, SIG_DFL);
		(void)raise(signalled);
	}
	return rc;
}
