/*
 * asks.h - what a wire asks of the guard, in order and out of it: requests,
 * and how far a dialogue goes with them.
 */
#ifndef ASKS_H
#define ASKS_H

#include "base/passfd.h"
#include "guard/guard.h"

#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define MAX_SIZE 8192

static struct guard_request noise1;
static struct guard_reply reply;
static int body = -1;

static inline void
guard_tell(int g, const struct guard_request *req)
{
	if (write(g, req, sizeof(*req)) != (ssize_t)sizeof(*req))
		_exit(EX_UNAVAILABLE);
}

static inline uint32_t
guard_listen(int g, struct guard_reply *r, int *fd)
{
	int came;

	if (passfd_receive(g, r, sizeof(*r), &came, 0) != (ssize_t)sizeof(*r))
		_exit(EX_UNAVAILABLE);
	if (fd != NULL)
		*fd = came;
	return r->verdict;
}

static inline void
tell(int g, uint32_t op)
{
	guard_tell(g, &(struct guard_request){ .op = op });
}

static inline uint32_t
ask(int g, const struct guard_request *req)
{
	guard_tell(g, req);
	return guard_listen(g, &reply, &body);
}

static inline struct guard_request
addressed(uint32_t op, const char *local, const char *domain)
{
	struct guard_request r = { .op = op };

	(void)addr_set(&r.u.rcpt, bytes_str(local), bytes_str(domain));
	return r;
}

static inline struct guard_request
hello(const char *name)
{
	struct guard_request r = { .op = GUARD_HELLO };

	r.u.hello.esmtp = 1;
	r.u.hello.n = (uint8_t)strlen(name);
	memcpy(r.u.hello.name, name, r.u.hello.n);
	return r;
}

static inline struct guard_request
login(const char *password)
{
	struct guard_request r = { .op = GUARD_LOGIN };

	r.u.login.mech = SASL_PLAIN;
	r.u.login.as.name_n = 5;
	memcpy(r.u.login.as.name, "b@b.c", 5);
	r.u.login.as.password_n = (uint16_t)strlen(password);
	memcpy(r.u.login.as.password, password, strlen(password));
	return r;
}

/* A request that is in order, but for the state. */
static inline struct guard_request
request(uint32_t op)
{
	switch (op) {
	case GUARD_HELLO:
		return hello("c.example");
	case GUARD_MAIL:
	case GUARD_RCPT:
		return addressed(op, "b", "b.c");
	case GUARD_LOGIN:
		return login("wrong");
	case GUARD_NOISE1:
		return noise1;
	case GUARD_FAILED:
		return (struct guard_request){ .op = op, .u.failed = EIO };
	default:
		return (struct guard_request){ .op = op };
	}
}

/* How far an honest dialogue goes before the attack. */
enum stage { START, REST, MAIL, RCPT, BODY, LOGIN, MBOX, NOISE, END };
#define STAGES (END + 1)

static inline void
advance(int g, enum stage to)
{
	static const uint32_t mail[] = { GUARD_HELLO, GUARD_MAIL, GUARD_RCPT,
		GUARD_RCPT, GUARD_BODY };
	static const unsigned many[STAGES] = { 0, 1, 2, 4, 5 };
	struct guard_request r;

	for (unsigned i = 0; i < many[to]; i++) {
		r = request(mail[i]);
		(void)ask(g, &r);
	}
	r = to == MBOX ? login("right") : request(GUARD_NOISE1);
	if (to == MBOX || to == NOISE)
		(void)ask(g, &r);
	if (to == END)
		tell(g, GUARD_BYE);
}

/* Says N octets into the message file, a line end at their end. */
static inline bool
store(size_t n)
{
	static char text[MAX_SIZE * 2];

	memset(text, 'x', sizeof(text));
	text[n - 1] = '\n';
	return write(body, text, n) == (ssize_t)n;
}

static inline uint32_t
commit(int g, uint64_t claimed)
{
	return ask(g, &(struct guard_request){
			  .op = GUARD_COMMIT, .u.commit.size = claimed });
}

#endif
