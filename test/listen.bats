#!/usr/bin/env bats
# Servers that are given sockets which listen. What each test does is said in
# listen_cases.py.
load lib/play

listen() {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/listen_cases.py" "$1"
}

@test "a socket that listens as standard input: each connection a session" {
	listen standard_input
}

@test "pop3d-lite listens as well" {
	listen pop3
}

@test "LISTEN_FDS: all sockets that listen, one of UNIX too, if for us" {
	listen listen_fds
}

@test "the environment tells nothing of those who were accepted" {
	listen environment
}
