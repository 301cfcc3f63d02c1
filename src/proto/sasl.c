/*
 * sasl.c - LOGIN, PLAIN and EXTERNAL. Pure; owns a password for a moment.
 * Runs in the wire; does not trust the answer.
 */
#include "proto/sasl.h"
#include "base/base64.h"

#include <sodium.h>
#include <string.h>

/* False: we do not have this mechanism. */
static bool
find(struct bytes name, enum sasl_mech *out)
{
	static const char *const names[] = {
		[SASL_PLAIN] = "PLAIN",
		[SASL_LOGIN] = "LOGIN",
		[SASL_EXTERNAL] = "EXTERNAL",
	};

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bytes_ieq(name, bytes_str(names[i]))) {
			*out = (enum sasl_mech)i;
			return true;
		}
	return false;
}

void
sasl_begin(struct sasl *s, enum sasl_mech mech)
{
	memset(s, 0, sizeof(*s));
	s->mech = mech;
}

const char *
sasl_challenge(const struct sasl *s)
{
	if (s->mech != SASL_LOGIN)
		return "";
	return s->named ? "UGFzc3dvcmQ6" : "VXNlcm5hbWU6";
}

static void
name_set(struct sasl_login *l, struct bytes name)
{
	size_t n = name.n < sizeof(l->name) ? name.n : sizeof(l->name);

	if (n > 0)
		memcpy(l->name, name.p, n);
	l->name_n = (uint16_t)n;
}

static void
password_set(struct sasl_login *l, struct bytes password)
{
	size_t n = password.n <= sizeof(l->password) ? password.n : 0;

	if (n > 0)
		memcpy(l->password, password.p, n);
	l->password_n = (uint16_t)n;
}

void
sasl_name(struct sasl *s, struct bytes name)
{
	name_set(&s->login, name);
}

void
sasl_password(struct sasl *s, struct bytes password)
{
	password_set(&s->login, password);
}

/* [authzid] NUL authcid NUL passwd */
static bool
plain(struct sasl_login *l, struct bytes in)
{
	struct bytes as, name;

	if (!bytes_cut(&in, '\0', &as) || !bytes_cut(&in, '\0', &name) ||
	    (in.n > 0 && memchr(in.p, '\0', in.n) != NULL))
		return false;
	name_set(l, name);
	if (as.n == 0 || bytes_ieq(as, name))
		password_set(l, in);
	return true;
}

static enum sasl_rc
sasl_step(struct sasl *s, struct bytes in)
{
	if (s->mech == SASL_PLAIN)
		return plain(&s->login, in) ? SASL_DONE : SASL_BAD;
	if (in.n > 0 && memchr(in.p, '\0', in.n) != NULL)
		return SASL_BAD;
	if (s->mech == SASL_LOGIN && s->named) {
		password_set(&s->login, in);
		return SASL_DONE;
	}
	name_set(&s->login, in);
	s->named = true;
	return s->mech == SASL_LOGIN ? SASL_ASK : SASL_DONE;
}

enum sasl_rc
sasl_take(struct sasl *s, char *line, size_t n, bool initial)
{
	struct bytes in = { line, n };
	enum sasl_rc rc = SASL_BAD;

	if (bytes_eq(in, BYTES("*")) && !initial)
		rc = SASL_CANCEL;
	else if (bytes_eq(in, BYTES("=")) && initial)
		rc = sasl_step(s, BYTES(""));
	else if (base64_get(in, line, n, &in.n))
		rc = sasl_step(s, in);
	sodium_memzero(line, n);
	if (rc == SASL_CANCEL || rc == SASL_BAD)
		sodium_memzero(s, sizeof(*s));
	return rc;
}

enum sasl_rc
sasl_auth(struct sasl *s, struct bytes arg, bool password, bool key)
{
	struct bytes mech = arg;
	bool initial = bytes_cut(&arg, ' ', &mech);
	char *response = (char *)(uintptr_t)arg.p;
	enum sasl_rc rc = SASL_ASK;
	enum sasl_mech found;

	if (!find(mech, &found) || (found == SASL_EXTERNAL && !key))
		rc = SASL_UNKNOWN;
	else if (found != SASL_EXTERNAL && !password)
		rc = SASL_NOT_HERE;
	else
		sasl_begin(s, found);
	if (initial && rc == SASL_ASK)
		return sasl_take(s, response, arg.n, true);
	/* A password is wiped, even if it was sent where none may be. */
	if (initial)
		sodium_memzero(response, arg.n);
	return rc;
}
