/* failures_test.c - failed logins by source, over all processes. */
#include "base/clock.h"
#include "base/runfile.h"
#include "guard/session.h"
#include "scratch.h"
#include "unit.h"

#include <sodium.h>
#include <sys/wait.h>

#define HEAD 16 /* of each file in `run` */
#define KEY 16
#define SOURCE 32 /* octets; the times are behind the first eight */

static unsigned
fail(const char *from)
{
	struct ip ip;

	CHECK(ip_parse(bytes_str(from), &ip));
	return failures_add("run", &ip);
}

static void
test_grows(void)
{
	ABOUT("grows");
	for (unsigned i = 1; i <= FAILURES_MOST; i++)
		CHECK(fail("192.0.2.1") == i);
	CHECK(fail("192.0.2.1") == FAILURES_MOST);
	/* Others are not meant. */
	CHECK(fail("192.0.2.2") == 1 && fail("2001:db8::1") == 1);
	/* A /64 is one source, and IPv4 in the clothes of IPv6 is IPv4. */
	CHECK(fail("2001:db8::ffff:1") == 2 && fail("2001:db8:0:1::1") == 1);
	CHECK(fail("::ffff:192.0.2.2") == 2);
	ABOUT("");
}

static void
test_processes(void)
{
	pid_t pid[8];
	int status;

	ABOUT("processes");
	for (size_t i = 0; i < 4; i++)
		if ((pid[i] = fork()) == 0)
			_exit(fail("198.51.100.1") == 0);
	for (size_t i = 0; i < 4; i++)
		CHECK(waitpid(pid[i], &status, 0) == pid[i] && status == 0);
	CHECK(fail("198.51.100.1") == 5);
	ABOUT("");
}

/* Makes all times of the file OLDER by so many seconds. */
static bool
age(uint32_t older)
{
	static uint32_t source[SOURCE / 4];
	int fd = open("run/failures", O_RDWR);
	off_t at = HEAD + KEY;
	bool ok = fd >= 0;

	for (; ok && pread(fd, source, SOURCE, at) == SOURCE; at += SOURCE) {
		for (unsigned i = 2; i < SOURCE / 4; i++)
			if (source[i] != 0)
				source[i] -= older;
		ok = pwrite(fd, source, SOURCE, at) == SOURCE;
	}
	return close(fd) == 0 && ok;
}

/* Times in the file are a second ahead of the clock since there is a version 1,
 * so that programs of before and after an upgrade share it. */
static bool
times_are_those_of_version_1(const char *from)
{
	static uint32_t source[SOURCE / 4];
	int fd = open("run/failures", O_RDONLY);
	off_t at = HEAD + KEY;
	uint32_t now = (uint32_t)(clock_mono() / 1000) + 1, last = 0;
	struct ip ip;

	CHECK(ip_parse(bytes_str(from), &ip));
	for (; pread(fd, source, SOURCE, at) == SOURCE; at += SOURCE)
		if (memcmp(source, ip_source(&ip), 8) == 0)
			last = source[2];
	return close(fd) == 0 && last != 0 && last <= now && now - last < 60;
}

/* Ten minutes each. */
static void
test_forgotten(void)
{
	ABOUT("forgotten");
	CHECK(fail("203.0.113.1") == 1 && fail("203.0.113.1") == 2);
	CHECK(age(300) && fail("203.0.113.1") == 3);
	CHECK(age(298) && fail("203.0.113.1") == 4);
	CHECK(age(3) && fail("203.0.113.1") == 3);
	CHECK(age(601) && fail("203.0.113.1") == 1);
	CHECK(times_are_those_of_version_1("203.0.113.1"));
	/* A clock that was ahead, before this machine was started. */
	CHECK(age((uint32_t)-5000) && fail("203.0.113.1") == 1);
	ABOUT("");
}

/* A /48 has 65,536 sources, and pushes out next to nobody: eight at most. */
static void
test_network(void)
{
	enum { OTHERS = 200, OWN = 3000 };
	unsigned lost = 0;
	char from[64];

	ABOUT("a network");
	for (unsigned i = 0; i < OTHERS; i++) {
		snprintf(from, sizeof(from), "10.0.%u.1", i);
		CHECK(fail(from) == 1);
	}
	for (unsigned i = 0; i < OWN; i++) {
		snprintf(from, sizeof(from), "2001:db8:bad:%x::1", i);
		CHECK(fail(from) == 1);
	}
	for (unsigned i = 0; i < OTHERS; i++) {
		snprintf(from, sizeof(from), "10.0.%u.1", i);
		lost += fail(from) != 2;
	}
	/* These share eight places out of 16,384 among them, and the others
	 * may have met each other. */
	CHECK(lost <= 10);
	ABOUT("");
}

/* Any octets are times and sources; no number is beyond the most. */
static void
test_garbage(void)
{
	static uint8_t garbage[1 << 16];
	int fd = open("run/failures", O_RDWR);
	char from[32];
	struct stat st;

	ABOUT("garbage");
	CHECK(fd >= 0 && fstat(fd, &st) == 0);
	for (off_t at = HEAD; at < st.st_size; at += (off_t)sizeof(garbage)) {
		off_t left = st.st_size - at;
		size_t n = left < (off_t)sizeof(garbage) ? (size_t)left
							 : sizeof(garbage);

		memset(garbage, at % 3 == 0 ? 0xff : 0x01, n);
		CHECK(pwrite(fd, garbage, n, at) == (ssize_t)n);
	}
	for (unsigned i = 0; i < 100; i++) {
		snprintf(from, sizeof(from), "10.1.%u.1", i);
		CHECK(fail(from) == 1 && fail(from) == 2);
	}
	CHECK(close(fd) == 0);
	ABOUT("");
}

int
main(void)
{
	struct stat st;
	struct ip ip = { { 0 } };

	(void)umask(077);
	if (!CHECK(sodium_init() >= 0) || !CHECK(scratch_enter()))
		return 1;
	CHECK(failures_add("run", &ip) == 0);
	CHECK(mkdir("run", 0700) == 0);
	test_grows();
	test_processes();
	test_forgotten();
	test_network();
	test_garbage();
	CHECK(stat("run/failures", &st) == 0 && st.st_size < 1 << 20);
	CHECK(scratch_remove("run") && scratch_leave());
	return unit_done();
}
