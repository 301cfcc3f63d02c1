/*
 * sasl.h - LOGIN, PLAIN (RFC 4616) and EXTERNAL (RFC 4422), the server's side,
 * for SMTP and POP3 alike. It finds out who the peer claims to be; the guard
 * decides whether that is true.
 */
#ifndef PROTO_SASL_H
#define PROTO_SASL_H

#include "base/bytes.h"
#include "base/limits.h"

enum sasl_mech { SASL_PLAIN, SASL_LOGIN, SASL_EXTERNAL };

/* A part of a request to the guard, so its size is fixed. A name that is too
 * long is cut to LIM_LOGIN, and nobody has that name. The password is empty if
 * it was too long, or if PLAIN asks to act for another user; nobody can log in
 * then. EXTERNAL has only a name; an empty one stands for the first user of the
 * key. */
struct sasl_login {
	uint16_t name_n, password_n;
	char name[LIM_LOGIN];
	char password[LIM_PASSWORD];
};

struct sasl {
	enum sasl_mech mech;
	bool named; /* LOGIN: the name has come */
	struct sasl_login login;
};

enum sasl_rc {
	SASL_DONE,     /* the login is complete; wipe the struct after use */
	SASL_ASK,      /* send sasl_challenge, take one more line */
	SASL_CANCEL,   /* 501 5.7.0 */
	SASL_BAD,      /* 501 5.5.2: no strict base64, or not of this form */
	SASL_UNKNOWN,  /* 504 5.5.4: no mechanism that is offered */
	SASL_NOT_HERE, /* 538 5.7.11: no password on this channel */
	SASL_RCS
};

void sasl_begin(struct sasl *s, enum sasl_mech mech);
/* Begins a login. ARG is the rest of the AUTH line: a mechanism, and perhaps an
 * initial response, which is wiped. PASSWORD and KEY say whether the peer may
 * log in by either here. */
enum sasl_rc sasl_auth(
    struct sasl *s, struct bytes arg, bool password, bool key);
/* A login by name and password as they are, for POP3's USER and PASS. */
void sasl_name(struct sasl *s, struct bytes name);
void sasl_password(struct sasl *s, struct bytes password);
/* The base64 to be sent behind `334 ` or `+ `. */
const char *sasl_challenge(const struct sasl *s);
/* Takes an answer, without its line end. INITIAL: it stood in the AUTH command
 * itself. The N octets at LINE are decoded in place and wiped. After
 * SASL_CANCEL and SASL_BAD the struct has been wiped. */
enum sasl_rc sasl_take(struct sasl *s, char *line, size_t n, bool initial);

#endif
