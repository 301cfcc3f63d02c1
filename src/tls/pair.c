/*
 * pair.c - the files of a certificate and its key.
 * Runs in tlsd-lite: the key is read in the key process, and nowhere else but
 * for --check and --dane. Trusts no key file before it has looked at its owner
 * and mode.
 */
#include "tls/pair.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAIR_FILE 65536 /* octets of a file, at most */

const char pair_owner[] = "key file belongs to somebody else";
const char pair_mode[] =
    "the mode of this key file must be 0600, 0400, 0640 or 0440";

static bool
complain(struct report *r, const char *path, const char *what)
{
	report(r, path, 0, what, BYTES(""));
	return false;
}

static bool
complain_tls(struct report *r, const char *path, const char *what, int rc)
{
	report(r, path, 0, what, bytes_str(gnutls_strerror(rc)));
	return false;
}

unsigned
pair_hash(uint32_t pk, uint32_t bits)
{
	if (pk == GNUTLS_PK_RSA)
		return 32;
	if (pk != GNUTLS_PK_ECDSA)
		return 0;
	return bits == 256 ? 32 : bits == 384 ? 48 : bits == PAIR_P521 ? 64 : 0;
}

/* True if we have a scheme for keys of this kind. */
static bool
usable(gnutls_x509_privkey_t key, const char *path, struct report *r)
{
	unsigned bits;
	int pk = gnutls_x509_privkey_get_pk_algorithm2(key, &bits);

	return pk == GNUTLS_PK_EDDSA_ED25519 ||
	       (pk > 0 && pair_hash((uint32_t)pk, bits) > 0) ||
	       complain(
		   r, path, "neither ECDSA (P-256, 384, 521), Ed25519 nor RSA");
}

/* True if only the owner can change the file, and only the owner and a group
 * can read it. */
static bool
trusted(const struct stat *st, const char *path, struct report *r)
{
	mode_t mode = st->st_mode & 07777;

	if (st->st_uid != 0 && st->st_uid != geteuid())
		return complain(r, path, pair_owner);
	if ((mode | 0240) != 0640 || (mode & 0400) == 0)
		return complain(r, path, pair_mode);
	return true;
}

/* Reads the whole file FD into BUF. */
static bool
read_open(int fd, const char *path, bool secret, unsigned char buf[PAIR_FILE],
    size_t *n, struct report *r)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return report_errno(r, path, "cannot look at file");
	if (!S_ISREG(st.st_mode))
		return complain(r, path, "not a regular file");
	if (secret && !trusted(&st, path, r))
		return false;
	if (st.st_size > PAIR_FILE)
		return complain(r, path, "file is too long");
	*n = (size_t)st.st_size;
	return file_pread(fd, buf, *n, 0) ||
	       report_errno(r, path, "cannot read file");
}

static bool
read_file(const char *path, bool secret, unsigned char buf[PAIR_FILE],
    size_t *n, struct report *r)
{
	/* O_NONBLOCK, since it may turn out to be a pipe. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool ok;

	if (fd < 0)
		return report_errno(r, path, "cannot open file");
	ok = read_open(fd, path, secret, buf, n, r);
	(void)close(fd);
	return ok;
}

static gnutls_x509_privkey_t
import(const gnutls_datum_t *pem, const char *path, struct report *r)
{
	gnutls_x509_privkey_t key;
	int rc = gnutls_x509_privkey_init(&key);

	if (rc < 0) {
		(void)complain_tls(r, path, "no memory for it", rc);
		return NULL;
	}
	rc =
	    gnutls_x509_privkey_import2(key, pem, GNUTLS_X509_FMT_PEM, NULL, 0);
	if (rc >= 0 && usable(key, path, r))
		return key;
	if (rc == GNUTLS_E_DECRYPTION_FAILED)
		(void)complain(r, path,
		    "this key has a passphrase: take it off (openssl pkey)");
	else if (rc < 0)
		(void)complain_tls(r, path, "not a private key", rc);
	gnutls_x509_privkey_deinit(key);
	return NULL;
}

gnutls_x509_privkey_t
pair_key(const char *path, struct report *r)
{
	static unsigned char buf[PAIR_FILE];
	gnutls_datum_t pem = { buf, 0 };
	gnutls_x509_privkey_t key = NULL;
	size_t n = 0;

	if (read_file(path, true, buf, &n, r)) {
		pem.size = (unsigned)n;
		key = import(&pem, path, r);
	}
	explicit_bzero(buf, sizeof(buf));
	return key;
}

void
pair_free(struct chain *c)
{
	for (unsigned i = 0; i < c->n; i++)
		gnutls_x509_crt_deinit(c->crt[i]);
	c->n = 0;
}

bool
pair_chain(const char *path, struct chain *c, struct report *r)
{
	static unsigned char buf[PAIR_FILE];
	gnutls_datum_t pem = { buf, 0 };
	size_t n = 0, id_n = sizeof(c->id);
	int rc;

	c->n = 0;
	if (!read_file(path, false, buf, &n, r))
		return false;
	pem.size = (unsigned)n;
	c->n = PAIR_CHAIN;
	rc = gnutls_x509_crt_list_import(c->crt, &c->n, &pem,
	    GNUTLS_X509_FMT_PEM,
	    GNUTLS_X509_CRT_LIST_IMPORT_FAIL_IF_EXCEED |
		GNUTLS_X509_CRT_LIST_FAIL_IF_UNSORTED);
	if (rc < 0) {
		c->n = 0;
		return complain_tls(
		    r, path, "not a chain of certificates, leaf first", rc);
	}
	rc = gnutls_x509_crt_get_key_id(
	    c->crt[0], GNUTLS_KEYID_USE_SHA256, c->id, &id_n);
	return rc >= 0 || complain_tls(r, path, "no public key in it", rc);
}
