/*
 * stringset.h - a set of byte strings, each with a number.
 */
#ifndef CTL_STRINGSET_H
#define CTL_STRINGSET_H

#include "base/bytes.h"

struct set_slot {
	uint32_t at; /* where the key is in TEXT, plus one; 0 is empty */
	uint32_t hash, n, number;
};

struct set {
	struct set_slot *slots;
	size_t cap, n;
	char *text;
	size_t text_cap, text_n;
};

enum set_rc { SET_NEW, SET_KNOWN, SET_ERROR };

void set_init(struct set *s);
void set_free(struct set *s);
/* Puts KEY with *NUMBER into S. If KEY is there already, *NUMBER becomes its
 * number. */
enum set_rc set_add(struct set *s, struct bytes key, uint32_t *number);
/* Finds the number of KEY. False: it is not there. */
bool set_get(const struct set *s, struct bytes key, uint32_t *number);
/* The members in no particular order: the next one from slot *AT on, which
 * begins at 0. False: there is no more. */
bool set_next(const struct set *s, size_t *at, struct bytes *key);

#endif
