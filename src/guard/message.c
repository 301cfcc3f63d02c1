/*
 * message.c - requests about a message's file: made, and kept.
 * Runs in the guard; sizes that the wire claims are checked here.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "guard/session.h"
#include "proto/trace.h"
#include "store/filename.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/* Logs an error of storing, and says what it means to the peer. */
static enum guard_verdict
storage_verdict(const struct guard *g, const char *what)
{
	int error = errno;

	if (g->start->counts[COUNT_STORAGE] < LIM_COMPLAINTS)
		log_problem("storage", what, error);
	return error == ENOSPC   ? GUARD_NO_SPACE
	       : error == EDQUOT ? GUARD_NO_QUOTA
	       : error == EFBIG  ? GUARD_TOO_LARGE
				 : GUARD_LATER;
}

/* By what was done: with a login, with TLS (RFC 3848). */
static const char *const protocols[2][2] = { { "ESMTP", "ESMTPS" },
	{ "ESMTPA", "ESMTPSA" } };

/* Return-Path: and Received:. They are the same each time while the wire has
 * the file. */
static bool
make_head(const struct guard *g, struct text *head)
{
	const struct start *s = g->start;
	bool tls = g->sealed == SEALED_TLS;
	struct trace t = { .from = &g->from,
		.helo = { g->hello, g->hello_n },
		.ip = bytes_str(s->peer.ip),
		.hostname = bytes_str(s->conf.hostname),
		.protocol = g->esmtp ? bytes_str(protocols[g->logged_in][tls])
				     : BYTES("SMTP"),
		.comment = bytes_str(g->sealed ? g->seal.text : ""),
		.id = { g->id, GUARD_ID },
		/* Two recipients or more: naming one would betray a Bcc. */
		.rcpt = g->accepted == 1 ? &g->only_rcpt : NULL,
		.when = g->time.tv_sec };

	trace_put(head, &t);
	return !head->over;
}

/* The size of HEAD with CRLF line ends. */
static uint64_t
head_size(const struct text *head)
{
	uint64_t n = head->n;

	for (size_t i = 0; i < head->n; i++)
		n += head->p[i] == '\n';
	return n;
}

static bool
make_name(const struct guard *g, struct text *name, uint64_t size,
    uint64_t crlf_size, bool ended)
{
	const struct filename n = { .when = g->time,
		.pid = (uint64_t)getpid(),
		.id = { g->id, GUARD_ID },
		.hostname = bytes_str(g->start->conf.hostname),
		.size = size,
		.crlf_size = crlf_size,
		.ended = ended };

	filename_put(name, &n);
	return text_end(name);
}

static bool
make_id(struct guard *g)
{
	uint8_t random[GUARD_ID / 2];
	struct text id = { g->id, GUARD_ID, 0, false };

	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		return false;
	text_hex(&id, random, sizeof(random));
	g->time = clock_wall();
	return true;
}

/* The file of a message, with its first lines. */
static bool
make_file(struct guard *g)
{
	char head_buf[LIM_TRACE], name_buf[DELIVER_NAME];
	struct text head = TEXT(head_buf), name = TEXT(name_buf);

	/* For the last two, which say nothing of why. */
	errno = ENAMETOOLONG;
	if (!make_id(g) || !make_head(g, &head) ||
	    !make_name(g, &name, 0, 0, true))
		return false;
	if (message_create(&g->message, &g->tree, &g->to[0].box, name.p) &&
	    file_write(g->message.fd, head.p, head.n)) {
		g->state = AT_BODY;
		return true;
	}
	message_drop(&g->message);
	return false;
}

void
guard_void_file(struct guard *g)
{
	if (g->state == AT_BODY) {
		message_drop(&g->message);
		g->state = AT_RCPT;
	}
}

bool
guard_body(struct guard *g, struct exchange *x)
{
	bool made = make_file(g);

	x->reply.verdict =
	    made ? GUARD_YES : storage_verdict(g, "cannot create a message");
	x->fd = made ? g->message.fd : -1;
	return true;
}

bool
guard_failed(struct guard *g, struct exchange *x)
{
	if (x->req->u.failed == 0 || x->req->u.failed > INT_MAX)
		return false;
	errno = (int)x->req->u.failed;
	(void)storage_verdict(g, "cannot write a message");
	guard_void_file(g);
	return true;
}

static void
log_delivered(const struct guard *g, uint64_t stored)
{
	char buf[LIM_LOCAL * 2 + LIM_DOMAIN + 4];
	struct text t = TEXT(buf);
	struct log l;

	log_begin(&l, "delivered");
	log_text(&l, "id", (struct bytes){ g->id, GUARD_ID });
	log_num(&l, "size", stored);
	log_num(&l, "mailboxes", g->to_n);
	addr_put(&t, &g->from);
	log_text(&l, "from", text_bytes(&t));
	log_end(&l);
}

/* The size that the wire claims must be possible for the stored file: each line
 * end counts one octet more than in the file. */
static bool
plausible(const struct guard *g, uint64_t body, uint64_t claimed)
{
	return claimed >= body && claimed - body <= body &&
	       claimed <= g->start->conf.max_size;
}

bool
guard_commit(struct guard *g, struct exchange *x)
{
	uint64_t claimed = x->req->u.commit.size, stored;
	char buf[DELIVER_NAME], head_buf[LIM_TRACE];
	struct text name = TEXT(buf), head = TEXT(head_buf);
	enum seal seal;

	if (!make_head(g, &head))
		return false;
	seal = message_seal(
	    &g->message, text_bytes(&head), g->start->conf.max_size, &stored);
	if (seal == SEAL_BROKEN ||
	    (seal == SEAL_DONE && !plausible(g, stored - head.n, claimed)))
		return false;
	if (seal == SEAL_FAILED) {
		x->reply.verdict = storage_verdict(g, "cannot keep a message");
	} else if (!make_name(g, &name, stored, claimed + head_size(&head),
		       x->req->u.commit.ended != 0)) {
		errno = ENAMETOOLONG;
		x->reply.verdict = storage_verdict(g, "cannot name a message");
	} else if (!message_deliver(
		       &g->message, &g->tree, g->to, g->to_n, name.p)) {
		x->reply.verdict =
		    storage_verdict(g, "cannot deliver a message");
	} else {
		log_delivered(g, stored);
		g->start->counts[COUNT_OCTETS] += stored;
		memcpy(x->reply.u.id, g->id, GUARD_ID);
		x->reply.verdict = GUARD_YES;
	}
	return true;
}
