/*
 * keyproc_test.c - what a relay that was taken over can have of the key
 * process: three signatures of what a handshake signs, and nothing else.
 */
#include "unit.h"
#include "base/passfd.h"
#include "tls/keyproc.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD \
	"                                                                " \
	"TLS 1.3, server CertificateVerify\0"

/* A request of N octets, which begin with TEXT. */
static struct key_request
request(uint32_t form, uint32_t n, const char *text, size_t text_n)
{
	struct key_request req = { .form = form, .n = n };

	memset(req.text, 'h', sizeof(req.text));
	memcpy(req.text, text, text_n);
	return req;
}

static bool
may(uint32_t pk, uint32_t bits, uint32_t form, uint32_t n)
{
	struct key_request req = request(form, n, "", 0);

	return key_may_sign(pk, bits, &req);
}

static void
test_hashes(void)
{
	static const struct {
		uint32_t pk, bits, n;
	} good[] = {
		{ GNUTLS_PK_ECDSA, 256, 32 },
		{ GNUTLS_PK_ECDSA, 384, 48 },
		{ GNUTLS_PK_ECDSA, PAIR_P521, 64 },
		{ GNUTLS_PK_RSA, 2048, 32 },
		{ GNUTLS_PK_RSA, 8192, 32 },
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		for (uint32_t n = 0; n < KEY_TEXT + 2; n++)
			for (uint32_t form = 0; form < 4; form++)
				CHECK(
				    may(good[i].pk, good[i].bits, form, n) ==
				    (n == good[i].n &&
					(form == KEY_SCHEME ||
					    (form == KEY_PKCS1 &&
						good[i].pk == GNUTLS_PK_RSA))));
	CHECK(!may(GNUTLS_PK_ECDSA, 192, KEY_SCHEME, 32));
	CHECK(!may(GNUTLS_PK_DSA, 2048, KEY_SCHEME, 32));
	CHECK(!may(0, 0, KEY_SCHEME, 0));
	CHECK(!may(GNUTLS_PK_ECDSA, 256, KEY_SCHEME, UINT32_MAX));
}

static bool
may_text(uint32_t form, uint32_t n, const char *text, size_t text_n)
{
	struct key_request req = request(form, n, text, text_n);

	return key_may_sign(GNUTLS_PK_EDDSA_ED25519, 256, &req);
}

static void
test_texts(void)
{
	const uint32_t head = sizeof(HEAD) - 1;
	char text[256] = { 0 };

	CHECK(may_text(KEY_SCHEME, head + 32, HEAD, head));
	CHECK(may_text(KEY_SCHEME, head + 48, HEAD, head));
	CHECK(!may_text(KEY_PKCS1, head + 32, HEAD, head));
	CHECK(!may_text(KEY_SCHEME, head + 31, HEAD, head));
	CHECK(!may_text(KEY_SCHEME, head + 64, HEAD, head));
	CHECK(!may_text(KEY_SCHEME, head, HEAD, head));
	CHECK(!may_text(KEY_SCHEME, 32, "", 0));
	CHECK(!may_text(KEY_SCHEME, 0, "", 0));
	/* For somebody else: a client's words, an octet less of the blanks. */
	memcpy(text, HEAD, head);
	memcpy(text + 64 + 9, "client", 6);
	CHECK(!may_text(KEY_SCHEME, head + 32, text, head));
	memcpy(text, HEAD, head);
	text[0] = 'x';
	CHECK(!may_text(KEY_SCHEME, head + 32, text, head));
	/* TLS 1.2: two random values, named_curve, x25519, a point of 32. */
	memset(text, 7, sizeof(text));
	memcpy(text + 64, "\3\0\35\40", 4);
	CHECK(may_text(KEY_SCHEME, 100, text, sizeof(text)));
	CHECK(!may_text(KEY_SCHEME, 101, text, sizeof(text)));
	text[64] = 1;
	CHECK(!may_text(KEY_SCHEME, 100, text, sizeof(text)));
}

/* A key process for a new key. */
static struct signer
start(gnutls_pk_algorithm_t pk, unsigned bits, gnutls_pubkey_t *public)
{
	static char pem[8192];
	gnutls_x509_privkey_t key;
	gnutls_privkey_t any;
	struct signer s = { .socket = -1 };
	size_t n = sizeof(pem);
	char path[] = "/tmp/keyproc.XXXXXX";
	int fd = mkstemp(path);

	CHECK(gnutls_x509_privkey_init(&key) == 0);
	CHECK(gnutls_x509_privkey_generate(key, pk, bits, 0) == 0);
	CHECK(
	    gnutls_x509_privkey_export(key, GNUTLS_X509_FMT_PEM, pem, &n) == 0);
	CHECK(fd >= 0 && write(fd, pem, n) == (ssize_t)n && close(fd) == 0);
	CHECK(signer_start(&s, path));
	CHECK(s.hello.pk == pk);
	(void)unlink(path);
	CHECK(gnutls_privkey_init(&any) == 0);
	CHECK(gnutls_privkey_import_x509(
		  any, key, GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE) == 0);
	CHECK(gnutls_pubkey_init(public) == 0);
	CHECK(gnutls_pubkey_import_privkey(*public, any, 0, 0) == 0);
	gnutls_privkey_deinit(any);
	return s;
}

/* What comes back: octets of a signature, 0 for a refusal, -1 for the end. */
static int
ask(struct signer *s, const struct key_request *req, size_t n,
    struct key_answer *answer)
{
	if (send(s->socket, req, n, MSG_NOSIGNAL) != (ssize_t)n)
		return -1;
	return read(s->socket, answer, sizeof(*answer)) ==
		       (ssize_t)sizeof(*answer)
		   ? (int)answer->n
		   : -1;
}

static void
test_process(void)
{
	struct key_request hash = request(KEY_SCHEME, 32, "", 0);
	struct key_request wrong = request(KEY_SCHEME, 48, "", 0);
	struct key_answer answer;
	gnutls_pubkey_t public;
	gnutls_datum_t text = { hash.text, 32 }, signature;
	struct signer s = start(GNUTLS_PK_ECDSA,
	    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), &public);

	/* A refusal is one of the three as well. */
	CHECK(ask(&s, &wrong, sizeof(wrong), &answer) == 0);
	CHECK(ask(&s, &hash, sizeof(hash), &answer) > 0);
	signature = (gnutls_datum_t){ answer.signature, answer.n };
	CHECK(gnutls_pubkey_verify_hash2(
		  public, GNUTLS_SIGN_ECDSA_SHA256, 0, &text, &signature) >= 0);
	CHECK(ask(&s, &hash, sizeof(hash), &answer) > 0);
	CHECK(ask(&s, &hash, sizeof(hash), &answer) == -1);
	signer_end(&s);
	gnutls_pubkey_deinit(public);
	/* Another size is no request, and the end. */
	s = start(GNUTLS_PK_RSA, 2048, &public);
	CHECK(ask(&s, &hash, sizeof(hash) - 1, &answer) == -1);
	CHECK(ask(&s, &hash, sizeof(hash), &answer) == -1);
	signer_end(&s);
	gnutls_pubkey_deinit(public);
	/* Two forms of RSA, of one hash. */
	s = start(GNUTLS_PK_RSA, 2048, &public);
	CHECK(ask(&s, &hash, sizeof(hash), &answer) == 256);
	signature = (gnutls_datum_t){ answer.signature, answer.n };
	CHECK(gnutls_pubkey_verify_hash2(public,
		  GNUTLS_SIGN_RSA_PSS_RSAE_SHA256, 0, &text, &signature) >= 0);
	hash.form = KEY_PKCS1;
	CHECK(ask(&s, &hash, sizeof(hash), &answer) == 256);
	CHECK(gnutls_pubkey_verify_hash2(
		  public, GNUTLS_SIGN_RSA_SHA256, 0, &text, &signature) >= 0);
	signer_end(&s);
	gnutls_pubkey_deinit(public);
}

/* True if the key process has ended, and nothing more comes of it. */
static bool
ended(struct signer *s)
{
	struct key_answer answer;
	struct pollfd p = { .fd = s->socket, .events = POLLIN };

	return poll(&p, 1, 10000) == 1 &&
	       read(s->socket, &answer, sizeof(answer)) <= 0;
}

/* What a relay may say in place of a request. */
static void
test_hostile(void)
{
	static unsigned char octets[100000];
	static const size_t sizes[] = { 1, 4, sizeof(struct key_request) - 1,
		sizeof(struct key_request) + 1, sizeof(octets) };
	struct key_request wrong = request(KEY_PKCS1, 32, "", 0);
	struct key_answer answer;
	gnutls_pubkey_t public;
	unsigned p256 = GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);
	struct signer s;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		s = start(GNUTLS_PK_ECDSA, p256, &public);
		memset(octets, 0, sizeof(octets));
		octets[sizeof(uint32_t)] = 32; /* of what would be signed */
		CHECK(send(s.socket, octets, sizes[i], MSG_NOSIGNAL) > 0);
		CHECK(ended(&s));
		signer_end(&s);
		gnutls_pubkey_deinit(public);
	}
	/* Three refusals are three answers. */
	s = start(GNUTLS_PK_ECDSA, p256, &public);
	for (int i = 0; i < KEY_REQUESTS; i++)
		CHECK(ask(&s, &wrong, sizeof(wrong), &answer) == 0);
	CHECK(ended(&s));
	signer_end(&s);
	gnutls_pubkey_deinit(public);
	/* All requests at once, and nobody who reads. */
	s = start(GNUTLS_PK_ECDSA, p256, &public);
	wrong.form = KEY_SCHEME;
	for (int i = 0; i < KEY_REQUESTS; i++)
		CHECK(send(s.socket, &wrong, sizeof(wrong), MSG_NOSIGNAL) > 0);
	for (int i = 0; i < KEY_REQUESTS; i++)
		CHECK(read(s.socket, &answer, sizeof(answer)) ==
			  (ssize_t)sizeof(answer) &&
		      answer.n > 0);
	CHECK(ended(&s));
	signer_end(&s);
	gnutls_pubkey_deinit(public);
}

/* A descriptor that comes with a request is not taken: the pipe has an end as
 * soon as we let go of it. */
static void
test_descriptor(void)
{
	struct key_request hash = request(KEY_SCHEME, 32, "", 0);
	struct key_answer answer;
	gnutls_pubkey_t public;
	struct signer s = start(GNUTLS_PK_ECDSA,
	    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), &public);
	int ends[2];
	char octet;

	CHECK(pipe(ends) == 0);
	CHECK(passfd_send(s.socket, &hash, sizeof(hash), ends[1],
		  MSG_NOSIGNAL) == (ssize_t)sizeof(hash));
	CHECK(read(s.socket, &answer, sizeof(answer)) ==
		  (ssize_t)sizeof(answer) &&
	      answer.n > 0);
	CHECK(close(ends[1]) == 0);
	CHECK(read(ends[0], &octet, 1) == 0);
	CHECK(close(ends[0]) == 0);
	signer_end(&s);
	gnutls_pubkey_deinit(public);
}

/* A relay that says nothing: the key process is gone when it lets go. */
static void
test_silence(void)
{
	gnutls_pubkey_t public;
	struct signer s = start(GNUTLS_PK_ECDSA,
	    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), &public);
	int status;

	CHECK(waitpid(-1, &status, WNOHANG) == 0);
	signer_end(&s);
	CHECK(wait(&status) > 0);
#ifndef WITH_SANITIZERS /* which end a process by calls of their own */
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
#endif
	gnutls_pubkey_deinit(public);
}

int
main(void)
{
	test_hashes();
	test_texts();
	test_process();
	test_hostile();
	test_descriptor();
	while (wait(NULL) > 0)
		;
	test_silence();
	return unit_done();
}
