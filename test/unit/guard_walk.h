/*
 * guard_walk.h - the real guard on a scratch tree, one message of the wire at a
 * time, beside an oracle that was written from guard.h: what may be asked now,
 * what is answered, and which mailbox changes. Nobody is split or confined.
 *
 * The wires know ann@b.c (password "right"), bob@b.c and eve@b.c; each has one
 * message at the start.
 */
#ifndef GUARD_WALK_H
#define GUARD_WALK_H

#include "base/keyvalue.h"
#include "asks.h"
#include "guard_fakes.h"
#include "scratch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/signals.h"
#include "guard/session.h"
#ifdef WITH_TEACHING
#include "guard/teaching.h"
#endif
#include "vault/keyring.h"

#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/socket.h>

enum { ANN, BOB, EVE, USERS };
static const char *const walk_user[USERS] = { "ann", "bob", "eve" };

/* What a wire may do at a time. */
enum walk_do { DO_ASK, DO_WRITE, DO_CLOSE, DO_MAIL_COMES };
struct step {
	enum walk_do what;
	unsigned n; /* requests in the message */
	bool odd;   /* no message of requests: an octet less, a descriptor */
	struct guard_request req[GUARD_BATCH];
};

/* What the oracle keeps. */
struct model {
	bool pop3, teaching, over; /* over: nothing may come any more */
	enum {
		M_START,
		M_GREETED,
		M_MAIL,
		M_RCPT,
		M_BODY,
		M_LOGIN,
		M_MBOX,
		M_NOISE,
		M_END
	} at;
	bool mailed, sealed, noise, logged_in, watching, waiting;
	unsigned failures, accepted, to, first; /* TO: a bit for each user */
	unsigned came;                          /* mail that was watched for */
	bool starter, relay; /* TLS can be asked for; it is ready */
	bool unsealed;       /* its handshake has failed */
	unsigned stored[USERS], drafts[USERS], seen[USERS];
	bool listed, gone, marked; /* the message of POP3 */
	uint64_t body;
	bool open; /* the wire has it still */
};

/* What came of a step, by the oracle and in truth. */
#define BREACH (-1)
#define NOTHING 0
struct walk {
	struct guard g;
	struct model m;
	int wire; /* our end */
	int body, starter[2];
	pthread_t other;
	struct noise noise;
	bool has_noise2, starts; /* message 2 came; TLS was asked for */
	bool broken, replay;     /* a check failed; it was checked before */
	uint8_t key[NOISE_KEY], mine[NOISE_KEY];
	int said; /* a verdict, NOTHING or BREACH */
	int fd;   /* that came with it */
	char why[200];
};
static struct walk walk;
static const struct program walk_program = {
	.name = "walk", .unavailable = "no", .later = "no", .files = 2
};
static struct start walk_start;
static struct guard_request walk_noise1;
static struct noise walk_noise_state;

/* The files of one folder of a user. */
static unsigned
walk_count(const char *user, const char *folder, bool clear)
{
	char path[400];
	unsigned n = 0;
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof(path), "mail/b.c/%s/%s", user, folder);
	d = opendir(path);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.') {
			n++;
			if (clear)
				unlinkat(dirfd(d), e->d_name, 0);
		}
	if (d != NULL)
		closedir(d);
	return n;
}

/* One message for each user, and nothing else. What the model says is as it
 * was is left so, unless it was found to be wrong. */
static bool
walk_tree(bool all)
{
	static const char *const folders[] = { "tmp", "new", "cur" };
	const struct model *m = &walk.m;
	char path[400];
	bool ok = true;

	for (int u = 0; u < USERS; u++) {
		if (!all && m->stored[u] == 1 && m->seen[u] == 0 &&
		    !(u == ANN && m->pop3 && !m->listed))
			continue;
		for (int f = 0; f < 3; f++)
			(void)walk_count(walk_user[u], folders[f], true);
		snprintf(path, sizeof(path),
		    "mail/b.c/%s/new/1.M1P1R%d.h,S=2,W=3", walk_user[u], u);
		ok = scratch_write(path, "x\n", 0600) && ok;
	}
	return ok;
}

/* The mailboxes are made. */
static bool
walk_boxes(void)
{
	static const char *const folders[] = { "", "tmp", "new", "cur" };
	char path[400];
	bool ok = mkdir("mail", 0700) == 0 && mkdir("mail/b.c", 0700) == 0;

	for (int u = 0; u < USERS; u++)
		for (int f = 0; f < 4; f++) {
			snprintf(path, sizeof(path), "mail/b.c/%s/%s",
			    walk_user[u], folders[f]);
			ok = mkdir(path, 0700) == 0 && ok;
		}
	return ok && walk_tree(true);
}

/* Once: tables, keys, the first message of a handshake. */
static bool
walk_begin(void)
{
	static const char *const options[] = { "mail=mail/%d/%u", "users=users",
		"keys=keys", "aliases=none", "authorized-keys=none", "run=run",
		"hostname=mx.example", "max-size=8K", "plaintext-auth=always",
		"log=stderr" };
	static const char users[] = "ann@b.c:{ARGON2ID}$argon2id$v=19$m=65536"
				    ",t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
				    "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhh"
				    "c2g:::::\nbob@b.c\neve@b.c\n";

	walk_start.program = &walk_program;
	walk_start.peer = (struct peer){ .ip = "192.0.2.1", .network = true };
	conf_init(&walk_start.conf);
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (!keyvalue_line(conf_set, &walk_start.conf,
			bytes_str(options[i]), "-o", 0, &scratch_report))
			return false;
	walk_noise1.op = GUARD_NOISE1;
	memset(walk.mine, 7, sizeof(walk.mine));
	if (sodium_init() < 0 || mkdir("run", 0700) != 0 || !walk_boxes() ||
	    !scratch_write("users", users, 0600) ||
	    !keyring_make("keys", KEYRING_CURRENT, getuid(), (gid_t)-1,
		walk.key, &scratch_report))
		return false;
	memcpy(walk_noise1.u.noise1.server, walk.key, NOISE_KEY);
	return noise_write1(&walk_noise_state, walk.key,
	    (struct bytes){
		(const char *)walk_noise1.u.noise1.prologue, NOISE_PROLOGUE },
	    walk_noise1.u.noise1.msg);
}

static void
walk_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* A session begins, for the model and in truth. */
static bool
walk_open(bool pop3, bool teaching)
{
	struct guard *g = &walk.g;
	struct model *m = &walk.m;

	memset(g, 0, sizeof(*g));
	memset(m, 0, sizeof(*m));
	g->start = &walk_start;
	g->service = pop3 ? &guard_pop3 : &guard_smtp;
#ifdef WITH_TEACHING
	if (teaching)
		g->service = pop3 ? &guard_pop3_teaching : &guard_smtp_teaching;
#endif
	g->socket = g->news_fd = g->relay = -1;
	g->state = g->service->first_state;
	g->report = (struct report){ log_report, NULL, 0 };
	g->to = g->few;
	g->to_cap = GUARD_FEW;
	g->message.fd = -1;
	walk.body = walk.wire = walk.fd = -1;
	walk.has_noise2 = false;
	if (g->service->begin != NULL)
		g->service->begin(g);
	walk.starts = walk.broken = false;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, walk.starter) != 0)
		return false;
	g->starter = walk.starter[0];
	g->handshake = true;
	g->authkeys.fd = -1;
	m->pop3 = pop3;
	m->teaching = teaching;
	m->at = pop3 ? M_LOGIN : M_START;
	m->starter = true;
	for (int u = 0; u < USERS; u++)
		m->stored[u] = 1;
	return users_open(&g->users, &walk_start.conf, &g->report) &&
	       tree_open(&g->tree, walk_start.conf.mail);
}

static void
walk_end(void)
{
	struct guard *g = &walk.g;
#ifdef WITH_TEACHING
	struct exchange x = { .fd = -1 };

	if (g->news)
		(void)watch_end(g, &x);
#endif
	guard_forget(g);
	noise_wipe(&g->noise);
	listing_close(&g->listing);
	users_close(&g->users);
	tree_close(&g->tree);
	if (g->to != g->few)
		free(g->to);
	walk_close(&g->relay);
	if (g->starter < 0)
		walk.starter[0] = -1; /* the guard has closed it */
	walk_close(&walk.starter[0]);
	if (walk.starts)
		(void)pthread_join(walk.other, NULL);
	walk_close(&walk.starter[1]);
	walk_close(&walk.body);
	walk_close(&walk.fd);
	(void)walk_tree(walk.broken);
}

#endif
