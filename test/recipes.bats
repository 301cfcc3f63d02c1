#!/usr/bin/env bats
# The recipes of smtpd-lite(8) for certificates, as they stand there, with
# stand-ins for the tools that fetch certificates: lib/recipes.py has them.
load lib/play

setup() {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	command -v openssl >/dev/null || skip 'no openssl'
	cd "$BATS_TEST_TMPDIR" || return
}

recipe() {
	"$SRC/test/lib/recipes.py" "$1"
}

@test "a pair of one's own: openssl" {
	recipe openssl
}

@test "a pair of one's own: certtool" {
	command -v certtool >/dev/null || skip 'no certtool'
	recipe certtool
}

@test "certbot, and a renewal between two sessions" {
	recipe certbot
}

@test "acme.sh, and a renewal between two sessions" {
	recipe acme.sh
}

@test "lego, and a renewal between two sessions" {
	recipe lego
}

@test "uacme, and a renewal between two sessions" {
	recipe uacme
}

@test "dehydrated, and a renewal between two sessions" {
	recipe dehydrated
}

@test "tls-install: without a pair nothing is touched" {
	run sh "$BUILD/contrib/tls-install"
	[ "$status" -eq 64 ]
	run env TLS_DIR="$PWD/tls" TLS_GROUP="$(id -g)" \
		sh "$BUILD/contrib/tls-install" nowhere nothing
	[ "$status" -ne 0 ]
	[ -z "$(find tls -name '*.pem')" ]
}
