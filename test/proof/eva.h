/*
 * eva.h - buffers of unknown octets, and calls with each of them.
 */
#ifndef PROOF_EVA_H
#define PROOF_EVA_H

#include "base/bytes.h"

#include <__fc_builtin.h>
#include <stdlib.h>
#include <string.h>

static inline char *
octets(size_t n)
{
	char *p = calloc(1, n);

	Frama_C_make_unknown(p, n);
	return p;
}

static inline struct bytes
input(size_t n)
{
	return (struct bytes){ octets(n), n };
}

/* Octets like those of TEXT: ? is any octet, # any letter. So a long word is
 * looked at in few steps. */
static inline struct bytes
like(const char *text)
{
	size_t n = strlen(text);
	char *p = octets(n);

	for (size_t i = 0; i < n; i++)
		if (text[i] == '#')
			p[i] = (char)Frama_C_interval('a', 'z');
		else if (text[i] != '?')
			p[i] = text[i];
	return (struct bytes){ p, n };
}

/* N letters, FRONT before them and END behind them. */
static inline struct bytes
letters(const char *front, size_t n, const char *end)
{
	struct bytes a = like(front), b = like(end);
	char *p = octets(a.n + n + b.n);

	if (a.n > 0)
		memcpy(p, a.p, a.n);
	for (size_t i = 0; i < n; i++)
		p[a.n + i] = (char)Frama_C_interval('a', 'z');
	if (b.n > 0)
		memcpy(p + a.n + n, b.p, b.n);
	return (struct bytes){ p, a.n + n + b.n };
}

static inline bool
either(void)
{
	return Frama_C_interval(0, 1) == 1;
}

/* What memchr found is told apart up to here (libc.c). */
extern size_t found_at;

static inline void
once(void (*f)(size_t), size_t n)
{
	f(n);
	found_at = 0;
	//@ merge found_at;
}

#define EACH(f, least, most) \
	for (size_t n = (least); n <= (most); n++) \
	once(f, n)

/* The same with octets like those of a text. */
static inline void
once_like(void (*f)(struct bytes), const char *text)
{
	f(like(text));
	found_at = 0;
	//@ merge found_at;
}

static inline void
once_letters(
    void (*f)(struct bytes), const char *front, size_t n, const char *end)
{
	f(letters(front, n, end));
	found_at = 0;
	//@ merge found_at;
}

#define EACH_OF(f, texts) \
	for (size_t n = 0; texts[n] != NULL; n++) \
	once_like(f, texts[n])

#endif
