#!/usr/bin/env bats
# Who the peer is, by what a super-server puts into the environment.

load lib/play

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# rip NAME=VALUE...: how the log calls the peer then.
rip() {
	env -u PROTO -u REMOTE_ADDR -u REMOTE_HOST -u SOCAT_PEERADDR \
		-u NCAT_REMOTE_ADDR "$@" \
		"$BUILD/smtpd-lite" -m mail </dev/null 2>&1 >/dev/null |
		sed -n 's/.* session rip=\([^ ]*\) .*/\1/p'
}

# says WHAT NAME=VALUE...: it calls the peer WHAT.
says() {
	local what=$1 is

	shift
	is=$(rip "$@")
	echo "$*: $is, should be $what"
	[ "$is" = "$what" ]
}

@test "every super-server's variables are known" {
	says local
	says 192.0.2.1 PROTO=TCP TCPREMOTEIP=192.0.2.1
	says 192.0.2.1 PROTO=SSL SSLREMOTEIP=192.0.2.1 TCPREMOTEIP=192.0.2.2
	says 192.0.2.2 REMOTE_ADDR=192.0.2.2
	says 192.0.2.3 REMOTE_HOST=192.0.2.3
	says 192.0.2.4 SOCAT_PEERADDR=192.0.2.4
	says 192.0.2.5 NCAT_REMOTE_ADDR=192.0.2.5
	says unknown PROTO=TCP
}

@test "the first of them counts" {
	local all=(PROTO=TCP TCPREMOTEIP=192.0.2.1 REMOTE_ADDR=192.0.2.2
		REMOTE_HOST=192.0.2.3 SOCAT_PEERADDR=192.0.2.4
		NCAT_REMOTE_ADDR=192.0.2.5)

	says 192.0.2.1 "${all[@]}"
	says 192.0.2.2 "${all[@]:2}"
	says 192.0.2.3 "${all[@]:3}"
	says 192.0.2.4 "${all[@]:4}"
	says 192.0.2.2 PROTO=TCP "${all[@]:2}"
}

@test "an address has one spelling, whoever writes it" {
	says 192.0.2.1 REMOTE_ADDR=::ffff:192.0.2.1
	says 192.0.2.1 REMOTE_ADDR=::FFFF:192.0.2.1
	says 192.0.2.1 \
		SOCAT_PEERADDR='[0000:0000:0000:0000:0000:ffff:c000:0201]'
	says ::1 SOCAT_PEERADDR='[0000:0000:0000:0000:0000:0000:0000:0001]'
	says 2001:db8::a REMOTE_ADDR=2001:DB8:0::A
}

@test "what is no address is text, and not trusted" {
	says mail.client.example REMOTE_HOST=mail.client.example
	says 'a?b?c?d' REMOTE_HOST=$'a b"c\nd'
	says fe80::1%eth0 REMOTE_ADDR=fe80::1%eth0
	[ "$(rip REMOTE_ADDR="$(printf '%0500d' 0)" | wc -c)" -lt 100 ]
}

@test "A30: with any of them set, a bare LF ends no line" {
	printf 'NOOP\nNOOP\r\nQUIT\r\n' >in
	for name in PROTO REMOTE_ADDR REMOTE_PORT REMOTE_HOST \
		{SOCAT_PEER,NCAT_REMOTE_}{ADDR,PORT}; do
		for value in 192.0.2.1 ''; do
			env "$name=$value" "$BUILD/smtpd-lite" -m mail \
				<in >out 2>log
			echo "$name=$value"
			[ "$(grep -c '^500 5.5.2 ' out)" -eq 1 ]
			[ "$(grep -c '^250 ' out)" -eq 0 ]
		done
	done
}

@test "A10: no log line goes where the replies go" {
	mkfifo fifo
	printf 'NOOP\r\nQUIT\r\n' >in
	for log in auto stderr; do
		cat <fifo >out &
		NCAT_REMOTE_ADDR=192.0.2.1 "$BUILD/smtpd-lite" -m mail \
			-o log=$log <in >fifo 2>&1
		wait $!
		[ "$(cut -c 1-4 out | tr '\n' ,)" = '220 ,250 ,221 ,' ]
		cat <fifo >out &
		"$BUILD/pop3d-lite" -m mail -o log=$log <in >fifo 2>&1
		wait $!
		[ "$(cut -c 1-3 out | tr '\n' ,)" = '+OK,+OK,+OK,' ]
	done
	# The reason for refusing service is not shown either.
	for bad in --nonsense -onone=1; do
		cat <fifo >out &
		NCAT_REMOTE_ADDR=192.0.2.1 "$BUILD/smtpd-lite" -m mail \
			$bad <in >fifo 2>&1 || :
		wait $!
		[ "$(cut -c 1-10 out)" = '421 4.3.5 ' ]
	done
}

# told PROGRAM...: what it sends to syslog, which need not be there, in `trace`.
told() {
	ASAN_OPTIONS=detect_leaks=0 strace -qq -s 999 -o trace \
		-e inject=connect:retval=0 -e trace=connect,sendto "$@"
}

# sent PATTERN: such a line. The program is not dumpable, so strace shows to
# nobody but root what it was.
sent() {
	if [ "$(id -u)" -eq 0 ]; then
		grep -q "^sendto.*<22>.* $1" trace
	else
		grep -q '^sendto([0-9]*, 0x[0-9a-f]*, [1-9][0-9][0-9], ' trace
	fi
}

@test "A10: a wrong option is in the log where nobody reads fd 2" {
	needs_strace
	mkfifo fifo
	for program in smtpd-lite pop3d-lite; do
		cat <fifo >out &
		NCAT_REMOTE_ADDR=192.0.2.1 told "$BUILD/$program" --nonsense \
			</dev/null >fifo 2>&1 || [ $? -eq 64 ]
		wait $!
		[ "$(grep -c nonsense out)" -eq 0 ]
		sent 'file rip=192.0.2.1 what=.*usage: .*: unknown option: .*--nonsense'
		# A listener as inetd starts it.
		told python3 -c 'import os, socket, sys
s = socket.socket()
s.listen()
for fd in range(3):
    os.dup2(s.fileno(), fd)
os.execv(sys.argv[1], sys.argv[1:])' "$BUILD/$program" -o || [ $? -eq 64 ]
		sent 'file rip=.* what=.*usage: .*: no argument of: .*-o'
	done
}

@test "A10: a file or a terminal takes both, and so does a person's pipe" {
	printf 'NOOP\nQUIT\n' >in
	"$BUILD/smtpd-lite" -m mail <in >both 2>&1
	grep -q '^221 ' both
	grep -q ' session rip=local ' both
	"$BUILD/smtpd-lite" -m mail -o none=1 <in 2>&1 | cat >both
	grep -q 'unknown key' both
}
