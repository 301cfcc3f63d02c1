/*
 * pop3_fuzz.c - the wire of pop3d-lite with a guard that says yes.
 * Input: an octet (1: a local session, 2: teaching), then what the peer sends.
 */
#include "fuzz.h"
#include "pop3d/pop3d.h"
#include "pop3d/session.h"
#include "wire/call.h"
#include "pop3d/verbs_teaching.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MESSAGES = 2500, OUTPUT = 1 << 20 };

static const char mail[] = "Subject: x\nFrom: y\n\n.hello\n";
static bool updated, marked;

/* Reads that have been asked for and not been answered. */
static uint32_t asked[LIM_AHEAD];
static unsigned asked_n, asked_at;

/* In place of src/wire/call.c: */
static struct guard_request req;

struct guard_request *
call_new(enum guard_op op)
{
	req = (struct guard_request){ .op = op };
	return &req;
}

void
call_send(int guard)
{
	(void)guard;
	if (req.op == GUARD_READ) {
		if (asked_at == asked_n)
			asked_at = asked_n = 0;
		MUST(asked_n < LIM_AHEAD && req.u.message < MESSAGES);
		asked[asked_n++] = req.u.message;
		return;
	}
	MUST(req.op == GUARD_BYE && req.u.bye.end < GUARD_ENDS);
	MUST(asked_at == asked_n);
}

/* POP3 posts nothing. */
void
call_post(int guard)
{
	(void)guard;
	abort();
}

enum guard_verdict
call_receive(int guard, struct guard_reply *reply, int *fd)
{
	uint32_t i = asked[asked_at];

	(void)guard;
	MUST(asked_at < asked_n && fd != NULL);
	asked_at++;
	memset(reply, 0, sizeof(*reply));
	*fd = -1;
	if (i % 3 == 2)
		return GUARD_GONE;
	*fd = memfd_create("mail", MFD_CLOEXEC);
	MUST(write(*fd, mail, sizeof(mail) - 1) == (ssize_t)sizeof(mail) - 1);
	MUST(lseek(*fd, 0, SEEK_SET) == 0);
	/* One file has changed. */
	reply->u.opened.size = sizeof(mail) - 1 + (i % 7 == 6);
	reply->u.opened.crlf_size = sizeof(mail) + 3;
	return GUARD_YES;
}

enum guard_verdict
call(int guard, struct guard_reply *reply, int *fd)
{
	(void)guard;
	/* The next reply answers this request. */
	MUST(asked_at == asked_n && fd == NULL);
	memset(reply, 0, sizeof(*reply));
	switch (req.op) {
	case GUARD_LOGIN:
		MUST(req.u.login.as.name_n <= sizeof(req.u.login.as.name));
		return req.u.login.as.name_n % 2 == 0 ? GUARD_YES : GUARD_WRONG;
	case GUARD_MARK:
		marked = true;
		return GUARD_YES;
	case GUARD_UPDATE:
		MUST(!updated);
		updated = true;
		return GUARD_YES;
	default:
		abort();
	}
}

enum guard_verdict
call_page(int guard, struct guard_page *page)
{
	(void)guard;
	MUST(asked_at == asked_n);
	memset(page, 0, sizeof(*page));
	MUST(req.u.first <= MESSAGES);
	page->total = MESSAGES;
	for (uint32_t i = req.u.first; i < MESSAGES; i++) {
		if (page->n ==
		    (req.op == GUARD_IDS ? GUARD_PAGE / 9 : GUARD_PAGE))
			break;
		if (req.op == GUARD_IDS)
			memcpy(page->u.id[page->n++], "id", 3);
		else
			page->u.size[page->n++] = sizeof(mail) + 3;
	}
	return GUARD_YES;
}

/* Only whole lines are said, unless an answer had to break off. */
static void
look_at(const char *out, size_t n)
{
	bool lines = true;

	MUST(n > 5 && memcmp(out, "+OK ", 4) == 0);
	for (size_t i = 0; i < n; i++)
		lines = lines && (out[i] != '\n' || out[i - 1] == '\r');
	MUST(lines && out[n - 1] == '\n');
	if (updated)
		MUST(memmem(out, n, "Bye\r\n", 5) == out + n - 5);
	MUST(updated || !marked);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct start start;
	static char out[OUTPUT];
	static int in = -1, to = -1;
	ssize_t got;

	if (in < 0) {
		in = memfd_create("in", 0);
		to = memfd_create("out", 0);
		MUST(dup2(in, 0) == 0 && dup2(to, 1) == 1);
	}
	if (n < 1)
		return 0;
	conf_init(&start.conf);
	start.conf.plaintext_auth = CONF_PLAIN_ALWAYS;
	start.peer.network = (p[0] & 1) == 0;
	updated = marked = false;
	asked_n = asked_at = 0;
	MUST(ftruncate(0, 0) == 0 && ftruncate(1, 0) == 0);
	MUST(pwrite(0, p + 1, n - 1, 0) == (ssize_t)n - 1);
	MUST(lseek(0, 0, SEEK_SET) == 0 && lseek(1, 0, SEEK_SET) == 0);
	if ((p[0] & 2) != 0)
		pop3d_wire_teaching(&start, -1, false);
	else
		pop3d_wire(&start, -1, false);
	got = pread(1, out, sizeof(out), 0);
	MUST(got >= 0);
	if ((size_t)got < sizeof(out))
		look_at(out, (size_t)got);
	return 0;
}
