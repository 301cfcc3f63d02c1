/* ip_test.c - addresses, their sources, and networks. */
#include "base/ip.h"
#include "unit.h"

static struct ip
ip(const char *text)
{
	struct ip out;

	CHECK(ip_parse(bytes_str(text), &out));
	return out;
}

static void
test_text(void)
{
	static const char *const good[][2] = { { "192.0.2.1", "192.0.2.1" },
		{ "::FFFF:192.0.2.1", "192.0.2.1" },
		{ "2001:db8:0:0:0::1", "2001:db8::1" }, { "::", "::" },
		{ "0.0.0.0", "0.0.0.0" },
		{ "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
		    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" } };
	static const char *const bad[] = { "", " ", "1", "1.2.3", "1.2.3.4.5",
		"256.1.1.1", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4",
		"::1%lo", "[::1]", ":", ":::", "1::2::3",
		"12345::", "::ffff:256.0.0.1", "unix", "unknown",
		"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255.255" };
	char text[LIM_PEER];
	struct ip out;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ABOUT(good[i][0]);
		out = ip(good[i][0]);
		ip_put(text, &out);
		CHECK(strcmp(text, good[i][1]) == 0);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ABOUT(bad[i]);
		CHECK(!ip_parse(bytes_str(bad[i]), &out));
	}
	ABOUT("");
	CHECK(!ip_parse(BYTES("1.2.3.4\0.5"), &out));
	CHECK(!ip_parse(BYTES("1.2.3.4\0"), &out));
}

static bool
loopback(const char *text)
{
	struct ip it = ip(text);

	return ip_is_loopback(&it);
}

static bool
same_source(const char *a, const char *b)
{
	struct ip x = ip(a), y = ip(b);

	return memcmp(ip_source(&x), ip_source(&y), IP_SOURCE) == 0;
}

static bool
inside(const char *list, const char *address)
{
	struct ip it = ip(address);
	bool is = false;

	CHECK(nets_contain(bytes_str(list), &it, &is));
	return is;
}

static void
test_nets(void)
{
	static const char *const bad[] = { "192.0.2.1", "192.0.2.1/", "/32",
		"192.0.2.1/33", "192.0.2.0/024", "192.0.2.0/00", "::/064",
		"192.0.2.1/-1", "192.0.2.1/32/", "x/8", "::1/129", "::1",
		"192.0.2.1 /32", "192.0.2.1/ 32", "192.0.2.1/32,::1/128",
		"192.0.2.1/32 x", "x 192.0.2.1/32", "192.0.2.1/3x" };
	struct ip any = ip("192.0.2.1");
	bool is;
	CHECK(inside("192.0.2.1/32", "192.0.2.1"));
	CHECK(!inside("192.0.2.1/32", "192.0.2.0"));
	CHECK(inside("192.0.2.1/31", "192.0.2.0"));
	CHECK(!inside("192.0.2.1/31", "192.0.2.2"));
	CHECK(inside("10.0.0.0/9", "10.127.0.1"));
	CHECK(!inside("10.0.0.0/9", "10.128.0.1"));
	CHECK(inside("0.0.0.0/0", "203.0.113.7"));
	CHECK(!inside("0.0.0.0/0", "2001:db8::1"));
	CHECK(inside("::/0", "2001:db8::1") && !inside("::/0", "192.0.2.1"));
	CHECK(inside("2001:db8::/33", "2001:db8:7fff::1"));
	CHECK(!inside("2001:db8::/33", "2001:db8:8000::1"));
	CHECK(inside("2001:db8::1/128", "2001:db8::1"));
	CHECK(!inside("2001:db8::1/128", "2001:db8::"));
	CHECK(inside("192.0.2.1/32", "::ffff:192.0.2.1"));
	CHECK(inside("::1/128  10.0.0.0/8 192.0.2.0/24", "192.0.2.9"));
	CHECK(inside("::1/128 10.0.0.0/8", "::1"));
	CHECK(!inside("::1/128 10.0.0.0/8", "::2") && !inside("", "::"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ABOUT(bad[i]);
		CHECK(!nets_contain(bytes_str(bad[i]), &any, &is));
	}
	ABOUT("");
}

int
main(void)
{
	test_text();
	CHECK(loopback("127.0.0.1") && loopback("127.9.9.9"));
	CHECK(loopback("::1") && loopback("::ffff:127.0.0.1"));
	CHECK(!loopback("128.0.0.1") && !loopback("::2") && !loopback("::"));
	CHECK(same_source("2001:db8::1", "2001:db8::ffff:0:0:1"));
	CHECK(!same_source("2001:db8::1", "2001:db8:0:1::1"));
	CHECK(!same_source("192.0.2.1", "192.0.2.2"));
	CHECK(!same_source("0.0.0.0", "::1"));
	test_nets();
	return unit_done();
}
