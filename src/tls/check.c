/*
 * check.c - tlsd-lite --check and --dane: what is wrong with a certificate and
 * its key, and what is published of them.
 * Runs in a process of its own, for smtpd-litectl and for people.
 */
#include "tls/check.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "tls/cas.h"
#include "tls/pair.h"

#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define DAY 86400
#define SOON 14 /* days that are not much */

#define PLACES 16U /* that a certificate names, and we look at */

/* Octets of a complaint with a command, whose path may be all quotes. */
#define CURE (5 * LIM_FILE)

static int out = STDOUT_FILENO;

/* A `say` for struct report: behind the complaint stands the command that mends
 * it, if one does. */
static void
say(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	const char *command = what == pair_owner  ? ": chown root "
			      : what == pair_mode ? ": chmod u=rw,g-wxs,o= "
						  : NULL;
	char buf[CURE];
	struct text t = TEXT(buf);

	text_str(&t, what);
	if (command != NULL) {
		text_str(&t, command);
		text_word(&t, path);
	}
	report_print(arg, path, line, text_end(&t) ? buf : what, show);
}

static void
wrong(struct report *r, const char *path, const char *what, const char *show)
{
	report(r, path, 0, what, bytes_str(show));
}

/* True if KEY is that of the chain. */
static bool
belongs(gnutls_x509_privkey_t key, const struct chain *c)
{
	unsigned char id[PAIR_ID];
	size_t n = sizeof(id);

	return gnutls_x509_privkey_get_key_id(
		   key, GNUTLS_KEYID_USE_SHA256, id, &n) >= 0 &&
	       memcmp(id, c->id, sizeof(id)) == 0;
}

static void
look_at_days(gnutls_x509_crt_t crt, const char *path, struct report *r)
{
	time_t now = clock_wall().tv_sec;
	time_t from = gnutls_x509_crt_get_activation_time(crt);
	time_t to = gnutls_x509_crt_get_expiration_time(crt);
	char days[24];
	struct text t = TEXT(days);

	text_num(&t, to > now ? (uint64_t)(to - now) / DAY : 0);
	(void)text_end(&t);
	if (from > now)
		wrong(r, path,
		    "the certificate is not valid yet: set the clock, or wait",
		    "");
	if (to <= now)
		wrong(r, path, "the certificate has expired: renew it", "");
	else if (to - now <= (time_t)SOON * DAY)
		wrong(r, path,
		    "the certificate ends soon: renew it; days that are left",
		    days);
}

/* True if a certificate names a place where that of its CA is to be had. The
 * CAs that all trust write so; few of a site's own do. */
static bool
names_its_ca(gnutls_x509_crt_t crt)
{
	int rc = 0;

	for (unsigned i = 0; rc != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE; i++) {
		gnutls_datum_t uri = { NULL, 0 };

		rc = gnutls_x509_crt_get_authority_info_access(
		    crt, i, GNUTLS_IA_CAISSUERS_URI, &uri, NULL);
		gnutls_free(uri.data);
		if (rc >= 0 || i == PLACES)
			break;
	}
	return rc >= 0;
}

/* True if this system trusts the CA that signed the certificate, or knows no
 * CAs. */
static bool
ca_trusted(gnutls_x509_crt_t crt)
{
	gnutls_certificate_credentials_t cred;
	gnutls_x509_trust_list_t cas;
	gnutls_x509_crt_t root;
	bool ok;

	if (gnutls_certificate_allocate_credentials(&cred) < 0)
		return false;
	ok = cas_trust(cred, "") <= 0;
	gnutls_certificate_get_trust_list(cred, &cas);
	ok = ok || gnutls_x509_trust_list_get_issuer(cas, crt, &root, 0) >= 0;
	gnutls_certificate_free_credentials(cred);
	return ok;
}

/* The chain of the two files, and the complaints about what keeps a server from
 * TLS with them. */
static bool
read_pair(char *const files[2], struct chain *chain, struct report *r)
{
	gnutls_x509_privkey_t key = pair_key(files[1], r);
	bool ok = pair_chain(files[0], chain, r);

	if (ok && key != NULL && !belongs(key, chain))
		wrong(r, files[1],
		    "not the key of this certificate; install both of one "
		    "renewal",
		    files[0]);
	if (key != NULL)
		gnutls_x509_privkey_deinit(key);
	return ok;
}

int
check_pair(int argc, char *const *argv)
{
	struct report r = { say, &out, 0 };
	struct chain chain;

	if (argc != 3)
		return EX_USAGE;
	if (read_pair(argv, &chain, &r)) {
		if (gnutls_x509_crt_check_hostname(chain.crt[0], argv[2]) == 0)
			wrong(&r, argv[0],
			    "made out for another name than this; get one that "
			    "has it",
			    argv[2]);
		look_at_days(chain.crt[0], argv[0], &r);
		if (chain.n == 1 && names_its_ca(chain.crt[0]) &&
		    !ca_trusted(chain.crt[0]))
			wrong(&r, argv[0],
			    "the certificates between this one and its CA are "
			    "missing, unless the CA is a site's own; install "
			    "the file that has them (fullchain.pem)",
			    "");
		pair_free(&chain);
	}
	return r.count > 0 ? EX_CONFIG : EX_OK;
}

/* Puts the name of the CA that vouches for the chain: a machine may trust one
 * that the world does not. */
static void
put_root(struct text *t, gnutls_x509_trust_list_t cas, const struct chain *c)
{
	char name[256] = "one of this system";
	size_t n = sizeof(name);
	gnutls_x509_crt_t root;

	for (unsigned i = 0; i < c->n; i++)
		if (gnutls_x509_trust_list_get_issuer(
			cas, c->crt[i], &root, 0) >= 0) {
			(void)gnutls_x509_crt_get_dn(root, name, &n);
			break;
		}
	text_quoted(t, bytes_str(name), sizeof(name));
}

/* What GnuTLS finds wrong with the chain of a server called NAME. */
static int
verify(gnutls_x509_trust_list_t cas, const struct chain *c, char *name,
    unsigned *status)
{
	char purpose[] = GNUTLS_KP_TLS_WWW_SERVER;
	gnutls_typed_vdata_st data[2] = {
		{ .type = GNUTLS_DT_DNS_HOSTNAME,
		    .data = (unsigned char *)name },
		{ .type = GNUTLS_DT_KEY_PURPOSE_OID,
		    .data = (unsigned char *)purpose },
	};
	struct chain copy = *c;

	return gnutls_x509_trust_list_verify_crt2(
	    cas, copy.crt, copy.n, data, 2, 0, status, NULL);
}

/* Puts a line with the reason why the chain proves nothing to strangers, which
 * is empty if it proves NAME; and then one with the CA that vouches. */
static void
put_verdict(struct text *t, gnutls_certificate_credentials_t cred,
    const struct chain *c, char *name)
{
	gnutls_datum_t words = { NULL, 0 };
	gnutls_x509_trust_list_t cas;
	unsigned status = 0;
	int rc;

	gnutls_certificate_get_trust_list(cred, &cas);
	rc = verify(cas, c, name, &status);
	if (rc >= 0 && status != 0)
		rc = gnutls_certificate_verification_status_print(
		    status, GNUTLS_CRT_X509, &words, 0);
	if (words.data != NULL)
		text_put(t, bytes_trim(bytes_str((const char *)words.data)));
	else if (rc < 0)
		text_str(t, gnutls_strerror(rc));
	gnutls_free(words.data);
	text_char(t, '\n');
	if (rc >= 0 && status == 0) {
		put_root(t, cas, c);
		text_char(t, '\n');
	}
}

static void
put_proof(struct text *t, const struct chain *c, char *name)
{
	gnutls_certificate_credentials_t cred;

	if (gnutls_certificate_allocate_credentials(&cred) < 0) {
		text_str(t, "This system has no memory to prove it.\n");
		return;
	}
	if (cas_trust(cred, "") > 0)
		put_verdict(t, cred, c, name);
	else
		text_str(t, "This system has no file of CAs to prove it by.\n");
	gnutls_certificate_free_credentials(cred);
}

int
check_dane(int argc, char *const *argv)
{
	struct report r = { say, &out, 0 };
	char buf[1024];
	struct text t = TEXT(buf);
	struct chain chain;

	if (argc != 3)
		return EX_USAGE;
	if (read_pair(argv, &chain, &r)) {
		text_hex(&t, chain.id, PAIR_ID);
		text_char(&t, '\n');
		put_proof(&t, &chain, argv[2]);
		pair_free(&chain);
	}
	if (r.count > 0)
		return EX_CONFIG;
	return text_end(&t) && file_write(STDOUT_FILENO, t.p, t.n) ? EX_OK
								   : EX_IOERR;
}
