/*
 * floor.c - the least a program can do that takes mail and keeps the promise
 * behind 250: it answers without parsing, and creates, writes, sends the data
 * to the device, renames, fsyncs the file and the folder. test/bench measures
 * everything else against it. Standard input is a connection, or a listening
 * socket: then it forks for each connection. Believes everything its peer
 * sends: for the load of the benchmark on loopback only.
 *
 * usage: floor DIR	delivers into one of DIR/box0 ... DIR/box7
 */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BOXES 8
#define BUFFER 131072
#define SEND_DATA \
	(SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | \
	    SYNC_FILE_RANGE_WAIT_AFTER)

static char buf[BUFFER];
static int new;

static void
need(bool ok)
{
	if (!ok)
		exit(71);
}

static void
say(const char *text)
{
	size_t n = strlen(text);

	need(write(1, text, n) == (ssize_t)n);
}

/* More input after the HAVE octets in buf; ends the program with the
 * input. */
static size_t
more(size_t have)
{
	ssize_t n;

	need(have < sizeof(buf));
	n = read(0, buf + have, sizeof(buf) - have);
	if (n <= 0)
		exit(0);
	return have + (size_t)n;
}

/* The peer waits for the answer to its dot: the end of the body can only
 * be the end of what has arrived, so five octets are held back. */
static void
take_body(int fd)
{
	static const char end[] = { '\r', '\n', '.', '\r', '\n' };
	size_t n = 0;

	for (;;) {
		n = more(n);
		if (n < sizeof(end))
			continue;
		n -= sizeof(end);
		need(write(fd, buf, n) == (ssize_t)n);
		memmove(buf, buf + n, sizeof(end));
		if (memcmp(buf, end, sizeof(end)) == 0)
			break;
		n = sizeof(end);
	}
	need(write(fd, end, 2) == 2);
}

static void
take_message(void)
{
	static unsigned count;
	struct timespec now;
	char tmp[128], name[128];
	int fd;

	need(clock_gettime(CLOCK_REALTIME, &now) == 0);
	snprintf(name, sizeof(name), "new/%lld.M%ldP%ldQ%u.floor",
	    (long long)now.tv_sec, now.tv_nsec / 1000, (long)getpid(), count++);
	snprintf(tmp, sizeof(tmp), "tmp/%s", name + 4);
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	need(fd >= 0);
	say("354 go on\r\n");
	take_body(fd);
	need(sync_file_range(fd, 0, 0, SEND_DATA) == 0);
	need(rename(tmp, name) == 0);
	need(fsync(fd) == 0 && close(fd) == 0 && fsync(new) == 0);
	say("250 kept\r\n");
}

/* Comes back in a child, with a connection in place of what listens. */
static void
accept_and_fork(void)
{
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int peer = accept(0, NULL, NULL);
		pid_t pid;

		need(peer >= 0);
		pid = fork();
		need(pid >= 0);
		if (pid == 0) {
			need(dup2(peer, 0) == 0 && dup2(peer, 1) == 1);
			need(close(peer) == 0);
			return;
		}
		need(close(peer) == 0);
	}
}

static bool
listens(void)
{
	int on = 0;
	socklen_t size = sizeof(on);

	return getsockopt(0, SOL_SOCKET, SO_ACCEPTCONN, &on, &size) == 0 && on;
}

int
main(int argc, char **argv)
{
	char box[16];
	size_t n = 0;

	need(argc == 2);
	if (listens())
		accept_and_fork();
	snprintf(box, sizeof(box), "box%ld", (long)getpid() % BOXES);
	need(chdir(argv[1]) == 0 && chdir(box) == 0);
	new = open("new", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(new >= 0);
	say("220 floor\r\n");
	for (;;) {
		n = more(n);
		if (buf[n - 1] != '\n')
			continue;
		n = 0;
		if (buf[0] == 'Q')
			break;
		if (buf[0] == 'D')
			take_message();
		else
			say("250 yes\r\n");
	}
	say("221 bye\r\n");
	return 0;
}
