/*
 * pair_test.c - which files are taken for a certificate and its key, and what
 * is said of the others.
 */
#include "scratch.h"
#include "unit.h"
#include "base/clock.h"
#include "tls/check.h"
#include "tls/pair.h"

#include <sysexits.h>

static char said[256];

static void
hear(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	(void)arg;
	report_text(said, sizeof(said), path, line, what, show);
}

static struct report ear = { hear, NULL, 0 };

static bool
put(const char *path, const void *p, size_t n, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	return fd >= 0 && write(fd, p, n) == (ssize_t)n &&
	       fchmod(fd, mode) == 0 && close(fd) == 0;
}

/* True if the key file is refused, with these words. */
static bool
no_key(const char *path, const char *words)
{
	gnutls_x509_privkey_t key;

	said[0] = '\0';
	key = pair_key(path, &ear);
	if (key != NULL)
		gnutls_x509_privkey_deinit(key);
	return key == NULL && strstr(said, path) != NULL &&
	       strstr(said, words) != NULL;
}

static bool
is_key(const char *path)
{
	gnutls_x509_privkey_t key = pair_key(path, &ear);

	if (key != NULL)
		gnutls_x509_privkey_deinit(key);
	return key != NULL;
}

static bool
no_chain(const char *path, const char *words)
{
	struct chain c;

	said[0] = '\0';
	if (pair_chain(path, &c, &ear)) {
		pair_free(&c);
		return false;
	}
	return strstr(said, path) != NULL && strstr(said, words) != NULL;
}

static char pem[8192];

static gnutls_x509_privkey_t
new_key_of(const char *path, gnutls_pk_algorithm_t pk, unsigned bits)
{
	gnutls_x509_privkey_t key;
	size_t n = sizeof(pem);

	CHECK(gnutls_x509_privkey_init(&key) == 0);
	CHECK(gnutls_x509_privkey_generate(key, pk, bits, 0) == 0);
	CHECK(gnutls_x509_privkey_export_pkcs8(key, GNUTLS_X509_FMT_PEM, NULL,
		  GNUTLS_PKCS_PLAIN, pem, &n) == 0);
	CHECK(put(path, pem, n, 0600));
	return key;
}

static gnutls_x509_privkey_t
new_key(const char *path)
{
	return new_key_of(path, GNUTLS_PK_ECDSA,
	    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1));
}

/* A certificate of KEY for mx.example, from BEGIN to END. */
static void
new_certificate(
    const char *path, gnutls_x509_privkey_t key, time_t begin, time_t end)
{
	gnutls_x509_crt_t crt;
	size_t n = sizeof(pem);

	CHECK(gnutls_x509_crt_init(&crt) == 0);
	CHECK(gnutls_x509_crt_set_version(crt, 3) == 0);
	CHECK(gnutls_x509_crt_set_serial(crt, "\1", 1) == 0);
	CHECK(gnutls_x509_crt_set_dn(crt, "CN=mx.example", NULL) == 0);
	CHECK(gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME,
		  "mx.example", sizeof("mx.example") - 1, 0) == 0);
	CHECK(gnutls_x509_crt_set_activation_time(crt, begin) == 0);
	CHECK(gnutls_x509_crt_set_expiration_time(crt, end) == 0);
	CHECK(gnutls_x509_crt_set_key(crt, key) == 0);
	CHECK(gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0) == 0);
	CHECK(gnutls_x509_crt_export(crt, GNUTLS_X509_FMT_PEM, pem, &n) == 0);
	gnutls_x509_crt_deinit(crt);
	CHECK(put(path, pem, n, 0644));
}

static void
test_modes(void)
{
	for (mode_t mode = 0; mode <= 0777; mode++) {
		bool fine = mode == 0600 || mode == 0400 || mode == 0640 ||
			    mode == 0440;

		CHECK(chmod("key", mode) == 0);
		if (fine ? !is_key("key") : is_key("key")) {
			printf("mode %04o\n", (unsigned)mode);
			CHECK(false);
		}
	}
	CHECK(chmod("key", 04600) == 0 && no_key("key", "must be 0600"));
	CHECK(chmod("key", 0644) == 0 && no_key("key", "must be 0600"));
	CHECK(chmod("key", 0600) == 0 && is_key("key"));
	CHECK(symlink("key", "link") == 0 && is_key("link"));
	/* Only root can give a file away. */
	if (geteuid() == 0) {
		CHECK(chown("key", 1, 0) == 0);
		CHECK(no_key("link", "belongs to somebody else"));
		CHECK(chown("key", 0, 0) == 0);
	}
}

static void
test_kinds(void)
{
	static char zeros[65537];

	CHECK(no_key("none", "cannot open file"));
	CHECK(no_chain("none", "cannot open file"));
	CHECK(mkfifo("pipe", 0600) == 0);
	CHECK(no_key("pipe", "not a regular file"));
	CHECK(no_chain("pipe", "not a regular file"));
	CHECK(no_chain(".", "not a regular file"));
	CHECK(put("large", zeros, sizeof(zeros), 0600));
	CHECK(no_key("large", "too long") && no_chain("large", "too long"));
	CHECK(put("large", zeros, sizeof(zeros) - 1, 0600));
	CHECK(no_key("large", "not a private key"));
	CHECK(put("large", "", 0, 0600));
	CHECK(no_key("large", "not a private key"));
	CHECK(no_chain("large", "not a chain of certificates"));
	CHECK(no_key("cert", "0600"));
	CHECK(no_chain("key", "not a chain of certificates"));
}

/* Which algorithms and curves. */
static void
test_algorithms(void)
{
	static const struct {
		gnutls_pk_algorithm_t pk;
		unsigned bits;
		bool fine;
	} keys[] = {
		{ GNUTLS_PK_ECDSA,
		    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), true },
		{ GNUTLS_PK_ECDSA,
		    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP384R1), true },
		{ GNUTLS_PK_ECDSA,
		    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP521R1), true },
		{ GNUTLS_PK_RSA, 2048, true },
		{ GNUTLS_PK_EDDSA_ED25519, 256, true },
		{ GNUTLS_PK_ECDSA,
		    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP192R1), false },
		{ GNUTLS_PK_ECDSA,
		    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP224R1), false },
		{ GNUTLS_PK_EDDSA_ED448, 456, false },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		gnutls_x509_privkey_deinit(
		    new_key_of("other", keys[i].pk, keys[i].bits));
		if (!CHECK(keys[i].fine ? is_key("other")
					: no_key("other", "neither ECDSA")))
			printf("key %zu\n", i);
	}
}

/* The lines that --check prints of the pair, in SAID; its exit code. */
static int
check(const char *cert, const char *key, const char *name)
{
	char words[3][64], *argv[3] = { words[0], words[1], words[2] };
	int out = dup(STDOUT_FILENO), fd, code;
	ssize_t n;

	snprintf(words[0], sizeof(words[0]), "%s", cert);
	snprintf(words[1], sizeof(words[1]), "%s", key);
	snprintf(words[2], sizeof(words[2]), "%s", name);
	fflush(stdout);
	fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK(out >= 0 && fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0);
	code = check_pair(3, argv);
	fflush(stdout);
	CHECK(dup2(out, STDOUT_FILENO) >= 0 && close(out) == 0);
	n = pread(fd, said, sizeof(said) - 1, 0);
	said[n > 0 ? n : 0] = '\0';
	CHECK(close(fd) == 0 && unlink("out") == 0);
	return code;
}

/* What check.c takes for the present; 0: what it is. */
static time_t present;
struct timespec __real_clock_wall(void);
struct timespec __wrap_clock_wall(void);

struct timespec
__wrap_clock_wall(void)
{
	return present > 0 ? (struct timespec){ present, 0 }
			   : __real_clock_wall();
}

/* The days before an end that are told; -1: none. */
static int
told(time_t end, time_t before)
{
	const char *days;

	present = end - before;
	if (check("other", "key", "mx.example") == EX_OK)
		return said[0] == '\0' ? -1 : -2;
	days = strstr(said, "left: \"");
	return days != NULL ? atoi(days + strlen("left: \"")) : -3;
}

static void
test_days(gnutls_x509_privkey_t key)
{
	time_t now = time(NULL), day = 86400, end = now + 90 * day;

	new_certificate("other", key, now - day, end);
	CHECK(told(end, 14 * day + 1) == -1);
	CHECK(told(end, 14 * day) == 14);
	CHECK(told(end, 14 * day - 1) == 13);
	CHECK(told(end, day) == 1 && told(end, 1) == 0);
	CHECK(told(end, 0) == -3 && strstr(said, "has expired") != NULL);
	present = 0;
}

static void
test_check(gnutls_x509_privkey_t key)
{
	time_t now = time(NULL), day = 86400;

	CHECK(check_pair(0, NULL) == EX_USAGE);
	CHECK(check("cert", "key", "mx.example") == EX_OK && said[0] == '\0');
	CHECK(check("cert", "key", "other.example") == EX_CONFIG);
	CHECK(strstr(said, "for another name") != NULL);
	CHECK(check("cert", "key2", "mx.example") == EX_CONFIG);
	CHECK(strstr(said, "not the key") != NULL);
	CHECK(check("none", "key2", "mx.example") == EX_CONFIG);
	CHECK(strstr(said, "cannot open file") != NULL);
	new_certificate("other", key, now + day, now + 90 * day);
	CHECK(check("other", "key", "mx.example") == EX_CONFIG);
	CHECK(strstr(said, "not valid yet") != NULL);
	new_certificate("other", key, now - 9 * day, now - day);
	CHECK(check("other", "key", "mx.example") == EX_CONFIG);
	CHECK(strstr(said, "has expired") != NULL);
}

int
main(void)
{
	time_t now = time(NULL);
	gnutls_x509_privkey_t key, other;

	if (!CHECK(scratch_enter()))
		return 1;
	key = new_key("key");
	other = new_key("key2");
	new_certificate("cert", key, now - 60, now + 90 * 86400);
	test_modes();
	test_kinds();
	test_algorithms();
	test_check(key);
	test_days(key);
	gnutls_x509_privkey_deinit(key);
	gnutls_x509_privkey_deinit(other);
	CHECK(chdir("/") == 0 && scratch_remove(scratch_dir));
	return unit_done();
}
