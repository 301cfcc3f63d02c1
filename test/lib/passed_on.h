/*
 * passed_on.h - for programs that have a syscall(2) of their own in place of
 * libc's (--wrap), and call that one with what it was given.
 */
#ifndef PASSED_ON_H
#define PASSED_ON_H

#include <stdarg.h>

long __real_syscall(long number, ...), __wrap_syscall(long number, ...);

/* No call has more than six arguments; what it has not, it does not look at. */
static inline long
passed_on(long number, va_list list)
{
	long a[6];

	for (int i = 0; i < 6; i++)
		a[i] = va_arg(list, long);
	return __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

#endif
