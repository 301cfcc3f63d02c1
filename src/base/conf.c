/*
 * conf.c - the configuration: smtpd-lite.conf, -o and -m.
 * Runs in main, before the fork, and in the tools. Trusts neither the
 * file nor the command line to be well formed.
 */
#include "base/conf.h"
#include "base/keyvalue.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define ETC SYSCONFDIR "/smtpd-lite/"

const char conf_default_path[] = ETC "smtpd-lite.conf";

struct key;
typedef bool set_fn(struct conf *c, const struct key *k, struct bytes v);
static set_fn set_host, set_mail, set_path, set_size, set_number, set_time,
    set_choice, set_delimiter;

/* A key: its setter, its place in struct conf, the values it may have. */
struct key {
	const char *name;
	set_fn *set;
	size_t at; /* in struct conf */
	uint64_t min, max;
	const char *choices; /* "a b c": 0, 1, 2 of its enum */
	int first;           /* the number of the first choice */
};

#ifdef WITH_TEACHING
#define DIALECTS "strict teaching"
#else
#define DIALECTS "strict"
#endif

#define AT(member) offsetof(struct conf, member)
#define SIZE_LIMIT ((uint64_t)1 << 40)
#define TIME_LIMIT ((uint64_t)7 * 24 * 3600)

static const struct key keys[] = {
	{ "hostname", set_host, AT(hostname), 0, 0, NULL, 0 },
	{ "mail", set_mail, AT(mail), 0, 0, NULL, 0 },
	{ "users", set_path, AT(users), 0, 0, NULL, 0 },
	{ "aliases", set_path, AT(aliases), 0, 0, NULL, 0 },
	{ "keys", set_path, AT(keys), 0, 0, NULL, 0 },
	{ "authorized-keys", set_path, AT(authorized_keys), 0, 0, NULL, 0 },
	{ "run", set_path, AT(run), 0, 0, NULL, 0 },
	{ "max-size", set_size, AT(max_size), 1, SIZE_LIMIT, NULL, 0 },
	{ "max-recipients", set_number, AT(max_recipients), LIM_RCPT_MIN,
	    LIM_RCPT_MAX, NULL, 0 },
	{ "max-errors", set_number, AT(max_errors), 1, 1000000, NULL, 0 },
	{ "idle-timeout", set_time, AT(idle_timeout), 1, TIME_LIMIT, NULL, 0 },
	{ "session-timeout", set_time, AT(session_timeout), 1, TIME_LIMIT, NULL,
	    0 },
	{ "min-rate", set_number, AT(min_rate), 0, SIZE_LIMIT, NULL, 0 },
	{ "handshake", set_choice, AT(handshake), 0, 0, "off offer require",
	    CONF_HS_OFF },
	{ "plaintext-auth", set_choice, AT(plaintext_auth), 0, 0,
	    "never local always", 0 },
	{ "sender-login", set_choice, AT(sender_login), 0, 0, "match any", 0 },
	{ "recipient-delimiter", set_delimiter, AT(delimiter), 0, 0, NULL, 0 },
	{ "dialect", set_choice, AT(dialect), 0, 0, DIALECTS, 0 },
	{ "signup", set_choice, AT(signup), 0, 0, "off guest open guest,open",
	    0 },
	{ "signup-limit", set_number, AT(signup_limit), 0, 1000000, NULL, 0 },
	{ "helo-domain", set_choice, AT(helo_domain), 0, 0, "off match", 0 },
	{ "log", set_choice, AT(log), 0, 0, "auto stderr syslog none", 0 },
};

static bool
printable(struct bytes v, const char *but)
{
	for (size_t i = 0; i < v.n; i++)
		if (v.p[i] <= 0x20 || v.p[i] >= 0x7f ||
		    strchr(but, v.p[i]) != NULL)
			return false;
	return v.n > 0;
}

static bool
set_string(struct conf *c, const struct key *k, struct bytes v, size_t cap)
{
	struct text t = { (char *)c + k->at, cap, 0, false };

	if (v.n == 0 || memchr(v.p, '\0', v.n) != NULL || v.n >= cap)
		return false;
	text_put(&t, v);
	return text_end(&t);
}

static bool
set_host(struct conf *c, const struct key *k, struct bytes v)
{
	return printable(v, "\"()<>@,;\\") &&
	       set_string(c, k, v, sizeof(c->hostname));
}

static bool
set_path(struct conf *c, const struct key *k, struct bytes v)
{
	if (!set_string(c, k, v, LIM_FILE))
		return false;
	if (k->at == AT(users))
		c->users_any = bytes_eq(v, BYTES("any"));
	return true;
}

/* Every % must be one we know, and what it stands for must be a whole
 * component or part of one; the first component may not be it. */
static bool
set_mail(struct conf *c, const struct key *k, struct bytes v)
{
	for (size_t i = 0; i < v.n; i++)
		if (v.p[i] == '%') {
			if (i == 0 || i + 1 == v.n ||
			    strchr("du%", v.p[i + 1]) == NULL)
				return false;
			i++;
		}
	return set_string(c, k, v, sizeof(c->mail));
}

static bool
set_u64(struct conf *c, const struct key *k, uint64_t v)
{
	if (v < k->min)
		return false;
	memcpy((char *)c + k->at, &v, sizeof(v));
	return true;
}

static bool
set_size(struct conf *c, const struct key *k, struct bytes v)
{
	uint64_t n;

	return num_size(v, k->max, &n) && set_u64(c, k, n);
}

static bool
set_number(struct conf *c, const struct key *k, struct bytes v)
{
	uint64_t n;

	return num_parse(v, k->max, &n) && set_u64(c, k, n);
}

static bool
set_time(struct conf *c, const struct key *k, struct bytes v)
{
	uint64_t unit = 1, n;

	if (v.n > 0 && memchr("smh", v.p[v.n - 1], 3) != NULL) {
		v.n--;
		unit = v.p[v.n] == 's' ? 1 : v.p[v.n] == 'm' ? 60 : 3600;
	}
	return num_parse(v, k->max / unit, &n) && set_u64(c, k, n * unit);
}

static bool
set_choice(struct conf *c, const struct key *k, struct bytes v)
{
	struct bytes left = bytes_str(k->choices), word;

	for (int i = k->first;; i++) {
		bool more = bytes_cut(&left, ' ', &word);

		if (bytes_eq(more ? word : left, v)) {
			memcpy((char *)c + k->at, &i, sizeof(i));
			return true;
		}
		if (!more)
			return false;
	}
}

static bool
set_delimiter(struct conf *c, const struct key *k, struct bytes v)
{
	(void)k;
	if (v.n > 1 || (v.n == 1 && !printable(v, "@/.\"\\")))
		return false;
	c->delimiter = v.n == 1 ? v.p[0] : '\0';
	return true;
}

static const char *
assign(void *arg, struct bytes name, struct bytes value)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (bytes_eq(name, bytes_str(keys[i].name))) {
			if (keys[i].set(arg, &keys[i], value))
				return NULL;
			return keys[i].at == AT(dialect) &&
				       bytes_eq(value, BYTES("teaching"))
				   ? "bad value (this build has no teaching "
				     "dialect)"
				   : "bad value";
		}
	return "unknown key";
}

void
conf_init(struct conf *c)
{
	memset(c, 0, sizeof(*c));
	/* gethostname need not terminate; a name we could not print in a
	 * banner is no name. */
	if (gethostname(c->hostname, sizeof(c->hostname) - 1) != 0 ||
	    !printable(bytes_str(c->hostname), "\"()<>@,;\\"))
		memcpy(c->hostname, "localhost", sizeof("localhost"));
	memcpy(c->mail, LOCALSTATEDIR "/lib/smtpd-lite/mail/%d/%u",
	    sizeof(LOCALSTATEDIR "/lib/smtpd-lite/mail/%d/%u"));
	memcpy(c->users, ETC "users", sizeof(ETC "users"));
	memcpy(c->aliases, ETC "aliases", sizeof(ETC "aliases"));
	memcpy(c->keys, ETC "keys", sizeof(ETC "keys"));
	memcpy(c->authorized_keys, ETC "authorized_keys",
	    sizeof(ETC "authorized_keys"));
	memcpy(c->run, "/run/smtpd-lite", sizeof("/run/smtpd-lite"));
	c->max_size = (uint64_t)50 << 20;
	c->max_recipients = LIM_RCPT_MIN;
	c->max_errors = 10;
	c->idle_timeout = 300;
	c->session_timeout = 3600;
	c->min_rate = 500;
	c->signup_limit = 1000;
	c->handshake = CONF_HS_AUTO;
	c->plaintext_auth = CONF_PLAIN_LOCAL;
	c->delimiter = '+';
}

bool
conf_read(struct conf *c, const char *path, struct report *r)
{
	return keyvalue_read(assign, c, path, r);
}

bool
conf_option(struct conf *c, const char *option, struct report *r)
{
	return keyvalue_line(assign, c, bytes_str(option), "-o", 0, r);
}

bool
conf_embedded(struct conf *c, const char *dir, struct report *r)
{
	struct text t = TEXT(c->mail);

	for (const char *p = dir; *p != '\0'; p++) {
		text_char(&t, *p);
		if (*p == '%')
			text_char(&t, '%');
	}
	text_str(&t, "/%d/%u");
	if (*dir == '\0' || !text_end(&t)) {
		report(r, "-m", 0, "not a usable folder", bytes_str(dir));
		return false;
	}
	memcpy(c->users, "any", sizeof("any"));
	c->users_any = true;
	return true;
}
