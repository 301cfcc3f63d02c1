/*
 * folder.c - one folder of a Maildir, and its files.
 * Runs in the guard. Anybody who may write to the mailbox may have put them
 * there.
 */
#include "store/folder.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool
folder_regular(int dir, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN)
		return d->d_type == DT_REG;
	return fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode);
}

bool
folder_each(int dir, folder_fn *fn, void *arg)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *d;
	bool ok = stream != NULL;

	if (stream == NULL && fd >= 0)
		(void)close(fd);
	while (ok && (errno = 0, d = readdir(stream)) != NULL)
		if (d->d_name[0] != '.')
			ok = fn(arg, dir, d);
	ok = ok && errno == 0;
	if (stream != NULL && closedir(stream) != 0)
		ok = false;
	return ok;
}

static bool
sweep(void *arg, int dir, const struct dirent *d)
{
	time_t *before = arg;
	struct stat st;

	if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_mtime < *before)
		(void)unlinkat(dir, d->d_name, 0);
	return true;
}

void
folder_sweep(int dir, int seconds)
{
	time_t before = clock_wall().tv_sec - seconds;

	(void)folder_each(dir, sweep, &before);
}
