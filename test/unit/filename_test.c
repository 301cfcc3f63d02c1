/* filename_test.c - what names say of messages, and what the files do. */
#include "store/filename.h"
#include "scratch.h"
#include "stuff_reference.h"
#include "unit.h"

enum { SYMBOLS = 6 };

static void
test_unique(void)
{
	struct bytes u = filename_unique("1.a,S=1:2,S");

	CHECK_BYTES(u.p, u.n, "1.a,S=1");
	u = filename_unique("1.a");
	CHECK_BYTES(u.p, u.n, "1.a");
	CHECK(filename_unique(":2,").n == 0);
}

static void
test_time(void)
{
	static const char *const none[] = { "1", "1.", "1.x", "1.M", "1.M5",
		"1.Mx", "1.MP", "x.M5P1", ".M5P1", "1.M1000000P1",
		"9223372036854775808.M5P1" };
	struct timespec t;

	CHECK(filename_time(BYTES("12.M000345P6R7.x"), &t));
	CHECK(t.tv_sec == 12 && t.tv_nsec == 345000);
	/* As another program has them. */
	CHECK(filename_time(BYTES("12.M5P6"), &t) && t.tv_nsec == 5000);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		CHECK(!filename_time(bytes_str(none[i]), &t));
}

static const struct {
	const char *name;
	uint64_t size, crlf_size; /* 0 and 0: they say nothing */
} sizes[] = {
	{ "1.a,S=3,W=4", 3, 4 },
	{ "1.a,S=3,W=4:2,S", 3, 4 },
	{ "1.a,W=4,S=3", 3, 4 },
	{ "1.a,x=1,S=3,y,W=4,z=2", 3, 4 },
	{ "1.a,S=1,W=4", 1, 4 },
	{ "1.a,S=1,W=5", 0, 0 },
	{ "1.a,S=4,W=3", 0, 0 },
	{ "1.a,S=3", 0, 0 },
	{ "1.a,W=3", 0, 0 },
	{ "1.a:2,S=3,W=4", 0, 0 },
	{ "1.a,S=3:2,W=4", 0, 0 },
	{ "S=3,W=4", 0, 0 },
	{ "1.a,S=,W=4", 0, 0 },
	{ "1.a,S=3,W=", 0, 0 },
	{ "1.a,S=3,W=04", 3, 6 },
	{ "1.a,S=3,W=06", 3, 8 },
	{ "1.a,S=3,W=07", 0, 0 },
	{ "1.a,S=3,W=00", 0, 0 },
	{ "1.a,S=3,W=004", 0, 0 },
	{ "1.a,S=0,W=00", 0, 0 },
	{ "1.a,S=03,W=4", 0, 0 },
	{ "1.a,S=+3,W=4", 0, 0 },
	{ "1.a,S=3 ,W=4", 0, 0 },
	{ "1.a,s=3,w=4", 0, 0 },
	{ "1.a,XS=3,W=4", 0, 0 },
	{ "1.a,S=18446744073709551615,W=18446744073709551615", 0, 0 },
	{ "1.a,S=4398046511104,W=4398046511104", 4398046511104, 4398046511104 },
	{ "1.a,S=4398046511105,W=4398046511105", 0, 0 },
};

static void
test_sizes(void)
{
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint64_t size = 0, crlf_size = 0;
		bool told = filename_sizes(
		    filename_unique(sizes[i].name), &size, &crlf_size);
		bool right = told ? size == sizes[i].size &&
					crlf_size == sizes[i].crlf_size
				  : sizes[i].crlf_size == 0;

		if (!CHECK(right))
			printf("%s\n", sizes[i].name);
	}
}

/* In order: by the seconds, then by what follows. */
static const char *const order[] = { "", "a", "0.z", "9.z", "10.B", "10.a",
	"10.ab", "10.abcdefgh1", "10.abcdefgh2", "11", "1700000000.M1P1",
	"1700000000.M2P1" };

static int
compare(const char *a, const char *b)
{
	uint64_t ka, kb, x = filename_seconds(filename_unique(a), &ka),
			 y = filename_seconds(filename_unique(b), &kb);

	if (x != y)
		return x < y ? -1 : 1;
	if (ka != kb)
		return ka < kb ? -1 : 1;
	return filename_compare(filename_unique(a), filename_unique(b));
}

static void
test_order(void)
{
	uint64_t key;

	for (size_t i = 2; i < sizeof(order) / sizeof(order[0]); i++)
		for (size_t k = 2; k < sizeof(order) / sizeof(order[0]); k++)
			CHECK((compare(order[i], order[k]) < 0) == (i < k) &&
			      (compare(order[i], order[k]) == 0) == (i == k));
	CHECK(compare("10.a:2,S", "10.a:2,") == 0);
	CHECK(filename_seconds(BYTES("99999999999999999999.a"), &key) == 0);
	CHECK(filename_seconds(BYTES("-1.a"), &key) == 0);
	CHECK(filename_seconds(BYTES("12"), &key) == 12 && key == 0);
}

/* The octets that RETR would send of every short file. */
static void
test_measure(void)
{
	static const char alphabet[] = "\r\n.x";
	unsigned long wrong = 0;
	int dir = open(".", O_RDONLY | O_DIRECTORY);

	for (size_t n = 0; n <= SYMBOLS; n++)
		for (unsigned long v = 0; v < 1UL << (2 * n); v++) {
			char in[SYMBOLS], out[2 * SYMBOLS + 2];
			uint64_t size = 99, got = 99;
			size_t want;
			int fd = open("f", O_WRONLY | O_CREAT | O_TRUNC, 0600);

			for (size_t i = 0; i < n; i++)
				in[i] = alphabet[v >> (2 * i) & 3];
			CHECK(write(fd, in, n) == (ssize_t)n && close(fd) == 0);
			(void)stuff_reference(in, n, false, 0, out, &want);
			wrong += !filename_measure(dir, "f", &size, &got) ||
				 size != n || got != want;
			wrong += !filename_size_holds(dir, "f", n) ||
				 filename_size_holds(dir, "f", n + 1);
		}
	CHECK(wrong == 0);
	CHECK(unlink("f") == 0 && close(dir) == 0);
}

/* Nothing but a regular file is opened, and nobody waited for. */
static void
test_open(void)
{
	int dir = open(".", O_RDONLY | O_DIRECTORY);
	uint64_t size, crlf_size;

	CHECK(mkfifo("fifo", 0600) == 0 && symlink("/etc/passwd", "link") == 0);
	CHECK(mkdir("folder", 0700) == 0);
	CHECK(filename_open(dir, "fifo", &size) == -1);
	CHECK(filename_open(dir, "link", &size) == -1);
	CHECK(filename_open(dir, "folder", &size) == -1);
	CHECK(filename_open(dir, "nothing", &size) == -1);
	CHECK(!filename_measure(dir, "fifo", &size, &crlf_size));
	CHECK(!filename_size_holds(dir, "link", 11));
	CHECK(unlink("fifo") == 0 && unlink("link") == 0);
	CHECK(rmdir("folder") == 0 && close(dir) == 0);
}

int
main(void)
{
	CHECK(scratch_enter());
	test_unique();
	test_time();
	test_sizes();
	test_order();
	test_measure();
	test_open();
	CHECK(scratch_leave());
	return unit_done();
}
