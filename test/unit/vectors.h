/*
 * vectors.h - reads test vectors: lines `name hex [hex]`, `-` for nothing,
 * in blocks that an empty line ends; # begins a comment line.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VEC_LINES 40
#define VEC_VALUE 2048

struct vec_line {
	char name[32];
	uint8_t value[2][VEC_VALUE];
	size_t n[2];
};

struct vec {
	FILE *f;
	unsigned count;
	struct vec_line line[VEC_LINES];
};

static inline void
vec_fail(const char *what)
{
	printf("vectors: %s\n", what);
	exit(1);
}

static inline void
vec_open(struct vec *v, const char *path)
{
	v->f = fopen(path, "r");
	if (v->f == NULL)
		vec_fail(path);
}

static inline size_t
vec_hex(const char *hex, uint8_t *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;

	if (strcmp(hex, "-") == 0)
		return 0;
	for (; hex[0] != '\0'; hex += 2) {
		const char *a = strchr(digits, hex[0]);
		const char *b = strchr(digits, hex[1]);

		if (a == NULL || b == NULL || hex[1] == '\0' || n == VEC_VALUE)
			vec_fail("bad hex");
		out[n++] = (uint8_t)((a - digits) << 4 | (b - digits));
	}
	return n;
}

/* The next block; false at the end of the file. */
static inline bool
vec_next(struct vec *v)
{
	static char buf[4 * VEC_VALUE + 64];

	v->count = 0;
	while (fgets(buf, sizeof(buf), v->f) != NULL) {
		struct vec_line *l = &v->line[v->count];
		char *save, *name = strtok_r(buf, " \n", &save);

		if (name == NULL && v->count > 0)
			return true;
		if (name == NULL || name[0] == '#')
			continue;
		if (v->count == VEC_LINES || strlen(name) >= sizeof(l->name))
			vec_fail("block or name too long");
		memcpy(l->name, name, strlen(name) + 1);
		for (unsigned i = 0; i < 2; i++) {
			char *hex = strtok_r(NULL, " \n", &save);

			l->n[i] = hex != NULL ? vec_hex(hex, l->value[i]) : 0;
		}
		v->count++;
	}
	if (v->count == 0)
		fclose(v->f);
	return v->count > 0;
}

/* True if this is a block of KIND. */
static inline bool
vec_is(const struct vec *v, const char *kind)
{
	return strcmp(v->line[0].name, kind) == 0;
}

/* The line of that name, or NULL. */
static inline struct vec_line *
vec_find(struct vec *v, const char *name)
{
	for (unsigned i = 0; i < v->count; i++)
		if (strcmp(v->line[i].name, name) == 0)
			return &v->line[i];
	return NULL;
}

/* The same for a line that must be there. */
static inline struct vec_line *
vec_get(struct vec *v, const char *name)
{
	struct vec_line *l = vec_find(v, name);

	if (l == NULL)
		vec_fail(name);
	return l;
}

static inline struct bytes
vec_bytes(struct vec *v, const char *name)
{
	struct vec_line *l = vec_get(v, name);

	return (struct bytes){ (const char *)l->value[0], l->n[0] };
}

/* The folder of the vectors: given, or in the sources. */
static inline const char *
vec_path(int argc, char **argv)
{
	static char path[4096];
	const char *src = getenv("SRC");

	if (argc > 1)
		return argv[1];
	snprintf(path, sizeof(path), "%s/test/vectors/noise.txt",
	    src != NULL ? src : ".");
	return path;
}

#endif
