/*
 * edit.h - one line being typed, and those typed before. Pure: keys come
 * in, what the terminal has to be told goes out.
 */
#ifndef SMTP_EDIT_H
#define SMTP_EDIT_H

#include "base/bytes.h"

#define EDIT_LINE 2048
#define EDIT_PAST 32 /* lines that can be had again */

struct edit {
	size_t columns;        /* of the terminal */
	size_t n, at;          /* the line, and the cursor in it */
	unsigned escape;       /* how far into an escape sequence we are */
	char digit;            /* in it */
	unsigned past_n, back; /* lines kept; how far back we are looking */
	char line[EDIT_LINE];
	struct {
		size_t n;
		char line[EDIT_LINE];
	} past[EDIT_PAST];
};

enum edit_rc {
	EDIT_MORE,
	EDIT_DONE, /* the line is whole: LINE and N */
	EDIT_END   /* ^D in an empty line */
};

/* One octet from the terminal. */
enum edit_rc edit_key(struct edit *e, char c);
/* Begins the next line; with KEEP, the last one can be had again. */
void edit_next(struct edit *e, bool keep);
/* What draws the line anew, the part of it that fits. */
void edit_draw(const struct edit *e, struct text *t);

#endif
