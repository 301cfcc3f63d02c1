/*
 * wait.c - the command that blocks until mail for an address arrives: its
 * options, and the mailboxes that are meant. Runs in the tool.
 */
#include "base/clock.h"
#include "ctl/wait_inotify.h"
#include "users/users.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static bool
add_box(void *arg, const struct addr *a)
{
	struct wait *w = arg;
	struct box *more = reallocarray(w->boxes, w->n + 1, sizeof(*more));
	struct text t;

	if (more == NULL)
		return false;
	w->boxes = more;
	t = (struct text)TEXT(more[w->n].path);
	if (!tree_full_path(&w->tree, a, t.p, t.cap))
		return false;
	t.n = strlen(t.p);
	text_str(&t, "/new");
	if (!text_end(&t))
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->boxes[i].path, more[w->n].path) == 0)
			return true;
	more[w->n].wd = -1;
	w->n++;
	return true;
}

/* The mailboxes of A, as the server finds them. */
static int
find_boxes(struct ctl *c, struct wait *w, const struct addr *a)
{
	static struct users u;
	enum resolve_rc rc;

	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	rc = users_resolve(&u, a, add_box, w);
	users_close(&u);
	switch (rc) {
	case RESOLVE_YES:
		return EX_OK;
	case RESOLVE_NO_USER:
	case RESOLVE_NOT_OURS:
		return ctl_no_user(a);
	case RESOLVE_REFUSED:
		ctl_complain("no path for its mailbox", c->conf.mail);
		return EX_CONFIG;
	default:
		return EX_IOERR;
	}
}

static const struct option options[] = {
	{ "timeout", required_argument, NULL, 't' },
	{ "count", required_argument, NULL, 'n' },
	{ "since", required_argument, NULL, 's' },
	{ "match", required_argument, NULL, 'm' },
	{ "ready", no_argument, NULL, 'r' },
	{ NULL, 0, NULL, 0 },
};

/* The command line. */
struct request {
	const char *address;
	uint64_t timeout; /* seconds; UINT64_MAX: for ever */
	uint64_t count;
	uint64_t since;      /* seconds; UINT64_MAX: now */
	struct match *match; /* as many as there are words */
	size_t matches;
	bool ready;
};

static int
take_number(uint64_t max, uint64_t *out)
{
	if (!num_parse(bytes_str(optarg), max, out))
		return ctl_usage("this is no number:", optarg);
	return EX_OK;
}

static int
take_option(struct request *q, int o)
{
	int rc = EX_OK;

	switch (o) {
	case 't':
		return take_number(UINT32_MAX, &q->timeout);
	case 's':
		return take_number(INT64_MAX, &q->since);
	case 'n':
		rc = take_number(UINT32_MAX, &q->count);
		if (rc == EX_OK && q->count == 0)
			rc = ctl_usage("no mail to wait for: --count", optarg);
		return rc;
	case 'm':
		if (match_parse(bytes_str(optarg), &q->match[q->matches++]))
			return EX_OK;
		return ctl_usage("not of the form HEADER=TEXT:", optarg);
	case 'r':
		q->ready = true;
		return EX_OK;
	default:
		return EX_USAGE;
	}
}

/* Options may stand behind the address, and what follows -- is no option. */
static int
take_words(struct request *q, int argc, char **argv)
{
	bool only_words = false;
	int rc = EX_OK;

	optind = 1;
	while (rc == EX_OK) {
		int at = optind,
		    o = only_words ? -1 : ctl_getopt(argc, argv, "+:", options);

		only_words = only_words || (o == -1 && optind > at);
		if (o != -1)
			rc = take_option(q, o);
		else if (optind == argc)
			break;
		else if (q->address != NULL)
			rc = ctl_usage("one address too many:", argv[optind]);
		else
			q->address = argv[optind++];
	}
	if (rc == EX_OK && q->address == NULL)
		rc = ctl_usage("there is no address to wait for", NULL);
	return rc;
}

static int
wait_for(struct ctl *c, struct wait *w, const struct request *q)
{
	int64_t deadline = INT64_MAX;
	struct addr a;
	int rc = EX_OK;

	if (q->timeout != UINT64_MAX)
		deadline = clock_mono() + (int64_t)q->timeout * 1000;
	if (bytes_ieq(bytes_str(q->address), BYTES("postmaster")))
		(void)addr_set(&a, bytes_str(q->address), BYTES(""));
	else
		rc = ctl_address(q->address, &a);
	if (rc == EX_OK && !tree_parse(&w->tree, c->conf.mail)) {
		ctl_complain("no path for mail", c->conf.mail);
		rc = EX_CONFIG;
	}
	if (rc == EX_OK)
		rc = find_boxes(c, w, &a);
	return rc == EX_OK ? watch_for_mail(w, deadline) : rc;
}

int
ctl_wait(struct ctl *c, int argc, char **argv)
{
	struct request q = { .timeout = UINT64_MAX,
		.count = 1,
		.since = UINT64_MAX,
		.match = calloc((size_t)argc, sizeof(*q.match)) };
	static struct wait w;
	int rc = EX_OSERR;

	w.start = clock_wall();
	if (q.match == NULL)
		ctl_complain("cannot wait", strerror(errno));
	else
		rc = take_words(&q, argc + 1, argv - 1);
	w.left = q.count;
	w.match = q.match;
	w.matches = q.matches;
	w.ready = q.ready;
	w.since = q.since != UINT64_MAX;
	if (w.since)
		w.start = (struct timespec){ (time_t)q.since, 0 };
	if (rc == EX_OK)
		rc = wait_for(c, &w, &q);
	free(w.boxes);
	set_free(&w.seen);
	free(q.match);
	return rc;
}
