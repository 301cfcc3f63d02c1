/*
 * conf.c - the configuration: smtpd-lite.conf, -o and -m.
 * Runs in main, before the fork, in the listener, which reads it again, and in
 * the tools. Trusts neither the file nor the command line to be well formed.
 */
#include "base/conf.h"
#include "base/ip.h"
#include "base/keyvalue.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define ETC SYSCONFDIR "/smtpd-lite/"

const char conf_default_path[] = ETC "smtpd-lite.conf";

struct key;
typedef bool set_fn(struct conf *c, const struct key *k, struct bytes v);
static set_fn set_text, set_mail, set_nets, set_number, set_choice;

/* A letter that a number may end in, and what it multiplies with. */
struct unit {
	char letter; /* NUL: the last one, a number alone */
	uint32_t factor;
};

/* A key: its setter, its place in struct conf, the value it has if nobody
 * gives it one, the values it may have. */
struct key {
	const char *name, *initial; /* initial NULL: what zero means */
	set_fn *set;
	union {
		const char *never; /* nor a control or a blank; NULL: NUL */
		const struct unit *units;
		const char *const *choices; /* in the order of its enum */
	};
	uint64_t max;     /* of a number, or of a text's length */
	uint16_t min, at; /* at: in struct conf */
};

#ifdef WITH_TEACHING
#define DIALECTS "strict", "teaching"
#define NOT_HERE KEYVALUE_BAD
#else
#define DIALECTS "strict"
#define NOT_HERE KEYVALUE_BAD " (this build has no teaching dialect)"
#endif

#define SIZE_LIMIT ((uint64_t)1 << 40)
#define WEEK ((uint64_t)7 * 24 * 3600)

static const struct unit sizes[] = { { 'K', 1 << 10 }, { 'k', 1 << 10 },
	{ 'M', 1 << 20 }, { 'm', 1 << 20 }, { 'G', 1 << 30 }, { 'g', 1 << 30 },
	{ '\0', 1 } };
static const struct unit times[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 },
	{ '\0', 1 } };
static const struct unit none[] = { { '\0', 1 } };

#define AT(member) offsetof(struct conf, member)
#define ROOM(member) (sizeof(((struct conf *)0)->member) - 1)
#define TEXT_OF(member, value, least, not_in_it) \
	.set = set_text, .at = AT(member), .initial = value, .min = least, \
	.max = ROOM(member), .never = not_in_it
#define FILE_OF(member, value) TEXT_OF(member, value, 1, NULL)
#define NUMBER(member, value, least, most, may_end_in) \
	.set = set_number, .at = AT(member), .initial = value, .min = least, \
	.max = most, .units = may_end_in
#define CHOICE(member, value, ...) \
	.set = set_choice, .at = AT(member), .initial = value, \
	.choices = (const char *const[]) \
	{ \
		__VA_ARGS__, NULL \
	}

static const struct key keys[] = {
	{ "hostname", TEXT_OF(hostname, "localhost", 1, "\"()<>@,;\\") },
	{ "mail", .set = set_mail, .at = AT(mail),
	    .initial = LOCALSTATEDIR "/lib/smtpd-lite/mail/%d/%u", .min = 1,
	    .max = ROOM(mail) },
	{ "users", FILE_OF(users, ETC "users") },
	{ "aliases", FILE_OF(aliases, ETC "aliases") },
	{ "keys", FILE_OF(keys, ETC "keys") },
	{ "authorized-keys", FILE_OF(authorized_keys, ETC "authorized_keys") },
	{ "run", FILE_OF(run, "/run/smtpd-lite") },
	{ "max-size", NUMBER(max_size, "50M", 1, SIZE_LIMIT, sizes) },
	{ "max-recipients",
	    NUMBER(max_recipients, "100", LIM_RCPT_MIN, LIM_RCPT_MAX, none) },
	{ "max-errors", NUMBER(max_errors, "10", 1, 1000000, none) },
	{ "idle-timeout", NUMBER(idle_timeout, "5m", 1, WEEK, times) },
	{ "session-timeout", NUMBER(session_timeout, "1h", 1, WEEK, times) },
	{ "min-rate", NUMBER(min_rate, "500", 0, SIZE_LIMIT, none) },
	{ "max-connections",
	    NUMBER(max_connections, "100", 1, LIM_CONNECTIONS, none) },
	{ "max-per-source",
	    NUMBER(max_per_source, "20", 1, LIM_CONNECTIONS, none) },
	{ "proxy-from", .set = set_nets, .at = AT(proxy_from),
	    .max = ROOM(proxy_from) },
	{ "idle-exit", NUMBER(idle_exit, "30s", 0, WEEK, times) },
	{ "handshake", CHOICE(handshake, NULL, "offer", "off", "require") },
	{ "tls", CHOICE(tls, NULL, "offer", "off", "require", "implicit") },
	{ "tls-cert", FILE_OF(tls_cert, ETC "tls/fullchain.pem") },
	{ "tls-key", FILE_OF(tls_key, ETC "tls/privkey.pem") },
	{ "tls-program",
	    FILE_OF(tls_program, LIBEXECDIR "/smtpd-lite/tlsd-lite") },
	{ "submission", CHOICE(submission, NULL, "no", "yes") },
	{ "plaintext-auth",
	    CHOICE(plaintext_auth, "local", "never", "local", "always") },
	{ "sender-login", CHOICE(sender_login, NULL, "match", "any") },
	{ "recipient-delimiter", TEXT_OF(delimiter, "+", 0, "@/.\"\\") },
	{ "dialect", CHOICE(dialect, NULL, DIALECTS) },
	{ "signup",
	    CHOICE(signup, NULL, "off", "guest", "open", "guest,open") },
	{ "signup-limit", NUMBER(signup_limit, "1000", 0, 1000000, none) },
	{ "helo-domain", CHOICE(helo_domain, NULL, "off", "match") },
	{ "log", CHOICE(log, NULL, "auto", "stderr", "syslog", "none") },
};

#define KEYS (sizeof(keys) / sizeof(keys[0]))

static bool
set_text(struct conf *c, const struct key *k, struct bytes v)
{
	char *to = (char *)c + k->at;

	if (v.n < k->min || v.n > k->max)
		return false;
	for (size_t i = 0; i < v.n; i++)
		if (v.p[i] == '\0' ||
		    (k->never != NULL && (v.p[i] <= ' ' || v.p[i] > '~' ||
					     strchr(k->never, v.p[i]) != NULL)))
			return false;
	memcpy(to, v.p, v.n);
	to[v.n] = '\0';
	return true;
}

/* Every % must be one we know, and what it stands for must be a whole
 * component or part of one; the first component may not be it. */
static bool
set_mail(struct conf *c, const struct key *k, struct bytes v)
{
	struct bytes rest = v, before;

	while (bytes_cut(&rest, '%', &before)) {
		if (rest.p == v.p + 1 || rest.n == 0 ||
		    strchr("du%", rest.p[0]) == NULL)
			return false;
		rest = bytes_skip(rest, 1);
	}
	return set_text(c, k, v);
}

static bool
set_nets(struct conf *c, const struct key *k, struct bytes v)
{
	const struct ip any = { { 0 } };
	bool inside;

	return nets_contain(v, &any, &inside) && set_text(c, k, v);
}

static bool
set_number(struct conf *c, const struct key *k, struct bytes v)
{
	const struct unit *u = k->units;
	uint64_t n;

	while (u->letter != '\0' && (v.n == 0 || v.p[v.n - 1] != u->letter))
		u++;
	v.n -= u->letter != '\0';
	if (!num_parse(v, k->max / u->factor, &n) || n * u->factor < k->min)
		return false;
	n *= u->factor;
	memcpy((char *)c + k->at, &n, sizeof(n));
	return true;
}

static bool
set_choice(struct conf *c, const struct key *k, struct bytes v)
{
	for (int i = 0; k->choices[i] != NULL; i++)
		if (bytes_eq(v, bytes_str(k->choices[i]))) {
			memcpy((char *)c + k->at, &i, sizeof(i));
			return true;
		}
	return false;
}

const char *
conf_set(void *arg, struct bytes name, struct bytes v)
{
	const struct key *k = keys;
	struct conf *c = arg;

	while (k < keys + KEYS && !bytes_eq(name, bytes_str(k->name)))
		k++;
	if (k == keys + KEYS)
		return "unknown key";
	if (!k->set(c, k, v))
		return bytes_eq(v, BYTES("teaching")) ? NOT_HERE : KEYVALUE_BAD;
	c->users_any = strcmp(c->users, "any") == 0;
	return NULL;
}

void
conf_init(struct conf *c)
{
	char name[sizeof(c->hostname)] = "";

	memset(c, 0, sizeof(*c));
	for (const struct key *k = keys; k < keys + KEYS; k++)
		if (k->initial != NULL)
			(void)k->set(c, k, bytes_str(k->initial));
	/* gethostname(2) may leave out the NUL. A name that cannot stand in a
	 * banner is not used. */
	if (gethostname(name, sizeof(name) - 1) == 0)
		(void)conf_set(c, BYTES("hostname"), bytes_str(name));
}

void
conf_embedded(struct conf *c, const char *dir, struct report *r)
{
	struct text t = TEXT(c->mail);

	for (const char *p = dir; *p != '\0'; p++) {
		text_char(&t, *p);
		if (*p == '%')
			text_char(&t, '%');
	}
	text_str(&t, "/%d/%u");
	if (*dir == '\0' || !text_end(&t))
		report(r, "-m", 0, "not a usable folder", bytes_str(dir));
	(void)conf_set(c, BYTES("users"), BYTES("any"));
}
