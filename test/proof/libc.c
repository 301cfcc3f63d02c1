/*
 * libc.c - what proto/ takes from libc, in C, so that EVA sees which octets are
 * looked at and tells one result from another.
 */
#include <__fc_builtin.h>
#include <stddef.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>

/* EVA tells states by it: a result is not joined with another one. */
size_t found_at;

void *
memchr(const void *s, int c, size_t n)
{
	const char *p = s;

	for (size_t i = 0; i < n; i++)
		if (p[i] == (char)c) {
			found_at = i;
			//@ split found_at;
			return (void *)(p + i);
		}
	return NULL;
}

int
memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (size_t i = 0; i < n; i++)
		if (p[i] != q[i])
			return p[i] < q[i] ? -1 : 1;
	return 0;
}

char *
strchr(const char *s, int c)
{
	for (;; s++) {
		if (*s == (char)c)
			return (char *)s;
		if (*s == '\0')
			return NULL;
	}
}

/* TEXT is looked at up to its NUL. */
int
inet_pton(int family, const char *text, void *to)
{
	if (strlen(text) == 0 || Frama_C_interval(0, 1) == 0)
		return 0;
	Frama_C_make_unknown(to, family == AF_INET ? 4 : 16);
	return 1;
}

void
sodium_memzero(void *p, size_t n)
{
	if (n > 0)
		memset(p, 0, n);
}
