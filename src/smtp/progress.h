/*
 * progress.h - a bar for whoever waits for a long message.
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
/* DONE octets have gone out. Nothing is drawn in the first second. */
void progress_at(struct progress *p, uint64_t done);
void progress_end(struct progress *p);

#endif
