/*
 * cas.c - the authorities that vouch for certificates.
 * Runs in tlsc-lite before it is confined, and in tlsd-lite --dane and --check.
 */
#include "tls/cas.h"

#include <sys/stat.h>

/* The file in which a system keeps the CAs that it trusts, by systems. */
static const char *const system_cas[] = {
	"/etc/ssl/certs/ca-certificates.crt", /* Debian, Alpine, Arch */
	"/etc/pki/tls/certs/ca-bundle.crt",   /* Fedora */
	"/etc/ssl/ca-bundle.pem",             /* openSUSE */
	"/etc/ssl/cert.pem",                  /* OpenBSD, macOS */
};

/* Returns the number of CAs in the file, or an error of GnuTLS. */
static int
trust_file(gnutls_certificate_credentials_t cred, const char *path)
{
	struct stat st;

	/* To read a FIFO might never end. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return GNUTLS_E_FILE_ERROR;
	return gnutls_certificate_set_x509_trust_file(
	    cred, path, GNUTLS_X509_FMT_PEM);
}

int
cas_trust(gnutls_certificate_credentials_t cred, const char *path)
{
	const size_t n = sizeof(system_cas) / sizeof(*system_cas);
	int rc = 0;

	if (*path != '\0')
		return trust_file(cred, path);
	for (size_t i = 0; rc <= 0 && i < n; i++)
		rc = trust_file(cred, system_cas[i]);
	return rc;
}
