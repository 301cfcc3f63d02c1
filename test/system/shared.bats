#!/usr/bin/env bats
# What all processes of an account share and a peer may make them use up.
# Needs root, which gives each test an account without other processes.
load ../lib/play

setup() {
	[ "$(id -u)" -eq 0 ] || skip 'not root'
	cd "$BATS_TEST_TMPDIR" || return
	let_in
	install -d -o $((610000 + BATS_TEST_NUMBER)) own
	cp "$BUILD"/{smtpd-lite,pop3d-lite,smtpd-litectl} .
	cp "$SRC"/test/lib/{classroom,shared_limits}.py .
	cd own || return
}

# shared NAME: the function of that name in shared_limits.py.
shared() {
	BUILD=$BATS_TEST_TMPDIR setpriv --reuid=$((610000 + BATS_TEST_NUMBER)) \
		--regid=610000 --clear-groups ../shared_limits.py \
		"$BATS_TEST_TMPDIR" "$1"
}

@test "A2: readers who take nothing of what they asked for" {
	shared stalled
}

@test "A2: descriptors under way" {
	shared descriptors
}

# bats test_tags=classroom
@test "A2: descriptors under way to somebody who watches" {
	shared watch_under_way
}

# bats test_tags=classroom
@test "A2: inotify instances" {
	shared watchers
}

@test "turns to hash, and what is in run" {
	shared logins
}

@test "A2: descriptors under way to one who wants TLS" {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	cp "$BUILD/tlsd-lite" ..
	openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		-subj /CN=mx.example -keyout key.pem -out cert.pem 2>openssl.log
	chown $((610000 + BATS_TEST_NUMBER)) key.pem
	chmod 644 cert.pem
	shared relay
}

@test "A2: processes" {
	shared processes
}
