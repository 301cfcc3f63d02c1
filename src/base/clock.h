/*
 * clock.h - monotonic deadlines, and the date.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds on the monotonic clock. Deadlines are such values. */
int64_t clock_mono(void);
/* Milliseconds from now to DEADLINE, as poll(2) takes them; 0 if it has
 * passed. */
int clock_left(int64_t deadline);
/* MS milliseconds as ppoll(2) takes them. */
struct timespec clock_timespec(int ms);
/* The wall clock, for names and dates only. */
struct timespec clock_wall(void);

#endif
