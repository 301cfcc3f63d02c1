/*
 * fuzz.h - the few lines a fuzz target needs.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* A condition that has to hold for every input. */
#define MUST(cond) \
	do { \
		if (!(cond)) { \
			printf( \
			    "%s:%d: must: %s\n", __FILE__, __LINE__, #cond); \
			(void)fflush(stdout); \
			abort(); \
		} \
	} while (0)

#endif
