/*
 * key.c - the server's keys.
 * Runs in smtpd-litectl.
 */
#include "base/base64.h"
#include "ctl/ctl.h"
#include "vault/key.h"
#include "vault/keyring.h"

#include <sodium.h>
#include <string.h>
#include <sysexits.h>

static void
put_key(struct text *t, const uint8_t *key, const char *slot)
{
	base64_put(t, key, NOISE_KEY);
	text_char(t, ' ');
	text_str(t, slot);
	text_char(t, ' ');
	key_fingerprint(t, key);
	text_char(t, '\n');
}

int
ctl_key_new(struct ctl *c, int argc, char **argv)
{
	uint8_t key[NOISE_KEY];
	char buf[256];
	struct text t = TEXT(buf);
	struct sysuser owner;
	int slot = KEYRING_CURRENT;

	if (argc == 1 && strcmp(argv[0], keyring_names[KEYRING_NEXT]) == 0)
		slot = KEYRING_NEXT;
	else if (argc == 1 && strcmp(argv[0], keyring_names[slot]) != 0)
		return ctl_usage("a new key is current or next, not", argv[0]);
	ctl_owner(c, &owner);
	if (sodium_init() < 0 || !keyring_make(c->conf.keys, slot, owner.uid,
				     owner.gid, key, &c->report))
		return EX_CANTCREAT;
	base64_put(&t, key, NOISE_KEY);
	text_char(&t, '\n');
	return ctl_print(&t);
}

int
ctl_key_show(struct ctl *c, int argc, char **argv)
{
	struct keyring_list list;
	struct sysuser owner;
	char buf[1024];
	struct text t = TEXT(buf);

	(void)argc;
	(void)argv;
	if (sodium_init() < 0)
		return EX_OSERR;
	ctl_owner(c, &owner);
	keyring_list(c->conf.keys, owner.uid, &list, &c->report);
	for (unsigned i = 0; i < list.n; i++)
		put_key(&t, list.item[i].key, keyring_names[list.item[i].slot]);
	if (list.n == 0) {
		ctl_complain("no key that can be used", c->conf.keys);
		return EX_NOINPUT;
	}
	return ctl_print(&t);
}

int
ctl_key_rotate(struct ctl *c, int argc, char **argv)
{
	struct sysuser owner;

	(void)argc;
	(void)argv;
	ctl_owner(c, &owner);
	return keyring_rotate(c->conf.keys, owner.uid, &c->report)
		   ? EX_OK
		   : EX_CANTCREAT;
}
