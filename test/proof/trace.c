/*
 * trace.c - the date from the days, proved: every day up to the last one of
 * the year 9999 is in a month that there is, and on a day that has two digits.
 * EVA takes this for granted (trace.loops has what is promised).
 */
#include "proto/trace.h"

#include "../src/proto/trace.c"
