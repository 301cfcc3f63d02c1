/*
 * tlsc.c - tlsc-lite: TLS for smtp-lite.
 * Runs in the relay: the process that has called the server. The server is on
 * standard input and output, the client on descriptors 3 (TLS_SOCKET: what
 * became of it) and 4 (TLS_PLAIN: the dialogue). It has no secret, and none of
 * the client's octets goes out before the server has proved itself.
 */
#include "base/bytes.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"
#include "base/startup.h"
#include "sandbox/sandbox.h"
#include "tls/cas.h"
#include "tls/proof.h"
#include "tls/relay.h"
#include "tls/talk.h"
#include "tls/usage.h"

#include <arpa/inet.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* What tlsd-lite offers, and the signatures that other servers and their CAs
 * make. No key in a chain may be weak, and a server must not take what somebody
 * else says before a renegotiation (RFC 5746). */
#define PRIORITY \
	TALK_PRIORITY \
	"+SIGN-RSA-PSS-RSAE-SHA384:+SIGN-RSA-PSS-RSAE-SHA512:" \
	"+SIGN-RSA-PSS-SHA256:+SIGN-RSA-PSS-SHA384:+SIGN-RSA-PSS-SHA512:" \
	"+SIGN-RSA-SHA384:+SIGN-RSA-SHA512:" \
	"%PROFILE_MEDIUM:%SAFE_RENEGOTIATION"

static const struct usage usage = {
	USAGE_WORDS("tlsc-lite"),
	.help = "tlsc-lite NAME SECONDS CA PINS\n"
		"  as smtp-lite starts it for TLS\n",
};

static struct {
	gnutls_session_t session;
	gnutls_certificate_credentials_t cred;
	struct relay relay;
	struct proof proof;
} tls;

static _Noreturn void
fail(enum tls_word word, const char *why)
{
	_exit(talk_tell(word, why, -1) ? EX_PROTOCOL : EX_OSERR);
}

static void
trust(const char *ca)
{
	char why[TLS_TEXT];
	struct text t = TEXT(why);
	int rc = cas_trust(tls.cred, ca);

	if (rc > 0)
		return;
	text_str(&t, *ca != '\0' ? ca : "the system has no file of CAs");
	text_str(&t, ": ");
	text_str(&t, rc == 0 ? "no certificate in it" : gnutls_strerror(rc));
	fail(TLS_BAD_CA, text_end(&t) ? why : ca);
}

/* Tells the server, in the clear, which of its names is called, so that it can
 * choose its certificate. An address is no such name (RFC 6066 3), and neither
 * is the path of a socket. */
static int
set_name(const char *name)
{
	unsigned char address[16];

	if (name[0] == '/' || inet_pton(AF_INET, name, address) == 1 ||
	    inet_pton(AF_INET6, name, address) == 1)
		return 0;
	return gnutls_server_name_set(
	    tls.session, GNUTLS_NAME_DNS, name, strlen(name));
}

/* The time for GnuTLS. time(2) may be a call that the filter does not allow.
 */
static time_t
now(time_t *out)
{
	time_t seconds = clock_wall().tv_sec;

	if (out != NULL)
		*out = seconds;
	return seconds;
}

/* Opens every file that is needed. None is opened afterwards. */
static void
prepare(const char *name, const char *ca, const char *pins)
{
	int rc = gnutls_certificate_allocate_credentials(&tls.cred);

	if (rc >= 0 && *pins == '\0')
		trust(ca);
	if (rc >= 0)
		rc = gnutls_init(&tls.session, GNUTLS_CLIENT | GNUTLS_NONBLOCK |
						   GNUTLS_NO_SIGNAL |
						   GNUTLS_NO_TICKETS);
	if (rc >= 0)
		rc = gnutls_priority_set_direct(tls.session, PRIORITY, NULL);
	if (rc >= 0)
		rc = gnutls_credentials_set(
		    tls.session, GNUTLS_CRD_CERTIFICATE, tls.cred);
	if (rc >= 0)
		rc = set_name(name);
	if (rc < 0)
		fail(TLS_ABSENT, gnutls_strerror(rc));
	gnutls_global_set_time_function(now);
	tls.proof = (struct proof){ .name = name, .pins = pins };
	proof_demand(&tls.proof, tls.session, tls.cred);
	relay_init(
	    &tls.relay, tls.session, STDIN_FILENO, STDOUT_FILENO, TLS_PLAIN);
	tls.relay.halves = true;
	if (!sandbox_relay())
		fail(TLS_ABSENT, "cannot confine the relay");
}

/* What the client is told of a handshake that failed with RC; the words go to
 * T. */
static enum tls_word
outcome(int rc, struct text *t)
{
	if (tls.proof.word != 0) {
		text_str(t, tls.proof.text);
		return tls.proof.word;
	}
	if (rc == GNUTLS_E_TIMEDOUT)
		return TLS_SILENT;
	if (rc == GNUTLS_E_PREMATURE_TERMINATION || rc == GNUTLS_E_PULL_ERROR ||
	    rc == GNUTLS_E_PUSH_ERROR)
		return TLS_GONE;
	talk_reason(t, tls.session, rc);
	return TLS_FAILED;
}

/* The handshake has failed with RC. */
static _Noreturn void
refuse(int rc)
{
	char why[TLS_TEXT];
	struct text t = TEXT(why);
	enum tls_word word = outcome(rc, &t);
	bool told;

	relay_refuse(&tls.relay, rc);
	told = talk_tell(word, text_end(&t) ? why : "", -1);
	relay_drain(&tls.relay);
	_exit(told ? EX_PROTOCOL : EX_OSERR);
}

int
main(int argc, char **argv)
{
	uint64_t seconds = 0;
	int rc;

	start_clean();
	usage_asked(&usage, argc, argv);
	usage_check(&usage,
	    argc == 5 && num_parse(bytes_str(argv[2]), 24 * 3600, &seconds));
	if (!signals_hold() || !file_close_from(TLS_PLAIN + 1))
		_exit(EX_OSERR);
	prepare(argv[1], argv[3], argv[4]);
	rc =
	    relay_handshake(&tls.relay, clock_mono() + (int64_t)seconds * 1000);
	if (rc < 0)
		refuse(rc);
	if (!talk_sealed(tls.session))
		_exit(EX_OSERR);
	relay_run(&tls.relay);
	if (!talk_tell(tls.relay.lost ? TLS_LOST : TLS_OVER, "", -1))
		_exit(EX_OSERR);
	relay_drain(&tls.relay);
	_exit(EX_OK);
}
