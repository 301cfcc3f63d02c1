/*
 * tls.c - TLS with the server, which tlsc-lite makes for us.
 * Runs in the client: decides before it connects, and talks with tlsc-lite
 * when it is confined. A server may have taken tlsc-lite over: it chooses
 * among our words, and its text is shown as text.
 */
#include "smtp/tls.h"
#include "base/clock.h"
#include "base/signals.h"
#include "base/tls_talk.h"
#include "smtp/complain.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#define SMTPS "465"
/* tlsc-lite has a deadline of its own, and tells what became of it. */
#define GRACE_MS 2000

#define NOTHING "; nothing was sent. "

/* The ends of a handshake: our exit code, and what the user can do. */
static const struct outcome {
	enum tls_word word;
	int code;
	const char *what;
} outcomes[] = {
	{ TLS_FAILED, EX_PROTOCOL,
	    "no TLS with this server" NOTHING
	    "It may not speak TLS 1.2 or 1.3 there (tls)" },
	{ TLS_ABSENT, EX_CONFIG,
	    "tlsc-lite does not work, so there is no TLS" },
	{ TLS_BAD_CA, EX_CONFIG,
	    "no CAs to prove the server by: name a file of them (tls-ca), or "
	    "pin its key (tls-pin)" },
	{ TLS_SILENT, EX_TEMPFAIL, "no answer in time: the TLS handshake" },
	{ TLS_GONE, EX_TEMPFAIL, "the connection is lost: the TLS handshake" },
	{ TLS_STRANGER, EX_PROTOCOL,
	    "no CA that is trusted here vouches for the server" NOTHING
	    "Name its CA (tls-ca); or, if this is its key, pin it (tls-pin)" },
	{ TLS_NO_PIN, EX_PROTOCOL,
	    "the server's key is none of those pinned" NOTHING
	    "If its owner says that it is this one now, pin it (tls-pin)" },
	{ TLS_MISNAMED, EX_PROTOCOL,
	    "the server's certificate is made out for another name" NOTHING
	    "Call the server by a name of it (server), or pin its key "
	    "(tls-pin)" },
	{ TLS_EXPIRED, EX_PROTOCOL,
	    "the server's certificate has expired" NOTHING
	    "Its owner has to renew it; or the clock here is wrong" },
	{ TLS_EARLY, EX_PROTOCOL,
	    "the server's certificate is not valid yet" NOTHING
	    "Most likely the clock here is wrong" },
	{ TLS_UNPROVED, EX_PROTOCOL,
	    "the server's certificate proves nothing" NOTHING
	    "Its owner has to mend it" },
};

enum tls_need
tls_need(
    const struct config *c, const struct target *t, bool known, bool loopback)
{
	if (known || c->tls == CONFIG_TLS_OFF)
		return TLS_NEED_NONE;
	if (c->tls == CONFIG_TLS_IMPLICIT ||
	    (c->tls == CONFIG_TLS_DEFAULT && strcmp(t->port, SMTPS) == 0))
		return TLS_NEED_IMPLICIT;
	if (c->tls == CONFIG_TLS_STARTTLS || c->tls_pin[0] != '\0')
		return TLS_NEED_STARTTLS;
	return loopback ? TLS_NEED_NONE : TLS_NEED_OFFERED;
}

/* The name that the server has to prove: without the dot of the root, and
 * without the interface of an address. */
static char *
name_of(const struct target *t)
{
	static char name[LIM_FILE];
	size_t n;

	memcpy(name, t->host, sizeof(name));
	n = strcspn(name, "%");
	if (n > 1 && name[n - 1] == '.')
		n--;
	name[n] = '\0';
	return name;
}

char *const *
tls_command(const struct config *c, const struct target *t)
{
	static char seconds[24];
	static char *command[6];
	struct text s = TEXT(seconds);

	if (c->tls == CONFIG_TLS_OFF || access(c->tls_program, X_OK) != 0)
		return NULL;
	text_num(&s, c->timeout);
	(void)text_end(&s);
	command[0] = (char *)(uintptr_t)c->tls_program;
	command[1] = name_of(t);
	command[2] = seconds;
	command[3] = (char *)(uintptr_t)c->tls_ca;
	command[4] = (char *)(uintptr_t)c->tls_pin;
	return command;
}

int
tls_check(const struct config *c, const struct target *t, char *const *command)
{
	/* On another machine it may still turn out to be needed. */
	enum tls_need need = tls_need(c, t, false, true);
	const char *why = NULL;

	if (c->tls == CONFIG_TLS_OFF && c->tls_pin[0] != '\0')
		why = "tls = off, and a tls-pin: leave one of them out";
	else if (need != TLS_NEED_NONE && command == NULL)
		why = "TLS is asked for, and not there (built --with-tls=no?): "
		      "install tlsc-lite, or name one (tls-program)";
	else if (need != TLS_NEED_NONE && t->port[0] == '\0' &&
		 c->tls_pin[0] == '\0')
		why = "a UNIX socket has no name that TLS could prove: pin the "
		      "server's key (tls-pin)";
	if (why == NULL)
		return EX_OK;
	complain(t->name, why, BYTES(""));
	return EX_CONFIG;
}

static int
failed(const struct dialogue *d, const struct tls_message *m)
{
	const struct outcome *o = outcomes;

	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++)
		if (outcomes[i].word == m->word)
			o = &outcomes[i];
	complain(d->server, o->what, bytes_str(m->text));
	return o->code;
}

/* Waits for a message of tlsc-lite. */
static bool
hear(const struct dialogue *d, struct tls_message *m)
{
	int64_t deadline = clock_mono() + d->timeout + GRACE_MS;
	struct pollfd p = { .fd = d->helper, .events = POLLIN };
	int n;

	do
		n = signals_wait(&p, 1, clock_left(deadline));
	while (n < 0 && errno == EINTR && !signals_terminated);
	if (n != 1 || read(d->helper, m, sizeof(*m)) != (ssize_t)sizeof(*m))
		return false;
	m->text[sizeof(m->text) - 1] = '\0';
	return true;
}

int
tls_begin(struct dialogue *d)
{
	struct tls_message m = { .word = TLS_BEGIN };

	if (d->helper < 0) {
		complain(d->server,
		    "the server offers TLS, and here it is not installed "
		    "(built --with-tls=no?)" NOTHING
		    "Install tlsc-lite, or name one (tls-program)",
		    BYTES(""));
		return EX_CONFIG;
	}
	/* From here on the server is at the other end of tlsc-lite. */
	d->dead = true;
	if (send(d->helper, &m, sizeof(m), MSG_NOSIGNAL) !=
		(ssize_t)sizeof(m) ||
	    !hear(d, &m)) {
		complain(d->server,
		    signals_terminated ? "stopped"
				       : "tlsc-lite has ended without a word",
		    BYTES(""));
		return EX_TEMPFAIL;
	}
	if (m.word != TLS_SEALED)
		return failed(d, &m);
	dialogue_tls(d, d->plain, bytes_str(m.text));
	d->dead = false;
	return EX_OK;
}

static int
tampered(struct dialogue *d)
{
	d->dead = true;
	complain(d->server,
	    "the connection was tampered with: there is more than an answer to "
	    "STARTTLS; nothing was sent",
	    BYTES(""));
	return EX_PROTOCOL;
}

int
tls_start(struct dialogue *d)
{
	int rc;

	if (d->helper < 0)
		return tls_begin(d);
	if (conn_input(&d->conn).n > 0)
		return tampered(d);
	dialogue_str(d, "STARTTLS");
	if ((rc = dialogue_reply(d, "STARTTLS")) != EX_OK)
		return rc;
	if (d->reply.code != 220) {
		rc = dialogue_refused(d, "STARTTLS", EX_PROTOCOL);
		return rc == EX_TEMPFAIL ? rc : EX_PROTOCOL;
	}
	/* These octets were said in the clear, by anybody; taken for an answer
	 * inside, they would be the server's. */
	if (conn_input(&d->conn).n > 0)
		return tampered(d);
	return tls_begin(d);
}

int
tls_stripped(const struct dialogue *d)
{
	complain(d->server,
	    "the server does not offer STARTTLS, or somebody on the way has "
	    "taken it out" NOTHING
	    "If it has TLS from the first octet, that is tls = implicit",
	    BYTES(""));
	return EX_PROTOCOL;
}

bool
tls_truncated(const struct dialogue *d)
{
	struct tls_message m;

	return d->channel == DIALOGUE_TLS &&
	       (!hear(d, &m) || m.word != TLS_OVER);
}
