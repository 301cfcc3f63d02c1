/*
 * tls_need_test.c - when the client makes TLS, and with which name: section by
 * section of what smtp-lite(1) says of it.
 */
#include "unit.h"
#include "smtp/tls.h"

#include <string.h>
#include <sysexits.h>

#define PIN "sha256//RrPNCRdcVnNEKtHfpzPpsYJzbf5oOHSWEkBAKJj2dVE="

static struct config c;
static struct target t;

/* The settings, and the server. */
static void
with(const char *tls, const char *pin, const char *server)
{
	memset(&c, 0, sizeof(c));
	memcpy(c.tls_program, "/bin/sh", sizeof("/bin/sh"));
	CHECK(*tls == '\0' ||
	      config_set(&c, BYTES("tls"), bytes_str(tls)) == NULL);
	CHECK(*pin == '\0' ||
	      config_set(&c, BYTES("tls-pin"), bytes_str(pin)) == NULL);
	CHECK(target_parse(&t, bytes_str(server)));
}

static void
test_need(void)
{
	static const struct {
		const char *tls, *pin, *server;
		enum tls_need far, near;
	} rows[] = {
		{ "", "", "mx:25", TLS_NEED_OFFERED, TLS_NEED_NONE },
		{ "", "", "mx:587", TLS_NEED_OFFERED, TLS_NEED_NONE },
		{ "", "", "mx:465", TLS_NEED_IMPLICIT, TLS_NEED_IMPLICIT },
		{ "", PIN, "mx:465", TLS_NEED_IMPLICIT, TLS_NEED_IMPLICIT },
		{ "", PIN, "mx:25", TLS_NEED_STARTTLS, TLS_NEED_STARTTLS },
		{ "starttls", "", "mx:25", TLS_NEED_STARTTLS,
		    TLS_NEED_STARTTLS },
		{ "starttls", "", "mx:465", TLS_NEED_STARTTLS,
		    TLS_NEED_STARTTLS },
		{ "implicit", "", "mx:25", TLS_NEED_IMPLICIT,
		    TLS_NEED_IMPLICIT },
		{ "implicit", PIN, "mx:25", TLS_NEED_IMPLICIT,
		    TLS_NEED_IMPLICIT },
		{ "off", "", "mx:25", TLS_NEED_NONE, TLS_NEED_NONE },
		{ "off", "", "mx:465", TLS_NEED_NONE, TLS_NEED_NONE },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		with(rows[i].tls, rows[i].pin, rows[i].server);
		CHECK(tls_need(&c, &t, false, false) == rows[i].far);
		CHECK(tls_need(&c, &t, false, true) == rows[i].near);
		/* A key that is known goes first. */
		CHECK(tls_need(&c, &t, true, false) == TLS_NEED_NONE);
		CHECK(tls_need(&c, &t, true, true) == TLS_NEED_NONE);
	}
}

static void
test_name(void)
{
	static const char *const rows[][2] = {
		{ "MX.Example", "mx.example" },
		{ "mx.example.", "mx.example" },
		{ "[2001:db8::1]:25", "2001:db8::1" },
		{ "fe80::1%eth0", "fe80::1" },
		{ ".:25", "." },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		with("", "", rows[i][0]);
		CHECK(strcmp(tls_command(&c, &t)[1], rows[i][1]) == 0);
	}
	with("off", "", "mx");
	CHECK(tls_command(&c, &t) == NULL);
	with("", "", "mx");
	memcpy(c.tls_program, "/nowhere", sizeof("/nowhere"));
	CHECK(tls_command(&c, &t) == NULL);
}

static void
test_pins(void)
{
	static const char *const good[] = { PIN, PIN ";" PIN, PIN "; " PIN,
		PIN ";" };
	static const char *const bad[] = { "", ";", PIN "x", PIN ";;" PIN,
		PIN ";x", "sha256//", "sha1//RrPNCRdcVnNEKtHfpzPpsYJzbf4=",
		"RrPNCRdcVnNEKtHfpzPpsYJzbf5oOHSWEkBAKJj2dVE=" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		with("", good[i], "mx");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(config_set(&c, BYTES("tls-pin"),
			       bytes_str(bad[i])) != NULL))
			printf("taken: %s\n", bad[i]);
}

int
main(void)
{
	test_need();
	test_name();
	test_pins();
	return unit_done();
}
