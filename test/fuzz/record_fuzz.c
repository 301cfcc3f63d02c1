/*
 * record_fuzz.c - the reader of records: what was sealed comes out, in
 * whatever pieces it arrives; what was changed does not.
 *
 * The input: where one octet is changed (2 octets) and how (1), then the
 * length of each record and of each piece in turn (1 octet each).
 */
#include "conn/record.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static char stream[65536], buf[65536];

/* Seals a record of each length that the even octets name. */
static size_t
write_all(const uint8_t *data, size_t n)
{
	struct record w = { .count = 0 };
	char plain[256];
	size_t at = 0;

	memset(plain, 'p', sizeof(plain));
	for (size_t i = 0; i < n && at < sizeof(stream) - 512; i += 2)
		at += record_seal(&w, plain, data[i], stream + at);
	return at;
}

/* Opens what is whole; false when it is over. */
static bool
open_all(struct record *r, size_t *have, size_t *good)
{
	for (;;) {
		struct bytes plain;
		size_t used;

		switch (record_open(r, buf, *have, &plain, &used)) {
		case RECORD_OK:
			for (size_t i = 0; i < plain.n; i++)
				if (plain.p[i] != 'p')
					abort();
			memmove(buf, buf + used, *have - used);
			*have -= used;
			*good += used;
			break;
		case RECORD_MORE:
			if (used <= *have || used > RECORD_MAX)
				abort();
			return true;
		case RECORD_END:
			*good += used;
			return false;
		default:
			if (plain.n > 0 || !r->over)
				abort();
			return false;
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct record r = { .count = 0 };
	size_t total, changed, have, at = 0, good = 0;

	/* No octets are a record of this key. */
	have = n < sizeof(buf) ? n : sizeof(buf);
	memcpy(buf, data, have);
	(void)open_all(&r, &have, &good);
	if (good > 0)
		abort();
	if (n < 4)
		return 0;

	total = write_all(data + 3, n - 3);
	changed = (size_t)data[0] << 8 | data[1];
	if (changed < total)
		stream[changed] ^= (char)data[2];
	if (changed >= total || data[2] == 0)
		changed = total;
	have = 0;
	r = (struct record){ .count = 0 };
	for (size_t i = 4; at < total; i = i + 2 < n ? i + 2 : 4) {
		size_t piece = i < n ? data[i] + 1U : 1;

		if (piece > total - at)
			piece = total - at;
		memcpy(buf + have, stream + at, piece);
		have += piece;
		at += piece;
		if (!open_all(&r, &have, &good))
			break;
	}
	/* Nothing was taken at or behind the change. */
	if (good > changed || (changed == total && good != total && !r.over))
		abort();
	return 0;
}
