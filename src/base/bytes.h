/*
 * bytes.h - counted bytes, bounded text, numbers.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that somebody else owns. No NUL need stand behind them. */
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
/* A without the blanks (space, tab) at both ends. */
struct bytes bytes_trim(struct bytes a);
/* Moves the bytes before the first C from *REST to *HEAD, and drops that C.
 * False, with nothing changed, if *REST has no C. */
bool bytes_cut(struct bytes *rest, char c, struct bytes *head);
/* The same where the last part has no C behind it: it is all of *REST then. */
struct bytes bytes_take(struct bytes *rest, char c);
/* Takes the bytes before the first one of STOPS off *REST, or all if there is
 * none. That one stays in front of *REST. */
struct bytes bytes_until(struct bytes *rest, struct bytes stops);

int ascii_lower(int c);
bool ascii_digit(int c);
bool ascii_alnum(int c);
/* True for a space and for a tab. */
bool ascii_blank(char c);
/* True for bytes below the blank and for DEL; false beyond ASCII. */
bool ascii_control(char c);

/* Text that is put together in a buffer of fixed size. The first piece that
 * does not fit, and all behind it, are left out, and OVER is set: look at it
 * before you use the text. */
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
/* Puts B in double quotes. A backslash stands before quotes and backslashes;
 * control octets and all beyond ASCII are \xHH. At most MAX octets of B are
 * shown, fewer if there is no room, and then "...". */
void text_quoted(struct text *t, struct bytes b, size_t max);
/* As a shell takes it for one word: in quotes, unless it is plain. */
void text_word(struct text *t, const char *word);
/* The text so far. */
struct bytes text_bytes(const struct text *t);
/* Adds a NUL, which does not count. False if the NUL or anything before it did
 * not fit. */
bool text_end(struct text *t);

/* Parses B, which is decimal digits and nothing else, to a value of at most
 * MAX. False: it is not that. */
bool num_parse(struct bytes b, uint64_t max, uint64_t *out);

#endif
