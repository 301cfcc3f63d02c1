/*
 * report.h - how the readers of files say what is wrong, and where.
 */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include "base/bytes.h"

/* PATH:LINE: WHAT. LINE is 0 where the whole file is meant. SHOW is the
 * text in question; it may be empty and holds any bytes. */
struct report {
	void (*say)(void *arg, const char *path, unsigned line,
	    const char *what, struct bytes show);
	void *arg;
	unsigned count; /* of complaints so far */
};

void report(struct report *r, const char *path, unsigned line, const char *what,
    struct bytes show);
/* Reports WHAT, which may be NULL, and the text of errno, about the whole file.
 * Keeps errno, and returns false for callers to return. */
bool report_errno(struct report *r, const char *path, const char *what);

/* A complaint as text: `PATH:LINE: WHAT: "SHOW"`, NUL-terminated, cut at
 * the size of the buffer with "...". */
void report_text(char *buf, size_t cap, const char *path, unsigned line,
    const char *what, struct bytes show);
/* A `say` that prints the complaint, on standard error or, if ARG is not NULL,
 * on the descriptor there. */
void report_print(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show);

#endif
