#!/usr/bin/env bats
# The wire, or the guard, of a running server has been taken over.
load lib/play

setup() {
	grep -q '^sandbox = linux$' "$BUILD/Makefile" ||
		skip 'built for another sandbox'
	needs_filter
	! sanitized ||
		skip 'the filter of a build with sanitizers lets more through'
	needs_tracer
}

# taken CASE: against both servers.
taken() {
	local program
	for program in smtpd-lite pop3d-lite; do
		the_case hostile_wire "$BUILD/$program" "$1" \
			"$BATS_TEST_TMPDIR/$program"
	done
}

@test "A4: the wire: open, exec, socket, connect, sendmsg, kill, ...: its end" {
	taken wire
}

@test "the wire: no file but the message's, one way, up to max-size" {
	taken wire-talk
}

@test "the guard: the mail, run, and nothing else" {
	taken guard
}

@test "the guard: exec, connect, ptrace, kill, fork, ...: its end" {
	taken guard-ends
}
