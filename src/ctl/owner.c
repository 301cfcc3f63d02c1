/*
 * owner.c - whose the files are that the tools make for the server.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"

#include <errno.h>
#include <unistd.h>

void
ctl_owner(const struct ctl *c, struct sysuser *out)
{
	(void)sysuser_find(out, NULL, &c->conf);
	if (geteuid() != 0)
		out->uid = geteuid();
}

/* A file that was made is given to the server's group. An ordinary user may
 * have no such group to give; check tells what the server cannot read. */
static bool
give(struct textfile *e)
{
	if (fchown(e->fd, (uid_t)-1, e->group) == 0)
		return true;
	if (errno != EPERM || getuid() == 0)
		return false;
	e->group = (gid_t)-1;
	return true;
}

bool
ctl_edit(
    struct ctl *c, struct textfile *e, const char *path, enum textfile_mode how)
{
	struct sysuser a;

	(void)sysuser_find(&a, NULL, &c->conf);
	if (!textfile_begin(e, path, how, &c->report))
		return false;
	/* The owner and root can read it in any case. */
	if (a.uid != 0 && a.uid != geteuid())
		e->group = a.gid;
	if (!e->made || e->group == (gid_t)-1 || give(e))
		return true;
	(void)textfile_failed(e, "its group cannot be set");
	(void)unlinkat(e->place.dir, e->place.name, 0);
	textfile_end(e);
	return false;
}
