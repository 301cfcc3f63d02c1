/*
 * tlsd.c - tlsd-lite: TLS for a server that has been asked for it.
 * Runs in the relay: the process that was the starter of a session. The peer
 * is on standard input and output, the guard on descriptor 3. The private key
 * is never in this process.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"
#include "base/startup.h"
#include "sandbox/sandbox.h"
#include "tls/check.h"
#include "tls/keyproc.h"
#include "tls/relay.h"
#include "tls/talk.h"
#include "tls/ticket.h"
#include "tls/usage.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#define HANDSHAKE_MS 30000 /* for all of it */
#define AGAIN_MS 100       /* a pair that does not match may be half new */

#define PRIORITY TALK_PRIORITY "%SERVER_PRECEDENCE"

static const struct usage usage = {
	USAGE_WORDS("tlsd-lite"),
	.help =
	    "tlsd-lite --check CERTIFICATE KEY NAME\n"
	    "  says what is wrong with the pair of a server called NAME\n"
	    "tlsd-lite --dane CERTIFICATE KEY NAME\n"
	    "  prints the SHA-256 of the public key, and who vouches for it\n"
	    "tlsd-lite CERTIFICATE KEY [RUN]\n"
	    "  as smtpd-lite and pop3d-lite start it for TLS\n",
};

/* All that TLS needs of this process. */
static struct {
	struct signer signer;
	struct chain chain;
	struct relay relay;
	gnutls_session_t session;
} tls;

static _Noreturn void
fail(const char *why)
{
	_exit(talk_tell(TLS_FAILED, why, -1) ? EX_CONFIG : EX_OSERR);
}

/* A `say` for struct report: tells the guard, and ends the process. */
static void
fail_report(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	char why[TLS_TEXT];

	(void)arg;
	report_text(why, sizeof(why), path, line, what, show);
	fail(why);
}

/* The certificates and the process that has their key. False: they do not
 * belong together. */
static bool
take_pair(const char *cert, const char *key)
{
	struct report r = { fail_report, NULL, 0 };

	if (!signer_start(&tls.signer, key))
		fail(tls.signer.hello.why);
	if (!pair_chain(cert, &tls.chain, &r))
		fail("no certificate");
	if (memcmp(tls.chain.id, tls.signer.hello.id, PAIR_ID) == 0)
		return true;
	signer_end(&tls.signer);
	pair_free(&tls.chain);
	return false;
}

/* What resumes sessions, where there is a key for it. */
static int
begin_session(const char *run)
{
	unsigned flags = GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL;
	unsigned char octets[TICKET_KEY];
	gnutls_datum_t key = { octets, sizeof(octets) };
	bool tickets = run != NULL && ticket_key(run, octets);
	int rc = gnutls_init(
	    &tls.session, tickets ? flags : flags | GNUTLS_NO_TICKETS);

	if (rc >= 0 && tickets)
		rc = gnutls_session_ticket_enable_server(tls.session, &key);
	explicit_bzero(octets, sizeof(octets));
	return rc;
}

static int
make_session(const char *run)
{
	gnutls_certificate_credentials_t cred;
	gnutls_pcert_st pcert[PAIR_CHAIN];
	gnutls_privkey_t key;
	int rc = gnutls_certificate_allocate_credentials(&cred);

	if (rc >= 0)
		rc = gnutls_privkey_init(&key);
	if (rc >= 0)
		rc = signer_key(&tls.signer, key);
	if (rc >= 0)
		rc = gnutls_pcert_import_x509_list(
		    pcert, tls.chain.crt, &tls.chain.n, 0);
	if (rc >= 0)
		rc = gnutls_certificate_set_key(
		    cred, NULL, 0, pcert, (int)tls.chain.n, key);
	if (rc >= 0)
		rc = begin_session(run);
	if (rc >= 0)
		rc = gnutls_priority_set_direct(tls.session, PRIORITY, NULL);
	if (rc >= 0)
		rc = gnutls_credentials_set(
		    tls.session, GNUTLS_CRD_CERTIFICATE, cred);
	return rc;
}

/* All that can be done before the peer is asked to begin; from here on this
 * process opens nothing any more. */
static void
prepare(const char *cert, const char *key, const char *run)
{
	int pair[2], rc;

	if (!take_pair(cert, key)) {
		(void)poll(NULL, 0, AGAIN_MS);
		if (!take_pair(cert, key))
			fail("certificate and key do not belong together");
	}
	rc = make_session(run);
	if (rc < 0)
		fail(gnutls_strerror(rc));
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		fail("cannot make a socket pair");
	relay_init(
	    &tls.relay, tls.session, STDIN_FILENO, STDOUT_FILENO, pair[0]);
	if (!talk_tell(TLS_READY, "", pair[1]) || close(pair[1]) != 0)
		_exit(EX_OSERR);
	if (!sandbox_relay())
		fail("cannot confine the relay");
}

static int
serve(void)
{
	int rc = relay_handshake(&tls.relay, clock_mono() + HANDSHAKE_MS);
	char why[TLS_TEXT];
	struct text t = TEXT(why);
	bool told;

	signer_end(&tls.signer);
	if (rc < 0) {
		relay_refuse(&tls.relay, rc);
		talk_reason(&t, tls.session, rc);
		/* A client with OpenSSL that refuses the certificate sends its
		 * alert of TLS 1.3 in the clear, and we cannot decrypt it. */
		if (rc == GNUTLS_E_DECRYPTION_FAILED)
			text_str(
			    &t, " The peer may not trust the certificate.");
		/* If the server has let go, it knows why. */
		told = talk_tell(tls.relay.gone ? TLS_OVER : TLS_FAILED,
		    text_end(&t) ? why : gnutls_strerror(rc), -1);
	} else
		told = talk_sealed(tls.session);
	if (told && rc >= 0)
		relay_run(&tls.relay);
	relay_drain(&tls.relay);
	return !told ? EX_OSERR : rc < 0 ? EX_CONFIG : EX_OK;
}

/* What people ask for. EX_USAGE: it is something else. */
static int
check(int argc, char *const *argv)
{
	if (argc > 0 && strcmp(argv[0], "--check") == 0)
		return check_pair(argc - 1, argv + 1);
	if (argc > 0 && strcmp(argv[0], "--dane") == 0)
		return check_dane(argc - 1, argv + 1);
	return EX_USAGE;
}

int
main(int argc, char **argv)
{
	struct tls_message m;
	int code;

	start_clean();
	usage_asked(&usage, argc, argv);
	code = check(argc - 1, argv + 1);
	if (code != EX_USAGE)
		return code;
	usage_check(&usage, argc == 3 || argc == 4);
	/* Nobody waits for the key process. */
	if (!signals_hold() || signal(SIGCHLD, SIG_IGN) == SIG_ERR ||
	    !file_close_from(TLS_SOCKET + 1))
		_exit(EX_OSERR);
	prepare(argv[1], argv[2], argv[3]);
	if (read(TLS_SOCKET, &m, sizeof(m)) == (ssize_t)sizeof(m) &&
	    m.word == TLS_BEGIN)
		_exit(serve());
	_exit(EX_OK);
}
