/*
 * filename_fuzz.c - what Maildir names say, and the ids made of them.
 * Input: two names with a newline between them.
 */
#include "fuzz.h"
#include "store/listing.h"
#include "store/filename.h"

#include <string.h>

/* A listing of two. */
static void
ids(char *names, const struct bytes unique[2], size_t second)
{
	char id[2][LISTING_ID];
	struct entry e[2] = { { .unique = (uint8_t)unique[0].n },
		{ .name = (uint32_t)second, .unique = (uint8_t)unique[1].n } };
	struct listing l = { .entry = e, .n = 2, .names = names };

	for (size_t i = 0; i < 2; i++) {
		MUST(listing_id(&l, i, id[i]));
		MUST(id[i][0] != '\0' && strlen(id[i]) < LISTING_ID);
		for (const char *c = id[i]; *c != '\0'; c++)
			MUST(*c > 0x20 && *c < 0x7f);
	}
	MUST((strcmp(id[0], id[1]) == 0) ==
	     (filename_compare(unique[0], unique[1]) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char names[513];
	uint64_t key[2], seconds[2], size, crlf_size;
	struct bytes unique[2];
	char *nl;

	if (n >= sizeof(names) || memchr(p, '\0', n) != NULL)
		return 0;
	memcpy(names, p, n);
	names[n] = '\0';
	nl = strchr(names, '\n');
	if (nl == NULL || nl - names > 255 || n - (size_t)(nl - names) > 256)
		return 0;
	*nl++ = '\0';
	unique[0] = filename_unique(names);
	unique[1] = filename_unique(nl);
	for (size_t i = 0; i < 2; i++) {
		seconds[i] = filename_seconds(unique[i], &key[i]);
		if (filename_sizes(unique[i], &size, &crlf_size))
			MUST(crlf_size >= size && crlf_size <= 2 * size + 2 &&
			     size <= (uint64_t)1 << 42);
	}
	MUST(filename_compare(unique[0], unique[1]) ==
	     -filename_compare(unique[1], unique[0]));
	if (filename_compare(unique[0], unique[1]) == 0)
		MUST(seconds[0] == seconds[1] && key[0] == key[1]);
	ids(names, unique, (size_t)(nl - names));
	return 0;
}
