/*
 * wait.c - the command that blocks until mail for an address arrives: its
 * options, and the mailboxes that are meant. Runs in the tool.
 */
#include "base/clock.h"
#include "ctl/watch.h"
#include "vault/users.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static bool
add_box(void *arg, const struct addr *a)
{
	struct wait *w = arg;
	struct box *more = reallocarray(w->boxes, w->n + 1, sizeof(*more));
	struct text t;
	char below[BOX_PATH];

	if (more == NULL)
		return false;
	w->boxes = more;
	t = (struct text)TEXT(more[w->n].path);
	if (!tree_path(&w->tree, a, below, sizeof(below)))
		return false;
	text_str(&t, w->tree.prefix);
	if (t.n > 0 && t.p[t.n - 1] != '/')
		text_char(&t, '/');
	text_str(&t, below);
	text_str(&t, below[0] != '\0' ? "/new" : "new");
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
		ctl_complain("no such user", NULL);
		return EX_NOUSER;
	case RESOLVE_REFUSED:
		ctl_complain("no path for its mailbox", c->conf.mail);
		return EX_CONFIG;
	default:
		return EX_IOERR;
	}
}

/* The value of the option NAME at ARGV[*I], in the same word or the next. */
static bool
option(const char *name, int argc, char **argv, int *i, uint64_t *out)
{
	struct bytes word = bytes_str(argv[*i]), key;

	if (!bytes_cut(&word, '=', &key)) {
		key = word;
		if (*i + 1 == argc)
			return false;
		word = bytes_str(argv[*i + 1]);
		if (!bytes_eq(key, bytes_str(name)) ||
		    !num_parse(word, UINT32_MAX, out))
			return false;
		++*i;
		return true;
	}
	return bytes_eq(key, bytes_str(name)) &&
	       num_parse(word, UINT32_MAX, out);
}

int
ctl_wait(struct ctl *c, int argc, char **argv)
{
	static struct wait w;
	const char *address = NULL;
	uint64_t timeout = UINT64_MAX;
	int64_t deadline = INT64_MAX;
	struct addr a;
	int rc;

	w.left = 1;
	w.start = clock_wall();
	for (int i = 0; i < argc; i++)
		if (option("--timeout", argc, argv, &i, &timeout) ||
		    option("--count", argc, argv, &i, &w.left))
			continue;
		else if (address == NULL && argv[i][0] != '-')
			address = argv[i];
		else
			return EX_USAGE;
	if (address == NULL || w.left == 0)
		return EX_USAGE;
	if (timeout != UINT64_MAX)
		deadline = clock_mono() + (int64_t)timeout * 1000;
	rc = EX_OK;
	if (bytes_ieq(bytes_str(address), BYTES("postmaster")))
		(void)addr_set(&a, bytes_str(address), BYTES(""));
	else
		rc = ctl_address(address, &a);
	if (rc == EX_OK && !tree_plan(&w.tree, c->conf.mail)) {
		ctl_complain("no path for mail", c->conf.mail);
		rc = EX_CONFIG;
	}
	if (rc == EX_OK)
		rc = find_boxes(c, &w, &a);
	if (rc == EX_OK)
		rc = watch_for_mail(&w, deadline);
	free(w.boxes);
	set_free(&w.seen);
	return rc;
}
