#!/usr/bin/env bats
# HAProxy before two servers, of which one is killed in mid-run. haproxy.py
# says what it does.
load ../lib/play

setup() {
	command -v haproxy >/dev/null || skip 'no haproxy'
	cd "$BATS_TEST_TMPDIR" || return
}

proxied() {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/system/haproxy.py" "$1"
}

@test "send-proxy: the peer's address, and no 250 is lost" {
	proxied send-proxy
}

@test "send-proxy-v2: the peer's address, and no 250 is lost" {
	proxied send-proxy-v2
}
