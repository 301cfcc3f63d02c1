#!/usr/bin/env bats
# Servers that are given sockets which listen.
# listen_cases.py says what each test does.
load lib/play

setup() {
	as_root=()
}

listen() {
	TMPDIR=$BATS_TEST_TMPDIR "${as_root[@]}" \
		"$SRC/test/lib/listen_cases.py" "$1"
}

@test "SIGHUP: another listener takes its place, and sessions go on" {
	listen hung_up
}

@test "SIGHUP: the first process of a container waits for its sessions" {
	unshare -Urpf true 2>/dev/null || skip 'no namespaces here'
	listen hung_up_first
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

@test "max-connections and max-per-source: 421 4.7.0, and closed" {
	listen connections
}

@test "a source: IPv4 in the clothes of IPv6, too; on a UNIX socket none" {
	listen sources
}

@test "who is turned away counts with a session that cannot be served, too" {
	listen turned_away_and_bad_users
}

@test "who is turned away: at most a line a second, that counts them all" {
	listen turned_away
}

@test "idle-exit" {
	listen idle_exit
}

@test "the configuration is read again when it has changed, and may be bad" {
	listen configuration
}

@test "a configuration that is bad at the start is no end" {
	listen bad_start
}

@test "A28: a change that only the ctime shows is read as well" {
	listen mended
}

@test "a configuration that is bad at the start: on a port for TLS not a word" {
	listen implicit_bad_start
}

# injected NAME: with strace, where one may trace. The leak checker traces, too.
injected() {
	needs_strace
	export ASAN_OPTIONS=detect_leaks=0
	listen "$1"
}

@test "no descriptor: it waits, and neither spins nor ends" {
	injected no_descriptors
}

@test "no process: it waits, and refuses nobody" {
	injected no_process
}

@test "SIGTERM: who waits for a process is told, but on a port for TLS" {
	injected no_process_at_the_end
}

@test "no memory, no file: it waits, and refuses nobody" {
	injected no_memory
}

@test "a connection that failed before it was accepted" {
	injected passing
}

@test "a socket that listens no more" {
	listen gone
}

@test "SIGTERM: sessions are told; who waits is the next one's" {
	listen terminated
}

@test "a restart refuses nobody" {
	listen restarted
}

@test "no descriptor of a session in the listener, nor of it in a session" {
	for_root
	listen kept_apart
}

@test "no zombies, whoever is killed" {
	listen no_zombies
}

@test "as the first process of a container: no zombies, and SIGTERM ends it" {
	unshare -Urpf true 2>/dev/null || skip 'no namespaces here'
	# The leak checker wants /proc of its namespace.
	export ASAN_OPTIONS=detect_leaks=0
	listen first_process
}

@test "with the socket on fd 2 nothing is written there" {
	listen quiet
}
