/*
 * check.c - tlsd-lite --check and --dane: what is wrong with a certificate and
 * its key, and what is published of them.
 * Runs in a process of its own, for smtpd-litectl and for people.
 */
#include "tls/check.h"
#include "base/file.h"
#include "tls/pair.h"

#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define DAY 86400
#define SOON 14 /* days that are not much */

static int out = STDOUT_FILENO;

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
	time_t now = time(NULL);
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
	else if (to - now < (time_t)SOON * DAY)
		wrong(r, path,
		    "the certificate ends soon: renew it; days that are left",
		    days);
}

int
check_pair(int argc, char *const *argv)
{
	struct report r = { report_print, &out, 0 };
	gnutls_x509_privkey_t key;
	struct chain chain;

	if (argc != 3)
		return EX_USAGE;
	key = pair_key(argv[1], &r);
	if (pair_chain(argv[0], &chain, &r)) {
		if (key != NULL && !belongs(key, &chain))
			wrong(&r, argv[1],
			    "not the key of this certificate; install "
			    "both of one renewal",
			    argv[0]);
		if (gnutls_x509_crt_check_hostname(chain.crt[0], argv[2]) == 0)
			wrong(&r, argv[0],
			    "made out for another name than this; get one that "
			    "has it",
			    argv[2]);
		look_at_days(chain.crt[0], argv[0], &r);
		pair_free(&chain);
	}
	if (key != NULL)
		gnutls_x509_privkey_deinit(key);
	return r.count > 0 ? EX_CONFIG : EX_OK;
}

int
check_dane(int argc, char *const *argv)
{
	struct report r = { report_print, &out, 0 };
	char buf[2 * PAIR_ID + 32];
	struct text t = TEXT(buf);
	struct chain chain;

	if (argc != 1)
		return EX_USAGE;
	if (!pair_chain(argv[0], &chain, &r))
		return EX_CONFIG;
	text_hex(&t, chain.id, PAIR_ID);
	if (gnutls_x509_crt_check_issuer(chain.crt[0], chain.crt[0]) != 0)
		text_str(&t, " self-signed");
	text_char(&t, '\n');
	pair_free(&chain);
	return text_end(&t) && file_write(STDOUT_FILENO, t.p, t.n) ? EX_OK
								   : EX_IOERR;
}
