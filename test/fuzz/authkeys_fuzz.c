/* authkeys_fuzz.c - authorized_keys, line by line and as a file. */
#include "vault/authkeys.h"
#include "base/file.h"
#include "vault/key.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
deaf(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show)
{
	(void)arg;
	(void)path;
	(void)show;
	if (line == 0 || what == NULL)
		abort();
}

static bool
is_listed(struct authkeys *a, const struct authkey *k)
{
	static struct lines l;
	struct addr who;

	lines_init(&l, a->fd);
	while (authkeys_next(a, &l, k->key, &who) == AUTHKEYS_YES)
		if (addr_ieq(&who, &k->user))
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct report r = { deaf, NULL, 0 };
	struct authkeys a = { .fd = memfd_create("keys", MFD_CLOEXEC),
		.path = "keys",
		.report = &r };
	struct bytes rest = { (const char *)data, n }, line;
	struct authkey k;
	const char *why = NULL;

	if (a.fd < 0 || !file_write(a.fd, data, n))
		abort();
	while (bytes_cut(&rest, '\n', &line))
		switch (authkeys_parse(line, &k, &why)) {
		case AUTHKEYS_BAD:
			if (why == NULL)
				abort();
			break;
		case AUTHKEYS_NONE:
			break;
		case AUTHKEYS_ENTRY:
			if (key_low_order(k.key) || k.user.local_n == 0 ||
			    k.user.domain_n == 0)
				abort();
			if (line.n < LIM_TEXT_LINE && !is_listed(&a, &k))
				abort();
			break;
		}
	k = (struct authkey){ .key = { 2 } };
	(void)is_listed(&a, &k);
	authkeys_close(&a);
	return 0;
}
