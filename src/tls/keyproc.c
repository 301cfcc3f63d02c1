/*
 * keyproc.c - the key process.
 * Runs in a child of tlsd-lite, under a filter: it reads and writes on one
 * socket. Owns the private key, and believes nothing the relay says: a
 * request is of one size, three are answered at most, and each must look like
 * what a handshake signs.
 */
#include "tls/keyproc.h"
#include "base/bytes.h"
#include "sandbox/sandbox.h"

#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* RFC 8446 4.4.3: 64 blanks, these words and a NUL, a hash. */
#define PAD 64
static const char words[] = "TLS 1.3, server CertificateVerify";

/* Ed25519 gets the text itself. Of TLS 1.2 it is two random values, the
 * number of a named curve, and a point (RFC 8422 5.4). */
static bool
plausible_text(const unsigned char *p, size_t n)
{
	const size_t head = PAD + sizeof(words);
	bool tls13 = n == head + 32 || n == head + 48;

	for (size_t i = 0; tls13 && i < PAD; i++)
		tls13 = p[i] == ' ';
	if (tls13)
		return memcmp(p + PAD, words, sizeof(words)) == 0;
	return n > PAD + 4 && p[PAD] == 3 && p[PAD + 3] == n - PAD - 4;
}

bool
key_may_sign(uint32_t pk, uint32_t bits, const struct key_request *req)
{
	if (req->n > sizeof(req->text) || req->form >= KEY_FORMS ||
	    (req->form == KEY_PKCS1 && pk != GNUTLS_PK_RSA))
		return false;
	if (pk == GNUTLS_PK_EDDSA_ED25519)
		return plausible_text(req->text, req->n);
	return req->n > 0 && req->n == pair_hash(pk, bits);
}

static gnutls_sign_algorithm_t
algorithm(const struct key_hello *key, uint32_t form)
{
	switch (key->pk) {
	case GNUTLS_PK_RSA:
		return form == KEY_PKCS1 ? GNUTLS_SIGN_RSA_SHA256
					 : GNUTLS_SIGN_RSA_PSS_RSAE_SHA256;
	case GNUTLS_PK_ECDSA:
		return key->bits == 256   ? GNUTLS_SIGN_ECDSA_SHA256
		       : key->bits == 384 ? GNUTLS_SIGN_ECDSA_SHA384
					  : GNUTLS_SIGN_ECDSA_SHA512;
	default:
		return GNUTLS_SIGN_EDDSA_ED25519;
	}
}

static void
sign(gnutls_privkey_t key, const struct key_hello *hello,
    struct key_request *req, struct key_answer *answer)
{
	gnutls_sign_algorithm_t how = algorithm(hello, req->form);
	gnutls_datum_t text = { req->text, req->n }, signature = { NULL, 0 };
	int rc =
	    hello->pk == GNUTLS_PK_EDDSA_ED25519
		? gnutls_privkey_sign_data2(key, how, 0, &text, &signature)
		: gnutls_privkey_sign_hash2(key, how, 0, &text, &signature);

	if (rc >= 0 && signature.size <= sizeof(answer->signature)) {
		memcpy(answer->signature, signature.data, signature.size);
		answer->n = signature.size;
	}
	gnutls_free(signature.data);
}

static void
serve(int socket, gnutls_privkey_t key, const struct key_hello *hello)
{
	/* One octet more than a request, so that a longer message is not taken
	 * for one. */
	static union {
		struct key_request req;
		unsigned char octets[sizeof(struct key_request) + 1];
	} in;

	for (unsigned i = 0; i < KEY_REQUESTS; i++) {
		struct key_answer answer = { 0 };
		ssize_t n = read(socket, &in, sizeof(in));

		if (n != (ssize_t)sizeof(in.req))
			return;
		if (key_may_sign(hello->pk, hello->bits, &in.req))
			sign(key, hello, &in.req, &answer);
		if (write(socket, &answer, sizeof(answer)) !=
		    (ssize_t)sizeof(answer))
			return;
	}
}

/* A `say` for struct report: keeps the reason, for the log. */
static void
keep_reason(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	struct key_hello *hello = arg;

	report_text(hello->why, sizeof(hello->why), path, line, what, show);
}

/* Loads the key of PATH and describes it in *HELLO. NULL: there is none that we
 * can use. */
static gnutls_privkey_t
load(const char *path, struct key_hello *hello)
{
	struct report r = { keep_reason, hello, 0 };
	gnutls_x509_privkey_t file = pair_key(path, &r);
	gnutls_privkey_t key = NULL;
	size_t id_n = sizeof(hello->id);
	int rc;

	if (file == NULL)
		return NULL;
	hello->pk =
	    (uint32_t)gnutls_x509_privkey_get_pk_algorithm2(file, &hello->bits);
	rc = gnutls_x509_privkey_get_key_id(
	    file, GNUTLS_KEYID_USE_SHA256, hello->id, &id_n);
	if (rc >= 0)
		rc = gnutls_privkey_init(&key);
	if (rc >= 0)
		rc = gnutls_privkey_import_x509(
		    key, file, GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE);
	if (rc >= 0)
		return key;
	hello->pk = 0;
	report(&r, path, 0, "no usable key", bytes_str(gnutls_strerror(rc)));
	return NULL;
}

static _Noreturn void
be_key_process(int socket, const char *path)
{
	struct key_hello hello = { 0 };
	gnutls_privkey_t key = load(path, &hello);

	if (!sandbox_key(socket))
		_exit(EX_OSERR);
	if (write(SANDBOX_KEY, &hello, sizeof(hello)) ==
		(ssize_t)sizeof(hello) &&
	    key != NULL)
		serve(SANDBOX_KEY, key, &hello);
	_exit(EX_OK);
}

bool
signer_start(struct signer *s, const char *path)
{
	int pair[2];
	pid_t child;

	s->hello = (struct key_hello){ .why = "cannot start a key process" };
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return false;
	child = fork();
	if (child == 0)
		be_key_process(pair[1], path);
	(void)close(pair[1]);
	s->socket = pair[0];
	if (child > 0 &&
	    read(pair[0], &s->hello, sizeof(s->hello)) ==
		(ssize_t)sizeof(s->hello) &&
	    s->hello.pk != 0)
		return true;
	s->hello.why[sizeof(s->hello.why) - 1] = '\0';
	signer_end(s);
	return false;
}
