#!/usr/bin/env bats
# TLS of the servers, with Python's ssl and OpenSSL as peers: tls_cases.py has
# the cases.
load lib/play

setup() {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	command -v openssl >/dev/null || skip 'no openssl'
	cd "$BATS_TEST_TMPDIR" || return
}

tls() {
	the_case tls_cases "$1"
}

@test "each type of key, TLS 1.2 and 1.3: delivered, with ESMTPS" {
	tls kinds
}

@test "AUTH in TLS: ESMTPSA; HELO in TLS: SMTP" {
	tls login
}

@test "STARTTLS out of place: 501, 502, 503, and not listed" {
	tls refusals
}

@test "commands behind STARTTLS, or before the handshake, die" {
	tls behind
}

@test "what was said before STARTTLS is forgotten; mail may come before" {
	tls forgotten
}

@test "garbage, half a record, silence: 30 s at most, one line in the log" {
	tls no-hello
}

@test "a stream without its end, or of what nobody sealed, is a lost connection" {
	tls truncated
}

@test "a relay that was taken over: an end, and no half mail" {
	tls taken-over
}

@test "each process of a session is killed: an end, and no half mail" {
	tls killed
}

@test "A9: nobody may look into a process of a session with TLS" {
	(bare "$SRC/test/lib/tls_cases.py" looked-into)
}

@test "a peer on a pair of pipes" {
	tls pipes
}

@test "a peer by IPv6" {
	tls ipv6
}

@test "an orderly end sends close_notify" {
	tls close-notify
}

@test "SIGTERM: 421 in the channel, and its end" {
	tls terminated
}

@test "SIGTERM while TLS is awaited: the server's end, not the pair's fault" {
	tls terminated-early
}

@test "SIGTERM while a handshake waits for its peer: the end does not" {
	tls terminated-in-handshake
}

@test "session-timeout and idle-timeout hold for a handshake" {
	tls handshake-timeouts
}

@test "a plain session does not wait for the counters where TLS is offered" {
	tls let-go
}

@test "a pair that cannot be used: 454, the reason, and mail in the clear" {
	tls bad-pairs
}

@test "modes, links and forms of a key; a renewal between connections" {
	tls good-pairs
}

@test "a renewal under way" {
	tls renewed-meanwhile
}

@test "tls = require: 530 before it" {
	tls require
}

@test "tls = require, implicit, and no pair: 421 or nothing, 78" {
	tls required-and-not-there
}

@test "tls = implicit: the banner is sealed" {
	tls implicit
}

@test "STLS: POP3 in TLS" {
	tls pop3
}

@test "STLS out of place, or cut: no command, no login, nothing deleted" {
	tls pop3-out-of-place
}

@test "POP3 of 100,000 messages, as in the clear" {
	tls hundred-thousand
}

@test "50 MiB by DATA and BDAT, and back" {
	tls large
}

@test "no TLS 1.1, no RSA key exchange, no CBC, no renegotiation" {
	tls versions
}

@test "check: mode, match, name and days of the pair" {
	tls check
}

@test "behind a socket that listens" {
	tls listener
}

@test "tickets: a key of a day in run, and nothing planted there" {
	tls tickets
}

@test "dns: the records of a domain, and the hash that OpenSSL makes" {
	tls dns
}

@test "dns: MTA-STS where senders would trust the certificate" {
	unshare -rm true 2>/dev/null || skip 'no namespaces here'
	the_case tls_cases dns-known
}

@test "submission = yes: no MAIL without a login" {
	tls submission
}
