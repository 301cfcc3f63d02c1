/*
 * config.c - the client's settings.
 * Runs in the client, before it connects. The user's own file and
 * environment are trusted to mean what they say, not to be well formed.
 */
#include "smtp/config.h"
#include "base/base64.h"
#include "base/place.h"
#include "proto/args.h"
#include "smtp/complain.h"
#include "smtp/target.h"
#include "vault/key.h"

#include <errno.h>
#include <pwd.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

struct key;
typedef bool set_fn(struct config *c, const struct key *k, struct bytes v);
static set_fn set_text, set_server, set_pin, set_name, set_seconds, set_flag,
    set_tls, set_tls_pin;

static const struct key {
	const char *name;
	set_fn *set;
	size_t at, cap; /* in struct config */
} keys[] = {
#define KEY(name, set, member) \
	{ \
		name, set, offsetof(struct config, member), \
		    sizeof(((struct config *)0)->member) \
	}
	KEY("server", set_server, server),
	KEY("login", set_text, login),
	KEY("password-file", set_text, password_file),
	KEY("password-command", set_text, password_command),
	KEY("pin", set_pin, pin),
	KEY("known-hosts", set_text, known_hosts),
	KEY("key", set_text, key),
	KEY("helo", set_name, helo),
	KEY("from", set_text, from),
	KEY("domain", set_name, domain),
	KEY("timeout", set_seconds, timeout),
	KEY("plain", set_flag, plain),
	KEY("tls", set_tls, tls),
	KEY("tls-pin", set_tls_pin, tls_pin),
	KEY("tls-ca", set_text, tls_ca),
	KEY("tls-program", set_text, tls_program),
};

#define FILE_ROOM 32 /* for a slash and the name of a file */
#define TLSC LIBEXECDIR "/smtpd-lite/tlsc-lite"
#define TIME_LIMIT ((uint64_t)24 * 3600)

static bool
set_text(struct config *c, const struct key *k, struct bytes v)
{
	struct text t = { (char *)c + k->at, k->cap, 0, false };

	if (v.n == 0 || v.n >= k->cap || memchr(v.p, '\0', v.n) != NULL)
		return false;
	text_put(&t, v);
	return text_end(&t);
}

static bool
set_server(struct config *c, const struct key *k, struct bytes v)
{
	struct target t;

	return target_parse(&t, v) && set_text(c, k, v);
}

static bool
set_pin(struct config *c, const struct key *k, struct bytes v)
{
	uint8_t key[NOISE_KEY];

	return base64_exact(v, key, sizeof(key)) && !key_low_order(key) &&
	       set_text(c, k, v);
}

static bool
set_name(struct config *c, const struct key *k, struct bytes v)
{
	return helo_name_valid(v) && set_text(c, k, v);
}

static bool
set_seconds(struct config *c, const struct key *k, struct bytes v)
{
	uint64_t n;

	(void)k;
	if (!num_parse(v, TIME_LIMIT, &n) || n == 0)
		return false;
	c->timeout = n;
	return true;
}

static bool
set_flag(struct config *c, const struct key *k, struct bytes v)
{
	(void)k;
	c->plain = bytes_eq(v, BYTES("yes"));
	return c->plain || bytes_eq(v, BYTES("no"));
}

static bool
set_tls(struct config *c, const struct key *k, struct bytes v)
{
	(void)k;
	c->tls = bytes_eq(v, BYTES("off"))        ? CONFIG_TLS_OFF
		 : bytes_eq(v, BYTES("starttls")) ? CONFIG_TLS_STARTTLS
		 : bytes_eq(v, BYTES("implicit")) ? CONFIG_TLS_IMPLICIT
						  : CONFIG_TLS_DEFAULT;
	return c->tls != CONFIG_TLS_DEFAULT;
}

/* As curl has it: several with a semicolon between them. */
static bool
set_tls_pin(struct config *c, const struct key *k, struct bytes v)
{
	const struct bytes head = BYTES("sha256//");
	struct bytes rest = v;
	uint8_t digest[32];
	bool ok = v.n > 0;

	while (ok && rest.n > 0) {
		struct bytes pin = bytes_trim(bytes_take(&rest, ';'));

		ok = pin.n > head.n &&
		     bytes_eq((struct bytes){ pin.p, head.n }, head) &&
		     base64_exact(
			 bytes_skip(pin, head.n), digest, sizeof(digest));
	}
	return ok && set_text(c, k, v);
}

const char *
config_set(void *arg, struct bytes name, struct bytes value)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (bytes_eq(name, bytes_str(keys[i].name)))
			return keys[i].set(arg, &keys[i], value) ? NULL
								 : KEYVALUE_BAD;
	return "unknown key";
}

static const struct passwd *
caller(void)
{
	static const struct passwd *pw;

	if (pw == NULL)
		pw = getpwuid(geteuid());
	return pw;
}

const char *
config_folder(void)
{
	static char folder[LIM_FILE - FILE_ROOM];
	struct text t = TEXT(folder);
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (folder[0] != '\0')
		return folder;
	/* The specification of these folders ignores relative ones. */
	if (base == NULL || base[0] != '/') {
		if ((home == NULL || home[0] != '/') && caller() != NULL)
			home = caller()->pw_dir;
		if (home == NULL)
			return NULL;
		text_str(&t, home);
		base = "/.config";
	}
	text_str(&t, base);
	text_str(&t, "/smtp-lite");
	if (!text_end(&t)) {
		complain(NULL, "a folder of too long a name", bytes_str(base));
		_exit(EX_CONFIG);
	}
	return folder;
}

bool
config_make_folder(struct report *r)
{
	char path[LIM_FILE];
	struct text t = TEXT(path);
	struct place p;

	text_str(&t, config_folder());
	text_str(&t, "/.");
	if (!text_end(&t) || !place_enter(&p, path, PLACE_MAKE, r))
		return false;
	place_leave(&p);
	return true;
}

const char *
config_user(void)
{
	return caller() != NULL && caller()->pw_name[0] != '\0'
		   ? caller()->pw_name
		   : "nobody";
}

struct bytes
config_full_name(void)
{
	struct bytes all;

	if (caller() == NULL || caller()->pw_gecos == NULL)
		return BYTES("");
	all = bytes_str(caller()->pw_gecos);
	return bytes_trim(bytes_take(&all, ','));
}

static bool
read_one(struct config *c, const char *path, struct report *r)
{
	if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	return keyvalue_read(config_set, c, path, r);
}

static void
defaults(struct config *c)
{
	memset(c, 0, sizeof(*c));
	memcpy(c->server, "localhost:25", sizeof("localhost:25"));
	c->timeout = 300;
	memcpy(c->tls_program, TLSC, sizeof(TLSC));
	/* gethostname need not terminate. */
	if (gethostname(c->helo, sizeof(c->helo) - 1) != 0 ||
	    !helo_name_valid(bytes_str(c->helo)))
		memcpy(c->helo, "localhost", sizeof("localhost"));
	memcpy(c->domain, c->helo, sizeof(c->domain));
}

bool
config_read(struct config *c, struct report *r)
{
	char path[LIM_FILE];
	struct text t = TEXT(path);
	bool ok;

	defaults(c);
	ok = read_one(c, SYSCONFDIR "/smtpd-lite/smtp-lite.conf", r);
	if (config_folder() == NULL)
		return ok;
	text_str(&t, config_folder());
	text_str(&t, "/smtp-lite.conf");
	return text_end(&t) && read_one(c, path, r) && ok;
}
