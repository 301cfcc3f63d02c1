/*
 * usage.c - what tlsd-lite and tlsc-lite say to people.
 * Runs before anything is opened or read.
 */
#include "tls/usage.h"
#include "base/file.h"
#include "base/tls_talk.h"

#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static _Noreturn void
end_with(int fd, const char *words, int code)
{
	_exit(file_write(fd, words, strlen(words)) ? code : EX_IOERR);
}

void
usage_asked(const struct usage *u, int argc, char *const *argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		end_with(STDOUT_FILENO, u->help, EX_OK);
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		end_with(STDOUT_FILENO, u->version, EX_OK);
}

void
usage_check(const struct usage *u, bool fit)
{
	struct stat st;

	if (!fit || fstat(TLS_SOCKET, &st) != 0 || !S_ISSOCK(st.st_mode))
		end_with(STDERR_FILENO, u->wrong, EX_USAGE);
}
