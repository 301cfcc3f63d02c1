/*
 * keyring_test.c - keys as such, key files that may and may not be trusted,
 * and the server's folder of keys.
 */
#include "scratch.h"
#include "unit.h"
#include "vault/key.h"
#include "vault/keyfile.h"
#include "vault/keyring.h"
#include "vectors.h"

#include <signal.h>
#include <sodium.h>
#include <sys/resource.h>

#define SECRET "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
#define R &scratch_report

static const uint8_t public[NOISE_KEY] = { 0x07, 0xa3, 0x7c, 0xbc, 0x14, 0x20,
	0x93, 0xc8, 0xb7, 0x55, 0xdc, 0x1b, 0x10, 0xe8, 0x6c, 0xb4, 0x26, 0x37,
	0x4a, 0xd1, 0x6a, 0xa8, 0x53, 0xed, 0x0b, 0xdf, 0xc0, 0xb2, 0xb8, 0x6d,
	0x1c, 0x7c };

static void
test_key(const char *vectors)
{
	uint8_t key[NOISE_KEY], out[NOISE_KEY], dh[NOISE_KEY];
	char buf[64];
	struct text t = TEXT(buf);
	unsigned low = 0, wrong = 0;
	struct vec v;

	for (unsigned i = 0; i < NOISE_KEY; i++)
		key[i] = (uint8_t)(i + 1);
	key_public(key, out);
	CHECK(memcmp(out, public, NOISE_KEY) == 0);
	key_fingerprint(&t, public);
	CHECK_BYTES(t.p, t.n, "aaa8 fff7 03b5 0b22 97f4 f6e1 3508 f724");
	t.n = 0;
	key_short(&t, public);
	CHECK_BYTES(t.p, t.n, "aaa8fff7");

	vec_open(&v, vectors);
	while (vec_next(&v))
		if (vec_is(&v, "low")) {
			const uint8_t *point = v.line[0].value[0];

			low++;
			CHECK(key_low_order(point));
			CHECK(
			    crypto_scalarmult_curve25519(out, key, point) != 0);
			/* Its neighbours are as the library says. */
			for (unsigned bit = 0; bit < 255; bit++) {
				memcpy(out, point, NOISE_KEY);
				out[bit / 8] ^= (uint8_t)(1U << bit % 8);
				wrong += key_low_order(out) !=
					 (crypto_scalarmult_curve25519(
					      dh, key, out) != 0);
			}
		}
	CHECK(low == 14 && wrong == 0 && !key_low_order(public));
}

static bool
reads(const char *path)
{
	uint8_t secret[NOISE_KEY], out[NOISE_KEY];

	memset(secret, 7, sizeof(secret));
	if (keyfile_read(path, geteuid(), secret, R) != KEYFILE_YES) {
		CHECK(sodium_is_zero(secret, sizeof(secret)) == 1);
		return false;
	}
	key_public(secret, out);
	return memcmp(out, public, NOISE_KEY) == 0;
}

static bool
refuses(const char *text, mode_t mode, const char *what)
{
	bool ok = scratch_write("key", text, mode) && !reads("key") &&
		  scratch_said(what);

	unlink("key");
	return ok;
}

static void
test_keyfile(void)
{
	static const char *const bad[] = { "", "\n", "\r\n", SECRET "\n\n",
		SECRET " ", " " SECRET, SECRET "\r", SECRET "\nAQID",
		"# key\n" SECRET "\n", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob\n",
		"AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyB=\n",
		"AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh\n",
		"AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhAAAA\n" };
	static const mode_t modes[] = { 0640, 0604, 0610, 0601, 0620, 0602,
		0660, 0644, 0666, 0777, 0440 };
	uint8_t secret[NOISE_KEY];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(refuses(bad[i], 0600, "one line of base64"));
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		CHECK(refuses(SECRET "\n", modes[i], "open to others"));
	CHECK(
	    refuses(SECRET "\n                         \n", 0600, "too long"));

	CHECK(scratch_write("key", SECRET "\n", 0600) && reads("key"));
	CHECK(scratch_write("key", SECRET "\r\n", 0600) && reads("key"));
	CHECK(scratch_write("key", SECRET, 0400) && reads("key"));
	CHECK(scratch_silent());
	CHECK(symlink("key", "link") == 0 && !reads("link"));
	CHECK(scratch_said("cannot open"));
	CHECK(unlink("link") == 0 && mkfifo("pipe", 0600) == 0);
	CHECK(!reads("pipe") && scratch_said("not a regular file"));
	CHECK(unlink("pipe") == 0 && mkdir("folder", 0700) == 0);
	CHECK(!reads("folder") && scratch_said("not a regular file"));
	CHECK(rmdir("folder") == 0);
	CHECK(keyfile_read("nothing", geteuid(), secret, R) == KEYFILE_NONE);
	CHECK(scratch_silent());
	if (geteuid() == 0) {
		CHECK(chown("key", 12345, 0) == 0 && !reads("key"));
		CHECK(scratch_said("somebody else"));
	} else {
		puts("not root: foreign owners are not tried");
	}
	CHECK(unlink("key") == 0);
}

static void
test_keyfile_make(void)
{
	uint8_t key[NOISE_KEY], secret[NOISE_KEY], again[NOISE_KEY];
	struct rlimit size, none = { 0, 0 };
	mode_t mask = umask(0);
	struct stat st;

	CHECK(keyfile_make("new", geteuid(), key, R) && scratch_silent());
	CHECK(lstat("new", &st) == 0 && S_ISREG(st.st_mode));
	CHECK((st.st_mode & 07777) == 0600 && st.st_nlink == 1);
	CHECK(st.st_size == 45);
	CHECK(keyfile_read("new", geteuid(), secret, R) == KEYFILE_YES);
	key_public(secret, again);
	CHECK(memcmp(key, again, NOISE_KEY) == 0);
	CHECK(
	    !keyfile_make("new", geteuid(), key, R) && scratch_said("already"));
	CHECK(keyfile_read("new", geteuid(), again, R) == KEYFILE_YES);
	CHECK(memcmp(secret, again, NOISE_KEY) == 0);
	/* A key that cannot be written leaves nothing behind. */
	CHECK(getrlimit(RLIMIT_FSIZE, &size) == 0);
	none.rlim_max = size.rlim_max;
	CHECK(signal(SIGXFSZ, SIG_IGN) != SIG_ERR &&
	      setrlimit(RLIMIT_FSIZE, &none) == 0);
	CHECK(
	    !keyfile_make("half", geteuid(), key, R) && scratch_said("beside"));
	CHECK(setrlimit(RLIMIT_FSIZE, &size) == 0);
	CHECK(system("ls half* 2>/dev/null") != 0);
	CHECK(!keyfile_make("no/folder", geteuid(), key, R) &&
	      scratch_said("cannot"));
	/* Nothing is made where a link points. */
	CHECK(symlink("elsewhere", "link") == 0);
	CHECK(!keyfile_make("link", geteuid(), key, R) &&
	      scratch_said("already"));
	CHECK(lstat("elsewhere", &st) != 0 && unlink("link") == 0);
	CHECK(unlink("new") == 0);
	umask(mask);
}

static void
test_keys(void)
{
	uint8_t a[NOISE_KEY], b[NOISE_KEY], c[NOISE_KEY], s[NOISE_KEY];
	struct keyring_list list;

	CHECK(!keyring_any("keys") &&
	      keyring_find("keys", public, s, R) == KEYRING_NO);
	keyring_list("keys", geteuid(), &list, R);
	CHECK(list.n == 0 && scratch_silent());
	CHECK(!keyring_rotate("keys", geteuid(), R) &&
	      scratch_said("no key to rotate"));
	CHECK(
	    keyring_make("keys", KEYRING_CURRENT, geteuid(), (gid_t)-1, a, R) &&
	    keyring_any("keys"));
	CHECK(
	    !keyring_make("keys", KEYRING_CURRENT, geteuid(), (gid_t)-1, b, R));
	CHECK(scratch_said("already"));
	CHECK(!keyring_rotate("keys", geteuid(), R) &&
	      scratch_said("no key to rotate"));
	CHECK(keyring_make("keys", KEYRING_NEXT, geteuid(), (gid_t)-1, b, R));
	keyring_list("keys", geteuid(), &list, R);
	CHECK(list.n == 2 && list.item[0].slot == KEYRING_CURRENT);
	CHECK(list.item[1].slot == KEYRING_NEXT);
	CHECK(memcmp(list.item[0].key, a, NOISE_KEY) == 0);
	CHECK(memcmp(list.item[1].key, b, NOISE_KEY) == 0);
	CHECK(keyring_find("keys", b, s, R) == KEYRING_YES);
	key_public(s, c);
	CHECK(memcmp(b, c, NOISE_KEY) == 0);

	CHECK(keyring_rotate("keys", geteuid(), R));
	CHECK(keyring_make("keys", KEYRING_NEXT, geteuid(), (gid_t)-1, c, R));
	keyring_list("keys", geteuid(), &list, R);
	CHECK(list.n == 3 && memcmp(list.item[0].key, b, NOISE_KEY) == 0);
	CHECK(memcmp(list.item[1].key, c, NOISE_KEY) == 0);
	CHECK(memcmp(list.item[2].key, a, NOISE_KEY) == 0);
	CHECK(list.item[2].slot == KEYRING_OLD);

	/* Stopped between its two renames, it goes on where it was. */
	CHECK(rename("keys/current", "keys/old") == 0);
	CHECK(keyring_find("keys", b, s, R) == KEYRING_YES);
	CHECK(keyring_rotate("keys", geteuid(), R));
	keyring_list("keys", geteuid(), &list, R);
	CHECK(list.n == 2 && memcmp(list.item[0].key, c, NOISE_KEY) == 0);
	CHECK(memcmp(list.item[1].key, b, NOISE_KEY) == 0);
	CHECK(scratch_silent());
}

/* One file of two is bad: it depends on which key is asked for. */
static void
test_keys_bad(void)
{
	uint8_t b[NOISE_KEY], s[NOISE_KEY];
	struct keyring_list list;

	keyring_list("keys", geteuid(), &list, R);
	memcpy(b, list.item[1].key, NOISE_KEY);
	CHECK(chmod("keys/current", 0644) == 0);
	CHECK(keyring_find("keys", b, s, R) == KEYRING_YES);
	CHECK(scratch_said("open to others"));
	CHECK(keyring_find("keys", public, s, R) == KEYRING_LATER);
	CHECK(sodium_is_zero(s, sizeof(s)) == 1);
	CHECK(scratch_said("open to others"));
	keyring_list("keys", geteuid(), &list, R);
	CHECK(list.n == 1 && list.item[0].slot == KEYRING_OLD);
	CHECK(scratch_said("open to others"));
	CHECK(chmod("keys/current", 0600) == 0);
	CHECK(keyring_find("keys", public, s, R) == KEYRING_NO &&
	      scratch_silent());
	CHECK(scratch_write("keys/next", "short\n", 0600));
	CHECK(!keyring_rotate("keys", geteuid(), R) && scratch_said("base64"));
	CHECK(unlink("keys/next") == 0 && unlink("keys/current") == 0);
	CHECK(keyring_any("keys"));
	CHECK(unlink("keys/old") == 0 && !keyring_any("keys"));
	CHECK(symlink("nowhere", "keys/next") == 0 && keyring_any("keys"));
	CHECK(keyring_find("keys", public, s, R) == KEYRING_LATER);
	CHECK(scratch_said("cannot open"));
	CHECK(unlink("keys/next") == 0 && rmdir("keys") == 0);
}

int
main(int argc, char **argv)
{
	const char *vectors = vec_path(argc, argv);

	if (sodium_init() < 0)
		return 1;
	test_key(vectors);
	if (!CHECK(scratch_enter()))
		return 1;
	test_keyfile();
	test_keyfile_make();
	test_keys();
	test_keys_bad();
	CHECK(scratch_leave());
	return unit_done();
}
