/*
 * owner.c - whose the files are that root makes: what only the server may
 * read has to be the account's that it runs as, and that is the one that
 * `run` belongs to. Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"

#include <sys/stat.h>
#include <unistd.h>

struct owner
ctl_owner(const struct ctl *c)
{
	struct stat st;

	if (geteuid() != 0 || lstat(c->conf.run, &st) != 0 ||
	    !S_ISDIR(st.st_mode))
		return (struct owner){ geteuid(), (gid_t)-1 };
	return (struct owner){ st.st_uid, st.st_gid };
}

bool
ctl_edit(struct ctl *c, struct textfile *e, const char *path)
{
	if (!textfile_begin(e, path, TEXTFILE_CREATE, &c->report))
		return false;
	if (!e->made || fchown(e->fd, (uid_t)-1, ctl_owner(c).gid) == 0)
		return true;
	ctl_complain("its group cannot be set", path);
	textfile_end(e);
	return false;
}
