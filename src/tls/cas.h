/*
 * cas.h - the authorities that vouch for certificates.
 */
#ifndef TLS_CAS_H
#define TLS_CAS_H

#include <gnutls/gnutls.h>

/* CRED trusts the CAs of the file, or those of the system where PATH is empty.
 * All are read now: GnuTLS itself might look for the system's later, when
 * nothing can be opened any more. Returns how many they are, or an error of
 * GnuTLS. */
int cas_trust(gnutls_certificate_credentials_t cred, const char *path);

#endif
