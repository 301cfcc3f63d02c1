/*
 * ask.c - what the wire asks of the guard: one function a request.
 * Runs in the wire, under its filter.
 */
#include "wire/ask.h"
#include "conn/connio.h"
#include "wire/call.h"
#include "wire/session.h"

#include <string.h>

/* In the strict dialect the guard takes any valid greeting. */
static bool
greeting_refusable(const struct session *s)
{
	return s->start->conf.dialect != CONF_STRICT;
}

/* ... and, without a login, any sender. */
static bool
sender_refusable(const struct session *s)
{
	return s->start->conf.dialect != CONF_STRICT || s->logged_in;
}

void
ask_peer(struct session *s, const struct ip *where)
{
	struct guard_told *told = &call_new(GUARD_PEER)->u.told;

	told->where = where != NULL;
	if (where != NULL)
		told->peer = *where;
	/* It is sent at once: the guard takes nothing else before it. */
	call_send(s->guard);
}

enum guard_verdict
ask_hello(struct session *s, struct bytes name, bool extended)
{
	struct guard_request *req = call_new(GUARD_HELLO);
	struct guard_reply reply;
	enum guard_verdict verdict;

	req->u.hello.esmtp = extended;
	req->u.hello.n = (uint8_t)name.n;
	memcpy(req->u.hello.name, name.p, name.n);
	if (!greeting_refusable(s)) {
		call_post(s->guard);
		return GUARD_YES;
	}
	verdict = call(s->guard, &reply, NULL);
	if (verdict == GUARD_YES && !s->logged_in)
		s->user = reply.u.account;
	return verdict;
}

enum guard_verdict
ask_sender(struct session *s, const struct addr *from)
{
	struct guard_reply reply;

	call_new(GUARD_MAIL)->u.mail = *from;
	if (sender_refusable(s))
		return call(s->guard, &reply, NULL);
	call_post(s->guard);
	return GUARD_YES;
}

enum guard_verdict
ask_rcpt(struct session *s, const struct addr *to)
{
	struct guard_reply reply;

	call_new(GUARD_RCPT)->u.rcpt = *to;
	return call(s->guard, &reply, NULL);
}

enum guard_verdict
ask_body(struct session *s, int *fd)
{
	struct guard_reply reply;

	(void)call_new(GUARD_BODY);
	return call(s->guard, &reply, fd);
}

void
ask_failed(struct session *s, int error)
{
	call_new(GUARD_FAILED)->u.failed = (uint32_t)error;
	call_send(s->guard);
}

enum guard_verdict
ask_commit(struct session *s, uint64_t size, bool ended, char id[GUARD_ID])
{
	struct guard_request *req = call_new(GUARD_COMMIT);
	struct guard_reply reply;
	enum guard_verdict verdict;

	req->u.commit.size = size;
	req->u.commit.ended = ended;
	verdict = call(s->guard, &reply, NULL);
	memcpy(id, reply.u.id, GUARD_ID);
	return verdict;
}

void
ask_reset(struct session *s)
{
	struct guard_reply reply;

	(void)call_new(GUARD_RESET);
	(void)call(s->guard, &reply, NULL);
}

enum guard_verdict
ask_login(struct session *s, bool *last)
{
	struct guard_request *req = call_new(GUARD_LOGIN);
	struct sasl *sasl = &s->sasl;
	struct guard_reply reply;
	enum guard_verdict verdict;

	req->u.login.mech = sasl->mech;
	req->u.login.as = sasl->login;
	explicit_bzero(sasl, sizeof(*sasl));
	verdict = call(s->guard, &reply, NULL);
	*last = verdict != GUARD_YES && reply.u.last != 0;
	if (verdict == GUARD_YES)
		s->user = reply.u.account;
	return verdict;
}

enum guard_verdict
ask_keys(struct session *s, struct guard_keys *keys)
{
	struct guard_reply reply;
	enum guard_verdict verdict;

	(void)call_new(GUARD_RCKEY);
	verdict = call(s->guard, &reply, NULL);
	*keys = reply.u.keys;
	return verdict;
}

enum guard_verdict
ask_noise1(
    struct session *s, const struct startnoise *line, uint8_t msg2[NOISE_MSG2])
{
	struct guard_request *req = call_new(GUARD_NOISE1);
	struct guard_reply reply;
	enum guard_verdict verdict;

	memcpy(req->u.noise1.server, line->server, NOISE_KEY);
	memcpy(req->u.noise1.msg, line->msg1, NOISE_MSG1);
	memcpy(req->u.noise1.prologue, s->layers.prologue, NOISE_PROLOGUE);
	verdict = call(s->guard, &reply, NULL);
	memcpy(msg2, reply.u.msg2, NOISE_MSG2);
	return verdict;
}

enum guard_verdict
ask_noise3(struct session *s, const uint8_t msg3[NOISE_MSG3],
    struct guard_channel *channel)
{
	struct guard_reply reply;
	enum guard_verdict verdict;

	memcpy(call_new(GUARD_NOISE3)->u.noise3, msg3, NOISE_MSG3);
	verdict = call(s->guard, &reply, NULL);
	*channel = reply.u.channel;
	explicit_bzero(&reply, sizeof(reply));
	return verdict;
}

enum guard_verdict
ask_tls(struct session *s, int *fd)
{
	struct guard_reply reply;

	(void)call_new(GUARD_TLS);
	return call(s->guard, &reply, fd);
}

enum conn_rc
ask_sealed(struct session *s)
{
	struct guard_reply reply;
	enum conn_rc rc;

	(void)call_new(GUARD_SEALED);
	call_send(s->guard);
	rc = connio_wait(
	    s->guard, POLLIN, conn_deadline(s->conn, s->conn->idle));
	/* If we let go, the process for TLS gives up, and the guard answers. */
	if (rc != CONN_OK)
		conn_move(s->conn, -1);
	if (call_receive(s->guard, &reply, NULL) != GUARD_YES && rc == CONN_OK)
		rc = CONN_FORGED;
	return rc;
}

enum guard_verdict
ask_sizes(struct session *s, uint32_t first, struct guard_page *page)
{
	call_new(GUARD_SIZES)->u.first = first;
	return call_page(s->guard, page);
}

enum guard_verdict
ask_ids(struct session *s, uint32_t first, struct guard_page *page)
{
	call_new(GUARD_IDS)->u.first = first;
	return call_page(s->guard, page);
}

void
ask_read(struct session *s, uint32_t message)
{
	call_new(GUARD_READ)->u.message = message;
	call_send(s->guard);
}

enum guard_verdict
ask_opened(struct session *s, struct guard_opened *opened, int *fd)
{
	struct guard_reply reply;
	enum guard_verdict verdict = call_receive(s->guard, &reply, fd);

	*opened = reply.u.opened;
	return verdict;
}

enum guard_verdict
ask_mark(struct session *s, const struct guard_mark *mark)
{
	struct guard_reply reply;

	call_new(GUARD_MARK)->u.mark = *mark;
	return call(s->guard, &reply, NULL);
}

enum guard_verdict
ask_update(struct session *s)
{
	struct guard_reply reply;

	(void)call_new(GUARD_UPDATE);
	return call(s->guard, &reply, NULL);
}

void
ask_bye(struct session *s)
{
	struct guard_request *req = call_new(GUARD_BYE);

	req->u.bye.end = s->end;
	req->u.bye.outcome = s->outcome;
	req->u.bye.commands = s->commands;
	req->u.bye.errors = s->errors;
	req->u.bye.octets = s->sent;
	call_send(s->guard);
}
