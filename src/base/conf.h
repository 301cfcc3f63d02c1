/*
 * conf.h - the configuration: smtpd-lite.conf, -o and -m.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/limits.h"
#include "base/report.h"

enum conf_log {
	CONF_LOG_AUTO,
	CONF_LOG_STDERR,
	CONF_LOG_SYSLOG,
	CONF_LOG_NONE
};
enum conf_handshake {
	CONF_HS_OFFER, /* if a key exists */
	CONF_HS_OFF,
	CONF_HS_REQUIRE
};
enum conf_tls {
	CONF_TLS_OFFER, /* where there is a pair */
	CONF_TLS_OFF,
	CONF_TLS_REQUIRE,
	CONF_TLS_IMPLICIT /* before the banner */
};
enum conf_plaintext { CONF_PLAIN_NEVER, CONF_PLAIN_LOCAL, CONF_PLAIN_ALWAYS };
enum conf_sender { CONF_SENDER_MATCH, CONF_SENDER_ANY };
enum conf_dialect { CONF_STRICT, CONF_TEACHING };
enum conf_signup {
	CONF_SIGNUP_OFF,
	CONF_SIGNUP_GUEST,
	CONF_SIGNUP_OPEN,
	CONF_SIGNUP_BOTH
};
enum conf_helo { CONF_HELO_OFF, CONF_HELO_MATCH };

struct conf {
	char hostname[LIM_DOMAIN + 1];
	char mail[LIM_FILE]; /* with its %d, %u, %% */
	char users[LIM_FILE];
	char aliases[LIM_FILE];
	char keys[LIM_FILE];
	char authorized_keys[LIM_FILE];
	char run[LIM_FILE];
	char tls_cert[LIM_FILE];
	char tls_key[LIM_FILE];
	char tls_program[LIM_FILE];
	char proxy_from[LIM_FILE]; /* networks (base/ip.h) */
	uint64_t max_size;
	uint64_t max_recipients;
	uint64_t max_errors;
	uint64_t idle_timeout; /* seconds */
	uint64_t session_timeout;
	uint64_t min_rate;
	uint64_t signup_limit;
	uint64_t max_connections; /* of a listener ... */
	uint64_t max_per_source;
	uint64_t idle_exit; /* ... in seconds; 0: never */
	int handshake, tls, plaintext_auth, sender_login, submission;
	int dialect, signup, helo_domain, log;
	char delimiter[2]; /* of user+tag; empty: off */
	bool users_any;
};

/* The default path of the configuration. */
extern const char conf_default_path[];

/* The defaults of the table in smtpd-lite.conf(5). */
void conf_init(struct conf *c);
/* Sets one key; a keyvalue_set for a struct conf. */
const char *conf_set(void *conf, struct bytes name, struct bytes value);
/* The embedded default: mail = DIR/%d/%u, users = any. A folder that cannot be
 * that is reported through R. */
void conf_embedded(struct conf *c, const char *dir, struct report *r);

#endif
