/*
 * progress.h - a bar on the terminal while a long message goes out.
 */
#ifndef SMTP_PROGRESS_H
#define SMTP_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on; /* standard error is a terminal */
	uint64_t total;
	int64_t began, next; /* when the bar is drawn again */
};

void progress_begin(struct progress *p, uint64_t total);
/* Draws that DONE octets have gone out; nothing in the first second. */
void progress_at(struct progress *p, uint64_t done);
void progress_end(struct progress *p);

#endif
