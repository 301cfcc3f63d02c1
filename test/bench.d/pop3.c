/*
 * pop3.c - a reader of mail, as fast as the server lets it be, and a bare
 * reading of folders to hold a listing against. For test/bench on loopback
 * only: believes what the server says.
 *
 * usage: pop3 fetch PORT LOGIN PASSWORD BURST	all mail: STAT, UIDL, RETR
 *	  pop3 stat PORT LOGIN PASSWORD		from PASS to the reply to STAT
 *	  pop3 list FOLDER...			readdir to the end
 * All print milliseconds.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static FILE *in;
static int sock;
static char line[65536];

static void
need(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "pop3: %s\n", what);
	exit(71);
}

static double
now(void)
{
	struct timespec t;

	need(clock_gettime(CLOCK_MONOTONIC, &t) == 0, "no clock");
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
say(const char *text)
{
	size_t n = strlen(text);

	need(write(sock, text, n) == (ssize_t)n, "cannot write");
}

static void
hear(void)
{
	need(fgets(line, sizeof(line), in) != NULL, "the server has gone");
}

/* The answer to a command; with MANY, its lines to the dot, too. */
static void
answer(bool many)
{
	hear();
	need(strncmp(line, "+OK", 3) == 0, line);
	while (many && strcmp(line, ".\r\n") != 0)
		hear();
}

static void
ask(const char *command, bool many)
{
	say(command);
	answer(many);
}

static void
enter(char **arg)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)atoi(arg[0])),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1;

	sock = socket(AF_INET, SOCK_STREAM, 0);
	need(connect(sock, (struct sockaddr *)&to, sizeof(to)) == 0 &&
		 setsockopt(
		     sock, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) == 0,
	    "cannot connect");
	in = fdopen(sock, "r");
	need(in != NULL && setvbuf(in, NULL, _IOFBF, 262144) == 0, "no memory");
	answer(false);
	snprintf(line, sizeof(line), "USER %s\r\n", arg[1]);
	ask(line, false);
}

/* The number of messages. */
static long
log_in(const char *password)
{
	snprintf(line, sizeof(line), "PASS %s\r\n", password);
	ask(line, false);
	ask("STAT\r\n", false);
	return atol(line + 4);
}

/* BURST commands at a time, as pipelining allows. */
static void
fetch(long total, long burst)
{
	ask("UIDL\r\n", true);
	for (long i = 1; i <= total;) {
		long first = i;
		int n = 0;

		for (; i <= total && i < first + burst; i++)
			n += snprintf(line + n, sizeof(line) - (size_t)n,
			    "RETR %ld\r\n", i);
		say(line);
		for (long k = first; k < i; k++)
			answer(true);
	}
	ask("QUIT\r\n", false);
}

static void
list(const char *folder)
{
	DIR *d = opendir(folder);

	need(d != NULL, folder);
	while (readdir(d) != NULL)
		;
	need(closedir(d) == 0, folder);
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	double start = now();

	if (strcmp(what, "list") == 0) {
		for (int i = 2; i < argc; i++)
			list(argv[i]);
	} else {
		need(argc >= 5, "see the source for its usage");
		enter(argv + 2);
		if (what[0] != 'f')
			start = now();
		long total = log_in(argv[4]);

		if (what[0] == 'f')
			fetch(total, atol(argv[5]));
	}
	printf("%.3f\n", now() - start);
	need(fflush(stdout) == 0, "cannot print");
	return 0;
}
