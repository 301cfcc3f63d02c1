/*
 * owner.c - who owns files that root makes.
 * A file that only the server may read has to belong to the account of the
 * server, which is the owner of `run`. Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "store/maildir.h"

#include <sys/stat.h>
#include <unistd.h>

/* Finds the owner of the server's folders: of `run`, else of the mail
 * folder. */
static struct owner
server(const struct ctl *c)
{
	struct tree t;
	struct stat st;

	if ((lstat(c->conf.run, &st) == 0 && S_ISDIR(st.st_mode)) ||
	    (tree_parse(&t, c->conf.mail) && stat(t.prefix, &st) == 0))
		return (struct owner){ st.st_uid, st.st_gid };
	return (struct owner){ geteuid(), (gid_t)-1 };
}

struct owner
ctl_owner(const struct ctl *c)
{
	return geteuid() == 0 ? server(c)
			      : (struct owner){ geteuid(), (gid_t)-1 };
}

bool
ctl_edit(
    struct ctl *c, struct textfile *e, const char *path, enum textfile_mode how)
{
	struct owner o = server(c);

	if (!textfile_begin(e, path, how, &c->report))
		return false;
	/* The owner and root can read it in any case. */
	if (o.uid != 0 && o.uid != geteuid())
		e->group = o.gid;
	if (!e->made || e->group == (gid_t)-1 ||
	    fchown(e->fd, (uid_t)-1, e->group) == 0)
		return true;
	(void)textfile_failed(e, "its group cannot be set");
	(void)unlinkat(e->place.dir, e->place.name, 0);
	textfile_end(e);
	return false;
}
