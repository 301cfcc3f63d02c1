/*
 * dns.c - smtpd-litectl dns: what to publish, so that mail for a domain comes
 * here, and by TLS.
 * Runs in the tool. The certificate is looked at by tlsd-lite, which has the
 * library for it.
 */
#include "base/file.h"
#include "ctl/ctl.h"
#include "users/users.h"

#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define HASH 64 /* digits of SHA-256 */
#define ID 16   /* octets that name a policy */
#define SAID 1024
/* Octets of a name as text, and of a label in it: RFC 1035 2.3.4. */
#define NAME 253
#define LABEL 63

static _Noreturn void
ask_tlsd(const struct conf *c, int out)
{
	char *const argv[] = { (char *)(uintptr_t)c->tls_program,
		(char *)(uintptr_t) "--dane", (char *)(uintptr_t)c->tls_cert,
		(char *)(uintptr_t)c->tls_key, (char *)(uintptr_t)c->hostname,
		NULL };
	char *const none[] = { NULL };

	if (dup2(out, STDOUT_FILENO) >= 0)
		(void)execve(argv[0], argv, none);
	_exit(EX_UNAVAILABLE);
}

/* All that tlsd-lite says of certificate and key, in SAID. False: it has ended
 * with an error. */
static bool
hear(const struct conf *c, char said[SAID])
{
	int ends[2], status = -1;
	size_t n = 0;
	ssize_t got;
	pid_t child;

	said[0] = '\0';
	if (pipe(ends) != 0)
		return false;
	child = fork();
	if (child == 0)
		ask_tlsd(c, ends[1]);
	(void)close(ends[1]);
	while ((got = read(ends[0], said + n, SAID - 1 - n)) > 0)
		n += (size_t)got;
	(void)close(ends[0]);
	said[n] = '\0';
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* True if SAID has the hash of the certificate's key, then a line of what
 * senders would hold against the certificate, and if that is empty one of the
 * CA that vouches for it. Else it says why there is no STARTTLS, without which
 * senders that believe the records would send nothing. */
static bool
look_at_certificate(const struct conf *c, char said[SAID])
{
	const char *why = "tlsd-lite does not work (tls-program)";
	bool heard = false;

	said[0] = '\0';
	if (c->tls == CONF_TLS_OFF)
		why = "tls = off";
	else if (c->tls == CONF_TLS_IMPLICIT)
		why = "tls = implicit, which is for other ports than 25";
	else if (c->handshake == CONF_HS_REQUIRE)
		why = "handshake = require, which leaves no TLS";
	else if (access(c->tls_program, X_OK) != 0)
		why = "tlsd-lite is not installed (tls-program)";
	else
		heard = hear(c, said);
	if (heard && strspn(said, "0123456789abcdef") == HASH &&
	    said[HASH] == '\n')
		return true;
	if (said[0] == '\0')
		memcpy(said, why, strlen(why) + 1);
	return false;
}

/* A name, and what kind of record it has. */
static void
put_record(
    struct text *t, const char *before, const char *name, const char *type)
{
	text_str(t, before);
	text_str(t, name);
	text_str(t, ". IN ");
	text_str(t, type);
}

/* A policy is told from the one before it by its id, which is a hash of it. */
static void
put_policy(struct text *t, const char *domain, const char *host)
{
	char buf[LIM_DOMAIN + 128], hex[2 * ID + 1];
	unsigned char id[ID];
	struct text policy = TEXT(buf);

	text_str(&policy, ";   version: STSv1\n;   mode: enforce\n;   mx: ");
	text_str(&policy, host);
	text_str(&policy, "\n;   max_age: 604800\n");
	(void)crypto_generichash(id, sizeof(id), (const unsigned char *)buf,
	    text_bytes(&policy).n, NULL, 0);
	put_record(t, "_mta-sts.", domain, "TXT \"v=STSv1; id=");
	text_str(t, sodium_bin2hex(hex, sizeof(hex), id, sizeof(id)));
	text_str(t, "\"\n; and this at https://mta-sts.");
	text_str(t, domain);
	text_str(t, "/.well-known/mta-sts.txt:\n");
	text_put(t, text_bytes(&policy));
}

/* A remark, and the first line of what was said. */
static void
put_remark(struct text *t, const char *remark, const char *said)
{
	text_str(t, remark);
	text_put(t, (struct bytes){ said, strcspn(said, "\n") });
	text_char(t, '\n');
}

static void
put_tls(struct text *t, const struct conf *c, const char *domain)
{
	char said[SAID];

	if (!look_at_certificate(c, said)) {
		put_remark(t, "; no TLSA, no MTA-STS: ", said);
		return;
	}
	put_record(t, "_25._tcp.", c->hostname, "TLSA 3 1 1 ");
	text_put(t, (struct bytes){ said, HASH });
	text_str(t, "\n; in a zone that is signed; the key must stay when the "
		    "certificate is renewed\n");
	/* Senders that believe such a policy would send nothing. */
	if (said[HASH + 1] != '\n') {
		put_remark(t, "; no MTA-STS: ", said + HASH + 1);
		return;
	}
	/* We know the CAs of this machine, and not those of the world. */
	put_remark(t, "; only if all senders trust the CA that vouches here: ",
	    said + HASH + 2);
	put_policy(t, domain, c->hostname);
}

/* True if mail for DOMAIN is taken here; *RC is the exit code if not. */
static bool
is_ours(struct ctl *c, const struct addr *domain, int *rc)
{
	struct users u;
	enum users_rc found = USERS_ERROR;

	if (c->conf.users_any)
		return true;
	if (users_open(&u, &c->conf, &c->report)) {
		found = users_domain(&u, domain);
		users_close(&u);
	}
	if (found == USERS_NO)
		ctl_complain("no user is in that domain: smtpd-litectl user "
			     "add",
		    NULL);
	*rc = found == USERS_NO ? EX_NOUSER : EX_NOINPUT;
	return found == USERS_YES;
}

/* True if a host, or a domain with mail, can have this name in the DNS
 * (RFC 1123 2.1): an address has digits at its end. */
static bool
is_name(const char *name)
{
	struct bytes left = bytes_str(name), label;
	bool more = true, digits = true;

	if (left.n > NAME)
		return false;
	while (more) {
		more = bytes_cut(&left, '.', &label);
		if (!more)
			label = left;
		digits = true;
		for (size_t i = 0; i < label.n; i++) {
			char c = label.p[i];

			if (!ascii_alnum(c) &&
			    (c != '-' || i == 0 || i == label.n - 1))
				return false;
			digits = digits && ascii_digit(c);
		}
		if (label.n == 0 || label.n > LABEL)
			return false;
	}
	return !digits;
}

int
ctl_dns(struct ctl *c, int argc, char **argv)
{
	const char *domain = argv[0];
	char buf[4096];
	struct text t = TEXT(buf);
	struct addr a;
	int rc;

	(void)argc;
	if (!is_name(domain) || !addr_set(&a, BYTES(""), bytes_str(domain))) {
		ctl_complain("no domain of the DNS", domain);
		return EX_DATAERR;
	}
	if (strchr(c->conf.hostname, '.') == NULL ||
	    !is_name(c->conf.hostname)) {
		ctl_complain("no name in the DNS, so set hostname = NAME",
		    c->conf.hostname);
		return EX_CONFIG;
	}
	if (!is_ours(c, &a, &rc))
		return rc;
	/* The key has to be of use to the server, and not to root. */
	(void)sysuser_find(&c->as, NULL, &c->conf);
	if (geteuid() == 0 && !sysuser_become(&c->as)) {
		ctl_complain("cannot become another account", c->as.name);
		return EX_OSERR;
	}
	if (sodium_init() < 0)
		return EX_OSERR;
	put_record(&t, "", domain, "MX 10 ");
	text_str(&t, c->conf.hostname);
	text_str(&t, ".\n");
	put_tls(&t, &c->conf, domain);
	put_record(&t, "; if nobody sends mail as this domain:\n; ", domain,
	    "TXT \"v=spf1 -all\"\n");
	return ctl_print(&t);
}
