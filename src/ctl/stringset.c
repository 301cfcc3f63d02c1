/*
 * stringset.c - a set of byte strings, each with a number.
 * Runs in the tool.
 */
#include "ctl/stringset.h"
#include "users/cdb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void
set_init(struct set *s)
{
	memset(s, 0, sizeof(*s));
}

void
set_free(struct set *s)
{
	free(s->slots);
	free(s->text);
	set_init(s);
}

/* Returns the slot of KEY, or the empty one where it belongs. */
static struct set_slot *
place(const struct set *s, uint32_t hash, struct bytes key)
{
	/* The low bits of the hash change with every octet of the key. */
	size_t i = hash & (s->cap - 1);

	for (;; i = (i + 1) & (s->cap - 1)) {
		struct set_slot *slot = &s->slots[i];

		if (slot->at == 0 ||
		    (slot->hash == hash && slot->n == key.n &&
			memcmp(s->text + slot->at - 1, key.p, key.n) == 0))
			return slot;
	}
}

static bool
grow(struct set *s)
{
	struct set bigger = *s;

	bigger.cap = s->cap > 0 ? s->cap * 2 : 1024;
	bigger.slots = calloc(bigger.cap, sizeof(*bigger.slots));
	if (bigger.slots == NULL)
		return false;
	for (size_t i = 0; i < s->cap; i++) {
		const struct set_slot *old = &s->slots[i];

		if (old->at != 0)
			*place(&bigger, old->hash,
			    (struct bytes){ s->text + old->at - 1, old->n }) =
			    *old;
	}
	free(s->slots);
	*s = bigger;
	return true;
}

static bool
keep_key(struct set *s, struct bytes key)
{
	if (key.n >= UINT32_MAX - s->text_n) {
		errno = EFBIG;
		return false;
	}
	if (key.n > s->text_cap - s->text_n) {
		size_t cap = s->text_cap * 2 + key.n + 4096;
		char *more = realloc(s->text, cap);

		if (more == NULL)
			return false;
		s->text = more;
		s->text_cap = cap;
	}
	if (key.n > 0)
		memcpy(s->text + s->text_n, key.p, key.n);
	s->text_n += key.n;
	return true;
}

enum set_rc
set_add(struct set *s, struct bytes key, uint32_t *number)
{
	uint32_t hash = cdb_hash(key);
	struct set_slot *slot;

	if (s->n >= s->cap / 4 * 3 && !grow(s))
		return SET_ERROR;
	slot = place(s, hash, key);
	if (slot->at != 0) {
		*number = slot->number;
		return SET_KNOWN;
	}
	if (!keep_key(s, key))
		return SET_ERROR;
	*slot = (struct set_slot){ (uint32_t)(s->text_n - key.n + 1), hash,
		(uint32_t)key.n, *number };
	s->n++;
	return SET_NEW;
}

bool
set_get(const struct set *s, struct bytes key, uint32_t *number)
{
	const struct set_slot *slot;

	if (s->cap == 0)
		return false;
	slot = place(s, cdb_hash(key), key);
	if (slot->at != 0)
		*number = slot->number;
	return slot->at != 0;
}

bool
set_next(const struct set *s, size_t *at, struct bytes *key)
{
	while (*at < s->cap && s->slots[*at].at == 0)
		++*at;
	if (*at >= s->cap)
		return false;
	*key =
	    (struct bytes){ s->text + s->slots[*at].at - 1, s->slots[*at].n };
	++*at;
	return true;
}
