/*
 * hostile_relay_test.c - a relay that has been taken over, against the guard,
 * alone and with a wire that has been taken over too. This program is the
 * relay as well: the starter executes it, and the name of its certificate says
 * how it answers. None may hold up the guard, make it take a channel for
 * sealed that nobody sealed, or leave a word of its own in a header or the log.
 */
#include "hostile.h"
#include "base/tls_talk.h"

#include <limits.h>

/* The relay. */

static void
say(uint32_t word, const char *text, size_t n, int fd)
{
	char octets[sizeof(struct tls_message) + 1];
	struct tls_message m = { .word = word };

	memset(octets, 0, sizeof(octets));
	(void)memccpy(m.text, text, '\0', sizeof(m.text));
	memcpy(octets, &m, sizeof(m));
	if (passfd_send(TLS_SOCKET, octets, n, fd, MSG_NOSIGNAL) < 0)
		_exit(EX_UNAVAILABLE);
}

static void
say_whole(uint32_t word, const char *text)
{
	say(word, text, sizeof(struct tls_message), -1);
}

static void
say_ready(size_t n)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		_exit(EX_OSERR);
	say(TLS_READY, "", n, pair[1]);
	close(pair[1]);
}

static void
be_odd(const char *mode)
{
	char text[TLS_TEXT];

	memset(text, '\n', sizeof(text));
	memcpy(text, "\"\r\nsession end=quit \x80\x01", 22);
	if (strcmp(mode, "bare") == 0)
		say_whole(TLS_READY, "");
	else if (strcmp(mode, "early") == 0)
		say_whole(TLS_SEALED, "TLS1.3");
	else if (strcmp(mode, "short") == 0)
		say_ready(sizeof(struct tls_message) - 1);
	else if (strcmp(mode, "long") == 0)
		say_ready(sizeof(struct tls_message) + 1);
	else if (strcmp(mode, "word") == 0)
		say_whole(77, "");
	else if (strcmp(mode, "text") == 0)
		say_whole(TLS_FAILED, text);
}

static void
be_begun(const char *mode)
{
	if (strcmp(mode, "forged") == 0)
		say_whole(TLS_FAILED, "bad");
	else if (strcmp(mode, "again") == 0)
		say_ready(sizeof(struct tls_message));
	else if (strcmp(mode, "liar") == 0)
		say_whole(TLS_SEALED, "TLS)\r\nEvil: (x");
	else if (strcmp(mode, "once") == 0) {
		say_whole(TLS_SEALED, "TLS1.3");
		(void)pause();
	}
	while (strcmp(mode, "flood") == 0)
		say_whole(TLS_FAILED, "bad");
}

static int
be_relay(const char *mode)
{
	struct tls_message m;

	(void)alarm(4 * PATIENCE);
	/* The starter has read the first word. */
	be_odd(mode);
	say_ready(sizeof(m));
	while (read(TLS_SOCKET, &m, sizeof(m)) == (ssize_t)sizeof(m)) {
		be_odd(mode);
		be_begun(mode);
	}
	return EX_OK;
}

/* The wire. */

static uint32_t
op(int g, uint32_t which)
{
	return ask(g, &(struct guard_request){ .op = which });
}

static void
only_ready(int g)
{
	note(op(g, GUARD_TLS));
	tell(g, GUARD_BYE);
}

static void
sealed(int g)
{
	note(op(g, GUARD_TLS));
	close(STDIN_FILENO); /* a wire lets go of the peer */
	note(op(g, GUARD_SEALED));
}

static void
one_handshake(int g)
{
	sealed(g);
	tell(g, GUARD_BYE);
}

static void
without_asking(int g)
{
	(void)op(g, GUARD_SEALED);
	note(0);
}

static void
without_socket(int g)
{
	note(op(g, GUARD_SEALED));
	tell(g, GUARD_BYE);
}

static void
many_handshakes(int g)
{
	for (int i = 0; i < 2; i++)
		sealed(g);
	note(0);
}

static void
mail(int g)
{
	sealed(g);
	advance(g, BODY);
	note(store(100) && close(body) == 0 ? commit(g, 101) : 0);
	tell(g, GUARD_BYE);
}

static void
ready_again(int g)
{
	sealed(g);
	(void)op(g, GUARD_TLS);
	note(0);
}

static void
sealed_again(int g)
{
	sealed(g);
	(void)op(g, GUARD_SEALED);
	note(0);
}

static void
after_login(int g)
{
	struct guard_request r = login("right");

	advance(g, REST);
	note(ask(g, &r));
	(void)op(g, GUARD_TLS);
	note(0);
}

/* A session with a relay that is MODE: its exit code; *OK if the wire was told
 * WANT. */
static int
with(const char *mode, void (*what)(int g), const char *want, bool *ok)
{
	char option[64];
	int code;

	snprintf(option, sizeof(option), "tls-cert=%s", mode);
	if (!hostile_set(option) || !scratch_write(mode, "", 0600))
		return -1;
	code = session(&guard_smtp, what);
	unlink(mode);
	*ok = verdicts(want) && logged("violation") == (code == EX_SOFTWARE);
	if (!*ok)
		printf("of a relay that is %s\n", mode);
	return code;
}

static void
test_words(void)
{
	static const struct {
		const char *mode;
		void (*wire)(int g);
		const char *want, *log;
	} rows[] = {
		{ "bare", only_ready, "F", "session rip=" },
		{ "early", only_ready, "F", "what=\"TLS1.3\"" },
		{ "short", only_ready, "F", "no answer" },
		{ "long", only_ready, "F", "no answer" },
		{ "word", only_ready, "F", "tls rip=192.0.2.1 what=\"\"" },
		{ "text", only_ready, "F", "what=\"\\\"\\x0d\\x0asession" },
		{ "forged", one_handshake, "BM", "what=\"bad\"" },
		{ "again", one_handshake, "BM", "tls rip=192.0.2.1 what=\"\"" },
		{ "forged", without_socket, "M", "no answer" },
	};
	bool ok;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int code = with(rows[i].mode, rows[i].wire, rows[i].want, &ok);

		if (!CHECK(code == EX_OK && ok && logged(rows[i].log)))
			printf("%s: exit %d\n", rows[i].mode, code);
		CHECK(!logged("\nsession end"));
	}
}

static void
test_together(void)
{
	bool ok;

	/* The guard does not wait for a relay that never reads. */
	/* After a failure it is not asked again: each try would be a line. */
	CHECK(with("flood", many_handshakes, "BM", &ok) == EX_SOFTWARE && ok);
	CHECK(with("liar", mail, "BBB", &ok) == EX_OK && ok);
	CHECK(system("grep -rq '^Evil' mail") != 0);
	CHECK(system("grep -rq '(TLS???Evil: ?x)' mail") == 0);
	CHECK(mailbox() == 1);
	/* A sealed session is not sealed again, and the relay is not asked. */
	CHECK(with("once", ready_again, "BB", &ok) == EX_SOFTWARE && ok);
	CHECK(with("once", sealed_again, "BB", &ok) == EX_SOFTWARE && ok);
	CHECK(with("once", after_login, "B", &ok) == EX_SOFTWARE && ok);
}

/* Where TLS is required, the relay is ready before the wire has asked for its
 * socket. */
static void
test_required(void)
{
	bool ok;

	ABOUT("A4: nothing is sealed while the wire has the peer's socket");
	CHECK(hostile_set("tls=require"));
	CHECK(with("liar", without_asking, "", &ok) == EX_SOFTWARE && ok);
	CHECK(with("liar", one_handshake, "BB", &ok) == EX_OK && ok);
	CHECK(hostile_set("tls=offer"));
	ABOUT("");
}

int
main(int argc, char **argv)
{
	char self[PATH_MAX] = "", option[PATH_MAX + 16];

	if (argc > 1 && strcmp(argv[0], "tlsd-lite") == 0)
		return be_relay(argv[1]);
	CHECK(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	snprintf(option, sizeof(option), "tls-program=%s", self);
	CHECK(hostile_begin() && scratch_write("key", "", 0600));
	CHECK(hostile_set(option));
	CHECK(hostile_set("tls-key=key"));
	test_words();
	test_together();
	test_required();
	unlink("key");
	CHECK(hostile_end());
	return unit_done();
}
