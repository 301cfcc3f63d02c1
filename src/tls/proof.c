/*
 * proof.c - how a server proves to a client that it is the one.
 * Runs in the relay of a client, under its filter, within the handshake. The
 * certificates are the server's, and nothing in them is trusted before the
 * proof.
 */
#include "tls/proof.h"
#include "base/base64.h"
#include "tls/pair.h"

#include <string.h>

/* True if the leaf of the server's chain could be read. */
static bool
read_leaf(gnutls_session_t session, gnutls_x509_crt_t *leaf)
{
	unsigned n = 0;
	const gnutls_datum_t *der = gnutls_certificate_get_peers(session, &n);

	if (der == NULL || n == 0 || gnutls_x509_crt_init(leaf) < 0)
		return false;
	if (gnutls_x509_crt_import(*leaf, der, GNUTLS_X509_FMT_DER) >= 0)
		return true;
	gnutls_x509_crt_deinit(*leaf);
	return false;
}

/* Writes the pin of the certificate's key. */
static bool
put_pin(gnutls_x509_crt_t leaf, struct text *t)
{
	unsigned char id[PAIR_ID];
	size_t n = sizeof(id);

	if (gnutls_x509_crt_get_key_id(leaf, GNUTLS_KEYID_USE_SHA256, id, &n) <
	    0)
		return false;
	text_str(t, "sha256//");
	base64_put(t, id, n);
	return text_end(t);
}

/* True if PIN is one of the list. */
static bool
listed(const char *pins, const char *pin)
{
	struct bytes rest = bytes_str(pins);

	while (rest.n > 0)
		if (bytes_eq(
			bytes_trim(bytes_take(&rest, ';')), bytes_str(pin)))
			return true;
	return false;
}

/* Writes the first name of the certificate, or nothing if it has none. */
static void
proof_put_name(gnutls_x509_crt_t leaf, char *text, size_t cap)
{
	size_t n = cap;
	int rc = gnutls_x509_crt_get_subject_alt_name(leaf, 0, text, &n, NULL);

	if (rc == GNUTLS_SAN_DNSNAME && n < cap)
		text[n] = '\0';
	else
		text[0] = '\0';
}

/* Returns what GnuTLS finds wrong with the chain; 0: nothing. */
static enum tls_word
look_at_chain(gnutls_session_t session, struct proof *p, unsigned *status)
{
	char purpose[] = GNUTLS_KP_TLS_WWW_SERVER;
	gnutls_typed_vdata_st data[2] = {
		{ .type = GNUTLS_DT_DNS_HOSTNAME,
		    .data = (unsigned char *)(uintptr_t)p->name },
		{ .type = GNUTLS_DT_KEY_PURPOSE_OID,
		    .data = (unsigned char *)purpose },
	};

	if (gnutls_certificate_verify_peers(session, data, 2, status) < 0) {
		/* No check was made, so there is no status. */
		*status = GNUTLS_CERT_INVALID;
		return TLS_UNPROVED;
	}
	if (*status == 0)
		return 0;
	if ((*status & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0)
		return TLS_STRANGER;
	if ((*status & GNUTLS_CERT_EXPIRED) != 0)
		return TLS_EXPIRED;
	if ((*status & GNUTLS_CERT_NOT_ACTIVATED) != 0)
		return TLS_EARLY;
	if ((*status & ~(unsigned)GNUTLS_CERT_INVALID) ==
	    GNUTLS_CERT_UNEXPECTED_OWNER)
		return TLS_MISNAMED;
	return TLS_UNPROVED;
}

/* Writes the words of GnuTLS for STATUS. */
static void
put_status(unsigned status, char *text, size_t cap)
{
	struct text t = { text, cap, 0, false };
	gnutls_datum_t words = { NULL, 0 };

	if (gnutls_certificate_verification_status_print(
		status, GNUTLS_CRT_X509, &words, 0) >= 0) {
		struct bytes b =
		    bytes_trim(bytes_str((const char *)words.data));

		b.n = b.n < cap - 1 ? b.n : cap - 1;
		text_put(&t, b);
	}
	(void)text_end(&t);
	gnutls_free(words.data);
}

static enum tls_word
prove(gnutls_session_t session, gnutls_x509_crt_t leaf, struct proof *p)
{
	char buf[TLS_TEXT];
	struct text pin = TEXT(buf);
	enum tls_word word;
	unsigned status = 0;

	if (!put_pin(leaf, &pin))
		return TLS_UNPROVED;
	if (*p->pins != '\0')
		word = listed(p->pins, buf) ? 0 : TLS_NO_PIN;
	else
		word = look_at_chain(session, p, &status);
	if (word == TLS_NO_PIN || word == TLS_STRANGER)
		memcpy(p->text, buf, sizeof(buf));
	else if (word == TLS_MISNAMED)
		proof_put_name(leaf, p->text, sizeof(p->text));
	else if (word == TLS_UNPROVED)
		put_status(status, p->text, sizeof(p->text));
	return word;
}

static int
verify(gnutls_session_t session)
{
	struct proof *p = gnutls_session_get_ptr(session);
	gnutls_x509_crt_t leaf;

	p->word = TLS_UNPROVED;
	if (read_leaf(session, &leaf)) {
		p->word = prove(session, leaf, p);
		gnutls_x509_crt_deinit(leaf);
	}
	return p->word == 0 ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

void
proof_demand(struct proof *p, gnutls_session_t session,
    gnutls_certificate_credentials_t cred)
{
	p->word = 0;
	p->text[0] = '\0';
	gnutls_session_set_ptr(session, p);
	gnutls_certificate_set_verify_function(cred, verify);
}
