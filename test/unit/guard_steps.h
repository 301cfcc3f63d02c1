/*
 * guard_steps.h - what a wire may say, with a handful of telling arguments.
 */
#ifndef GUARD_STEPS_H
#define GUARD_STEPS_H

#include "guard_oracle.h"

#define STEPS_MOST 128
static struct step steps[STEPS_MOST];
static unsigned steps_n;

static struct guard_request *
steps_add(uint32_t op)
{
	struct step *s = &steps[steps_n++];

	*s = (struct step){ .what = DO_ASK, .n = 1 };
	s->req[0] = request(op);
	return &s->req[0];
}

static void
steps_addr(uint32_t op, const char *local, const char *domain, uint32_t posted)
{
	struct guard_request *r = steps_add(op);

	*r = addressed(op, local, domain);
	r->posted = posted;
}

static void
steps_login(uint32_t mech, const char *name, const char *password)
{
	struct guard_request *r = steps_add(GUARD_LOGIN);
	size_t n = strlen(name);

	*r = login(password);
	r->u.login.mech = mech;
	r->u.login.as.name_n = (uint16_t)n;
	memcpy(r->u.login.as.name, name, n);
}

/* A message of several requests. */
static void
steps_batch(const struct guard_request *req, unsigned n)
{
	(void)steps_add(0);
	steps[steps_n - 1].n = n;
	memcpy(steps[steps_n - 1].req, req, n * sizeof(*req));
}

static void
steps_smtp(void)
{
	struct guard_request *r;

	steps_add(GUARD_HELLO)->posted = 1;
	(void)steps_add(GUARD_HELLO);
	steps_add(GUARD_HELLO)->u.hello.n = 0;
	steps_add(GUARD_HELLO)->u.hello.esmtp = 2;
	steps_add(GUARD_HELLO)->u.hello.name[1] = ' ';
	for (uint32_t posted = 0; posted < 2; posted++) {
		steps_addr(GUARD_MAIL, "ann", "b.c", posted);
		steps_addr(GUARD_MAIL, "x", "other.example", posted);
	}
	steps_addr(GUARD_MAIL, "", "", 0);
	steps_add(GUARD_MAIL)->u.mail.local_n = 255;
	steps_addr(GUARD_RCPT, "ann", "b.c", 0);
	steps_addr(GUARD_RCPT, "bob", "b.c", 0);
	steps_addr(GUARD_RCPT, "nobody", "b.c", 0);
	steps_addr(GUARD_RCPT, "x", "other.example", 0);
	steps_addr(GUARD_RCPT, "", "", 0);
	steps_addr(GUARD_RCPT, "ann", "b.c", 1);
	for (uint32_t posted = 0; posted < 2; posted++) {
		steps_add(GUARD_BODY)->posted = posted;
		steps_add(GUARD_RESET)->posted = posted;
		r = steps_add(GUARD_COMMIT);
		r->u.commit.size = 3;
		r->posted = posted;
	}
	(void)steps_add(GUARD_COMMIT); /* no octet */
	steps_add(GUARD_COMMIT)->u.commit.size = 99;
	(void)steps_add(GUARD_FAILED);
	steps_add(GUARD_FAILED)->u.failed = 0;
	steps_add(GUARD_FAILED)->u.failed = UINT32_MAX;
	(void)steps_add(GUARD_WATCH);
	(void)steps_add(GUARD_NEXT);
	(void)steps_add(GUARD_UNWATCH);
}

static void
steps_channel(void)
{
	struct guard_request *r;

	steps_login(SASL_PLAIN, "ann@b.c", "right");
	steps_login(SASL_PLAIN, "ann@b.c", "wrong");
	steps_login(SASL_LOGIN, "bob@b.c", "right");
	steps_login(SASL_EXTERNAL, "ann@b.c", "");
	steps_login(99, "ann@b.c", "right");
	steps_add(GUARD_LOGIN)->u.login.as.name_n = UINT16_MAX;
	steps_login(SASL_PLAIN, "ann@b.c", "right");
	steps[steps_n - 1].req[0].posted = 1;
	(void)steps_add(GUARD_RCKEY);
	*steps_add(GUARD_NOISE1) = walk_noise1;
	r = steps_add(GUARD_NOISE1);
	*r = walk_noise1;
	r->u.noise1.msg[0] ^= 1;
	r = steps_add(GUARD_NOISE1);
	*r = walk_noise1;
	r->u.noise1.server[0] ^= 1;
	(void)steps_add(GUARD_NOISE3); /* the right one: see below */
	steps_add(GUARD_NOISE3)->u.noise3[0] = 1;
	(void)steps_add(GUARD_TLS);
	(void)steps_add(GUARD_SEALED);
}

static void
steps_pop3(void)
{
	struct guard_request *r;

	(void)steps_add(GUARD_SIZES);
	steps_add(GUARD_SIZES)->u.first = 2;
	(void)steps_add(GUARD_IDS);
	steps_add(GUARD_IDS)->u.first = UINT32_MAX;
	(void)steps_add(GUARD_READ);
	steps_add(GUARD_READ)->u.message = 1;
	steps_add(GUARD_MARK)->u.mark.deleted[0] = 1;
	steps_add(GUARD_MARK)->u.mark.sent[0] = 1;
	steps_add(GUARD_MARK)->u.mark.deleted[0] = 2;
	r = steps_add(GUARD_MARK);
	r->u.mark.first = UINT32_MAX;
	r->u.mark.sent[0] = 3;
	(void)steps_add(GUARD_UPDATE);
}

/* All that the walk tries. */
static void
steps_begin(void)
{
	struct guard_request three[3] = { request(GUARD_HELLO),
		addressed(GUARD_MAIL, "ann", "b.c"),
		addressed(GUARD_RCPT, "ann", "b.c") };

	steps_n = 0;
	steps_smtp();
	steps_channel();
	steps_pop3();
	steps_batch(three, 2);
	three[0].posted = three[1].posted = 1;
	steps_batch(three, 3);
	three[1] = addressed(GUARD_MAIL, "x", "other.example");
	three[1].posted = 1;
	steps_batch(three, 3);
	(void)steps_add(GUARD_BYE);
	steps_add(GUARD_BYE)->u.bye.end = GUARD_ENDS;
	steps_add(GUARD_BYE)->u.bye.outcome = GUARD_OUTCOMES;
	steps_add(GUARD_BYE)->posted = 1;
	(void)steps_add(0);
	(void)steps_add(GUARD_OPS);
	(void)steps_add(GUARD_RESET);
	steps[steps_n - 1].odd = true;
	steps[steps_n++] = (struct step){ .what = DO_WRITE };
	steps[steps_n++] = (struct step){ .what = DO_CLOSE };
	steps[steps_n++] = (struct step){ .what = DO_MAIL_COMES };
	/* One more than the guard has room for at once. */
	steps_addr(GUARD_RCPT, "eve", "b.c", 0);
}

#endif
