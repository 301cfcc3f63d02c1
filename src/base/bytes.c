/*
 * bytes.c - counted bytes, bounded text, numbers.
 * Runs in every process; trusts none of the bytes it is given.
 */
#include "base/bytes.h"

#include <string.h>

struct bytes
bytes_str(const char *s)
{
	return (struct bytes){ s, strlen(s) };
}

bool
bytes_eq(struct bytes a, struct bytes b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int
ascii_lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool
ascii_digit(int c)
{
	return c >= '0' && c <= '9';
}

bool
ascii_alnum(int c)
{
	int lower = ascii_lower(c);

	return ascii_digit(c) || (lower >= 'a' && lower <= 'z');
}

bool
ascii_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

bool
bytes_istarts(struct bytes a, struct bytes b)
{
	if (a.n < b.n)
		return false;
	for (size_t i = 0; i < b.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool
bytes_ieq(struct bytes a, struct bytes b)
{
	return a.n == b.n && bytes_istarts(a, b);
}

struct bytes
bytes_skip(struct bytes a, size_t n)
{
	if (n > a.n)
		n = a.n;
	return (struct bytes){ a.p + n, a.n - n };
}

bool
ascii_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct bytes
bytes_trim(struct bytes a)
{
	while (a.n > 0 && ascii_blank(a.p[0]))
		a = bytes_skip(a, 1);
	while (a.n > 0 && ascii_blank(a.p[a.n - 1]))
		a.n--;
	return a;
}

bool
bytes_cut(struct bytes *rest, char c, struct bytes *head)
{
	const char *at = rest->n > 0 ? memchr(rest->p, c, rest->n) : NULL;

	if (at == NULL)
		return false;
	*head = (struct bytes){ rest->p, (size_t)(at - rest->p) };
	*rest = bytes_skip(*rest, head->n + 1);
	return true;
}

struct bytes
bytes_take(struct bytes *rest, char c)
{
	struct bytes head = *rest;

	if (!bytes_cut(rest, c, &head))
		*rest = bytes_skip(*rest, rest->n);
	return head;
}

struct bytes
bytes_until(struct bytes *rest, struct bytes stops)
{
	struct bytes head = { rest->p, 0 };

	while (head.n < rest->n &&
	       memchr(stops.p, rest->p[head.n], stops.n) == NULL)
		head.n++;
	*rest = bytes_skip(*rest, head.n);
	return head;
}

void
text_put(struct text *t, struct bytes b)
{
	t->over = t->over || b.n > t->cap - t->n;
	if (t->over || b.n == 0)
		return;
	memcpy(t->p + t->n, b.p, b.n);
	t->n += b.n;
}

void
text_str(struct text *t, const char *s)
{
	text_put(t, bytes_str(s));
}

void
text_char(struct text *t, char c)
{
	text_put(t, (struct bytes){ &c, 1 });
}

void
text_pad(struct text *t, uint64_t v, unsigned width)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + v % 10);
		v /= 10;
	} while (at > 0 && (v > 0 || sizeof(digits) - at < width));
	text_put(t, (struct bytes){ digits + at, sizeof(digits) - at });
}

void
text_num(struct text *t, uint64_t v)
{
	text_pad(t, v, 1);
}

static const char hex[] = "0123456789abcdef";

void
text_hex(struct text *t, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		text_char(t, hex[p[i] >> 4]);
		text_char(t, hex[p[i] & 15]);
	}
}

void
text_quoted(struct text *t, struct bytes b, size_t max)
{
	size_t i;

	text_char(t, '"');
	/* Room for one more octet and for the end. */
	for (i = 0; i < b.n && i < max && t->cap - t->n >= 8; i++) {
		uint8_t c = (uint8_t)b.p[i];
		const char octet[] = { '\\', 'x', hex[c >> 4], hex[c & 15] };

		if (c < 0x20 || c > 0x7e) {
			text_put(t, (struct bytes){ octet, sizeof(octet) });
			continue;
		}
		if (c == '"' || c == '\\')
			text_char(t, '\\');
		text_char(t, (char)c);
	}
	text_str(t, i < b.n ? "...\"" : "\"");
}

void
text_word(struct text *t, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "/._+@:,%-";

	if (word[strspn(word, plain)] == '\0') {
		text_str(t, word);
		return;
	}
	text_char(t, '\'');
	for (; *word != '\0'; word++)
		if (*word == '\'')
			text_str(t, "'\\''");
		else
			text_char(t, *word);
	text_char(t, '\'');
}

struct bytes
text_bytes(const struct text *t)
{
	return (struct bytes){ t->p, t->n };
}

bool
text_end(struct text *t)
{
	if (t->over || t->n == t->cap)
		return false;
	t->p[t->n] = '\0';
	return true;
}

bool
num_parse(struct bytes b, uint64_t max, uint64_t *out)
{
	uint64_t v = 0;

	for (size_t i = 0; i < b.n; i++) {
		unsigned digit = (unsigned char)b.p[i] - '0';

		if (digit > 9 || digit > max || v > (max - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*out = v;
	return b.n > 0;
}
