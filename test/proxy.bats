#!/usr/bin/env bats
# Peers behind a proxy. proxy_cases.py says what each test does.
load lib/play

proxy() {
	the_case proxy_cases "$1"
}

@test "versions 1 and 2: the peer is who the proxy says" {
	proxy announced
}

@test "a broken header, or none: closed without a word, one log line" {
	proxy broken
}

# bats test_tags=classroom
@test "no header, in the teaching dialect" {
	proxy teaching
}

@test "a header has 5 s in all" {
	proxy silence
}

@test "a header: session-timeout and idle-timeout hold for it" {
	proxy timeouts
}

@test "SIGTERM while a header is awaited: the server's end" {
	proxy terminated
}

@test "from elsewhere a header is no command" {
	proxy elsewhere
}

@test "plaintext-auth = local: both addresses are loopback" {
	proxy loopback
}

@test "the header comes before TLS, with which it may share a segment" {
	proxy tls
}

@test "a proxy does not count for max-per-source" {
	proxy many
}

@test "proxy-from: what is no list of networks is a bad value" {
	proxy values
}
