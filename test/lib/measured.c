/*
 * measured.c - what a build for coverage has in place of some calls of libc.
 * Linked into every program of it by test/run (--wrap), and no part of any
 * other build. Counts are written when a program ends, by files of gcov's:
 * no filter, limit or umask may be in the way of that. It takes longer than
 * a session, so those that take the same lines again run with UNCOUNTED set:
 * these are confined as in any other build.
 */
#include "passed_on.h"

#include <errno.h>
#include <gcov.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LANDLOCK_RESTRICT_SELF 446

void __real__exit(int code) __attribute__((noreturn));
void __wrap__exit(int code) __attribute__((noreturn));
int __real_setrlimit(int what, const struct rlimit *limit);
int __wrap_setrlimit(int what, const struct rlimit *limit);
int __real_prctl(int what, ...);
int __wrap_prctl(int what, ...);
int __real___gcov_execve(
    const char *path, char *const argv[], char *const envp[]);
int __wrap___gcov_execve(
    const char *path, char *const argv[], char *const envp[]);
bool measured_skips(long number);

/* Behind a filter or a limit nothing can be written any more. */
static bool confined;

static bool
counts(void)
{
	return getenv("UNCOUNTED") == NULL;
}

/* The unit programs of the filters are confined in earnest, and what they
 * count from then on is lost; so is all that does not count. Other programs
 * go on without. */
static bool
in_earnest(void)
{
	static const char *const names[] = { "files_test", "guarded_test",
		"sandbox_test", "talk_test", "tls_sandbox_test" };

	if (!counts())
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(program_invocation_short_name, names[i]) == 0)
			return true;
	return false;
}

static void
raise_limit(int what)
{
	struct rlimit limit;

	if (getrlimit(what, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		(void)__real_setrlimit(what, &limit);
	}
}

/* Programs that run as others add to the same files. It runs before gcov's
 * own destructor. */
__attribute__((destructor)) static void
make_way(void)
{
	if (confined)
		return;
	umask(0);
	raise_limit(RLIMIT_FSIZE);
	raise_limit(RLIMIT_NOFILE);
}

static void
write_counts(void)
{
	if (confined || !counts())
		return;
	make_way();
	__gcov_dump();
}

void
__wrap__exit(int code)
{
	write_counts();
	__real__exit(code);
}

/* From here on nothing is written. */
static void
confine(void)
{
	struct rlimit files, size;

	(void)getrlimit(RLIMIT_NOFILE, &files);
	(void)getrlimit(RLIMIT_FSIZE, &size);
	write_counts();
	(void)__real_setrlimit(RLIMIT_NOFILE, &files);
	(void)__real_setrlimit(RLIMIT_FSIZE, &size);
	confined = true;
}

/* A hard limit of files or their size is not lowered: it could not be raised
 * at the end. */
int
__wrap_setrlimit(int what, const struct rlimit *limit)
{
	struct rlimit soft = *limit, now;

	if (what != RLIMIT_FSIZE && what != RLIMIT_NOFILE)
		return __real_setrlimit(what, limit);
	if (in_earnest())
		confine();
	else if (getrlimit(what, &now) == 0 && soft.rlim_max < now.rlim_max)
		soft.rlim_max = now.rlim_max;
	return __real_setrlimit(what, &soft);
}

int
__wrap_prctl(int what, ...)
{
	unsigned long a[4];
	va_list list;

	va_start(list, what);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(list, unsigned long);
	va_end(list);
	if (what == PR_SET_SECCOMP) {
		if (!in_earnest())
			return 0;
		confine();
	}
	return __real_prctl(what, a[0], a[1], a[2], a[3]);
}

/* True if the call NUMBER is as good as made. */
bool
measured_skips(long number)
{
	return number == LANDLOCK_RESTRICT_SELF && !in_earnest();
}

/* A program that starts without an environment is no more counted than the one
 * that starts it. */
int
__wrap___gcov_execve(const char *path, char *const argv[], char *const envp[])
{
	static char uncounted[] = "UNCOUNTED=1";
	static char *const told[] = { uncounted, NULL };

	if (!counts() && envp[0] == NULL)
		envp = told;
	return __real___gcov_execve(path, argv, envp);
}

/* A unit program may have one of its own, which asks measured_skips, too. */
__attribute__((weak)) long
__wrap_syscall(long number, ...)
{
	va_list list;
	long rc;

	va_start(list, number);
	rc = measured_skips(number) ? 0 : passed_on(number, list);
	va_end(list);
	return rc;
}
