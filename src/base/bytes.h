/*
 * bytes.h - counted bytes, bounded text, numbers.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes somebody else owns. Never NUL-terminated by promise. */
struct bytes {
	const char *p;
	size_t n;
};

#define BYTES(lit) ((struct bytes){ (lit), sizeof(lit) - 1 })

struct bytes bytes_str(const char *s);
bool bytes_eq(struct bytes a, struct bytes b);
/* ASCII case does not matter. */
bool bytes_ieq(struct bytes a, struct bytes b);
/* True if A begins with B, ASCII case aside. */
bool bytes_istarts(struct bytes a, struct bytes b);
/* A without its first N bytes (all of them if there are fewer). */
struct bytes bytes_skip(struct bytes a, size_t n);
/* Without blanks (space, tab) at both ends. */
struct bytes bytes_trim(struct bytes a);
/* Cuts the bytes up to the first C off *REST into *HEAD; false if there
 * is no C in it, then nothing has changed. C itself goes. */
bool bytes_cut(struct bytes *rest, char c, struct bytes *head);
/* The same where the last part has no C behind it: it is all of *REST then. */
struct bytes bytes_take(struct bytes *rest, char c);
int ascii_lower(int c);
bool ascii_digit(int c);
bool ascii_alnum(int c);
/* Below a blank, or DEL; bytes beyond ASCII are none. */
bool ascii_control(char c);

/* Text put together in a buffer of fixed size. What does not fit is not
 * written, and OVER says so: look at it before you use the text. */
struct text {
	char *p;
	size_t cap, n;
	bool over;
};

#define TEXT(array) ((struct text){ (array), sizeof(array), 0, false })

void text_put(struct text *t, struct bytes b);
void text_str(struct text *t, const char *s);
void text_char(struct text *t, char c);
void text_num(struct text *t, uint64_t v);
/* V in decimal with at least WIDTH digits. */
void text_pad(struct text *t, uint64_t v, unsigned width);
void text_hex(struct text *t, const uint8_t *p, size_t n);
/* In double quotes; control bytes, quotes, backslashes and everything
 * beyond ASCII as \xHH. At most MAX octets of B are shown, and no more than
 * there is room for, then "...". */
void text_quoted(struct text *t, struct bytes b, size_t max);
/* The text so far. */
struct bytes text_bytes(const struct text *t);
/* Adds a NUL that does not count; false if it, or anything before it,
 * did not fit. */
bool text_end(struct text *t);

/* Plain decimal digits, nothing else, at most MAX. */
bool num_parse(struct bytes b, uint64_t max, uint64_t *out);

#endif
