#!/usr/bin/env bats
# smtp-lite --interactive and -bs, and what it does on a terminal.
load lib/client_site

setup() {
	port='' to=''
	client_setup
}

teardown() {
	client_teardown
}

# talk INPUT OPTION...: a dialogue through the client.
talk() {
	local input=$1
	shift
	run "$BUILD/smtp-lite" --server "$to" --timeout 10 "$@" < <(printf %b "$input")
	echo "exit $status: $output"
}

# on_terminal STEP... -- OPTION...
on_terminal() {
	local steps=()
	while [ "$1" != -- ]; do
		steps+=("$1")
		shift
	done
	shift
	run "$SRC/test/lib/terminal_steps.py" "${steps[@]}" -- \
		"$BUILD/smtp-lite" --server "$to" --timeout 10 "$@"
	echo "exit $status: $output"
}

@test "talk: both directions, lines from a pipe" {
	listen -o log=none
	talk 'EHLO c\nMAIL FROM:<a@b.example>\r\nRCPT TO:<bob@b.example>\nDATA\n\nhi\n.\nQUIT\n' \
		--interactive
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = '220 mx.example ESMTP smtpd-lite' ]
	[ "${lines[-1]}" = '221 2.0.0 Bye' ]
	lacks $'\r'
	sed '1,/^\t.* +0000$/d' mail/b.example/bob/new/* | diff <(printf '\nhi\n') -
}

@test "talk: inside the channel" {
	cp mine config/smtp-lite/key
	listen -o log=none
	talk 'EHLO c\nAUTH EXTERNAL =\nQUIT\n' --interactive --pin "$KEY"
	[ "$status" -eq 0 ]
	contains '235 2.7.0'
	contains '221 2.0.0'
	talk 'QUIT\n' --interactive --pin "$MINE"
	[ "$status" -eq 77 ]
	talk 'EHLO c\n' --interactive --pin "$KEY"
	[ "$status" -eq 0 ]
	contains '250 HELP'
}

@test "talk: the dialogue in smtp-lite(1) is true" {
	sed -n '/--interactive$/,/^\.Ed/{//!p;}' "$BUILD/man/smtp-lite.1" >page
	grep -E '^[2-5][0-9][0-9]' page >theirs
	[ "$(wc -l <theirs)" -gt 12 ]
	cp mine config/smtp-lite/key
	listen -o log=none -o hostname=mx.example.org
	talk "$(grep -vE '^[2-5][0-9][0-9]' page)\n" --interactive --pin "$KEY"
	[ "$output" = "$(cat theirs)" ]
}

@test "talk: what the server says cannot reach the terminal" {
	fake 'NOOP=250 \x1b[2J \x9b31m \x00 \xc3\xb6 \t'
	talk 'NOOP\nQUIT\n' --interactive
	[ "$status" -eq 0 ]
	contains '250 \x1b[2J \x9b31m \x00 \xc3\xb6 \x09'
}

@test "talk: a banner that is longer than a screen is shown whole" {
	fake "banner=220-$(printf 'x%.0s' {1..5000})\r\n220 $(printf 'y%.0s' {1..3000})"
	talk 'QUIT\n' --interactive
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "220-$(printf 'x%.0s' {1..5000})" ]
	[ "${lines[1]}" = "220 $(printf 'y%.0s' {1..3000})" ]
}

@test "talk: -bs passes octets as they are" {
	fake 'banner=220-one\r\n220 two' 'NOOP=250 \x1b\xff'
	printf 'NOOP\r\nQUIT\r\n' |
		"$BUILD/smtp-lite" --server "$to" -bs >out
	printf '220-one\r\n220 two\r\n250 \033\377\r\n221 bye\r\n' | cmp - out
	until_true closed
	ln -s "$BUILD/smtp-lite" sendmail
	listen -o log=none
	echo "$to x25519 $KEY" >config/smtp-lite/known_hosts
	echo "server = $to" >config/smtp-lite/smtp-lite.conf
	printf 'EHLO c\r\nRCKEY\r\nQUIT\r\n' | ./sendmail -bs >out
	grep -qx $'220 mx.example ESMTP smtpd-lite\r' out
	grep -qx $'221 2.0.0 Bye\r' out
	if grep -q STARTNOISE out; then false; fi
}

@test "talk: exit codes" {
	fake 'NOOP=close'
	on_terminal 'see 220' 'type NOOP\n' -- --interactive
	[ "$status" -eq 75 ]
	contains 'connection is lost'
	fake banner=hang
	talk '' --interactive --timeout 1
	[ "$status" -eq 75 ]
	fake NOOP=hang
	talk 'NOOP\n' --interactive --timeout 1
	[ "$status" -eq 0 ]
	fake 'banner=554 no'
	talk '' --interactive
	[ "$status" -eq 69 ]
	fake banner=hello
	talk '' --interactive
	[ "$status" -eq 69 ]
}

@test "talk: the terminal edits the lines" {
	fake
	on_terminal 'see 220 fake' 'type NOOP one\x7f\x7f\x7ftwo\n' 'see 250 ok' \
		'type QUIT\n' 'see 221 bye' -- --interactive
	[ "$status" -eq 0 ]
	contains 'NOOP one'
	printf 'NOOP two\nQUIT\n--\n' >want
	until_true closed
	diff want said
}

@test "talk: a password that answers a 334 is not shown, all else is" {
	fake
	on_terminal 'see 220 fake' 'type NOOP\n' 'see 250 ok' \
		'type AUTH LOGIN\n' 'see 334 V' 'type bmFtZQ==\n' 'see 334 U' \
		'type c2VjcmV0\n' 'see 235' 'type NOOP shown\n' 'see 250 ok' \
		'type QUIT\n' 'see 221 bye' -- --interactive
	[ "$status" -eq 0 ]
	contains 'bmFtZQ=='
	contains 'NOOP shown'
	lacks c2VjcmV0
	until_true closed
	printf '%s\n' NOOP 'AUTH LOGIN' bmFtZQ== c2VjcmV0 'NOOP shown' QUIT -- >want
	diff want said
	fake 'AUTH=334 '
	on_terminal 'see 220 fake' 'type AUTH PLAIN\n' 'see 334' \
		'type AGEAc2VjcmV0\n' 'see 500' 'type QUIT\n' 'see 221 bye' \
		-- --interactive
	lacks AGEAc2VjcmV0
}

@test "talk: a password is not shown where what the server says is piped on" {
	fake 'AUTH=334 '
	# shellcheck disable=SC2016 # the inner shell's own words
	run "$SRC/test/lib/terminal_steps.py" 'see 220 fake' 'type AUTH PLAIN\n' \
		'see 334' 'type AGEAc2VjcmV0\n' 'see 500' 'type QUIT\n' 'see 221 bye' \
		-- sh -c '"$@" | tee log' sh "$BUILD/smtp-lite" --server "$to" \
		--timeout 10 --interactive
	echo "$output"
	[ "$status" -eq 0 ]
	contains 'AUTH PLAIN'
	lacks AGEAc2VjcmV0
	until_true closed
	grep -qx AGEAc2VjcmV0 said
}

@test "talk: ^D ends it, ^C too, and the terminal is as before" {
	local how
	fake
	on_terminal 'see 220 fake' 'type \x04' -- --interactive
	[ "$status" -eq 0 ]
	cat >both.sh <<-'EOF'
		trap : INT QUIT TSTP
		before=$(stty -a)
		"$@"
		status=$?
		[ "$before" = "$(stty -a)" ] && echo same
		exit "$status"
	EOF
	for how in '\x03' '\x1c'; do
		run "$SRC/test/lib/terminal_steps.py" 'see 220 fake' "type abc$how" 'see same' \
			-- sh both.sh "$BUILD/smtp-lite" --server "$to" --interactive
		echo "$output"
		[ "$status" -eq 75 ]
	done
	# In the middle of a password, and without a newline; ^Z is none then.
	for how in '\x03' '\x1c' '\x1a\x03' '\x04\x04'; do
		run "$SRC/test/lib/terminal_steps.py" 'see 220 fake' 'type AUTH LOGIN\n' \
			'see 334' 'type x\n' 'see 334' "type abc$how" 'see same' \
			-- sh both.sh "$BUILD/smtp-lite" --server "$to" --interactive
		echo "$output"
		lacks abc
	done
	# The server hangs up, or says that it waits no more.
	for how in close '421 late'; do
		fake "PASSWORD=$how" 'NOOP=close'
		run "$SRC/test/lib/terminal_steps.py" 'see 220 fake' 'type AUTH LOGIN\n' \
			'see 334' 'type x\n' 'see 334' 'type y\n' \
			"see ${how/close/lost}" 'type \x03' 'see same' -- \
			sh both.sh "$BUILD/smtp-lite" --server "$to" --interactive
		echo "$output"
	done
}

@test "A29: half a record does not stop what one types" {
	cp mine config/smtp-lite/key
	listen -o log=none
	cat >half.py <<-'EOF'
		import select, socket, subprocess, sys, threading
		listener = socket.create_server(('127.0.0.1', 0))
		command = sys.argv[2:] + ['--server', '127.0.0.1:%d' %
		                          listener.getsockname()[1]]
		run = subprocess.Popen(command, stdin=subprocess.PIPE,
		                       stdout=subprocess.PIPE, bufsize=0)
		client, _ = listener.accept()
		server = socket.create_connection(('127.0.0.1', int(sys.argv[1])))

		def carry():
		    """From the client to the server, as it is."""
		    while data := client.recv(65536):
		        server.sendall(data)
		        passed.release()

		def see(text):
		    seen = b''
		    while text not in seen:
		        if select.select([server], [], [], 0.1)[0]:
		            client.sendall(server.recv(65536))
		        if select.select([run.stdout], [], [], 0.1)[0]:
		            seen += run.stdout.read(4096)

		def typed(text):
		    while passed.acquire(blocking=False):
		        pass
		    run.stdin.write(text)
		    if not passed.acquire(timeout=10):
		        run.kill()
		        sys.exit('what is typed does not arrive')

		passed = threading.Semaphore(0)
		threading.Thread(target=carry, daemon=True).start()
		see(b'220 ')
		typed(b'NOOP\n')
		record = server.recv(65536)
		client.sendall(record[:len(record) // 2])
		typed(b'NOOP\n')
		typed(b'NOOP\n')
		client.sendall(record[len(record) // 2:])
		see(b'250 ')
		typed(b'QUIT\n')
		see(b'221 ')
		client.shutdown(socket.SHUT_WR)
		sys.exit(run.wait(10))
	EOF
	# shellcheck disable=SC2154 # call sets it
	timeout 60 python3 half.py "$port" "$BUILD/smtp-lite" --timeout 30 \
		--pin "$KEY" --interactive
}

@test "A29: a server that only speaks is heard while one types" {
	cat >flood.py <<-'EOF'
		import socket
		s = socket.create_server(('127.0.0.1', 0))
		print(s.getsockname()[1], flush=True)
		c, _ = s.accept()
		c.sendall(b'220 x\r\n' + b'250 0123456789\r\n' * 1000000)
		n = 0
		while True:
		    data = c.recv(65536)
		    if not data:
		        break
		    n += len(data)
		with open('got', 'w') as f:
		    f.write('%d\n' % n)
	EOF
	started python3 flood.py
	yes NOOP | head -n 3000000 >typed
	timeout 60 "$BUILD/smtp-lite" --server "127.0.0.1:$port" --timeout 5 \
		--interactive <typed >shown
	[ "$(wc -l <shown)" -eq 1000001 ]
	until_true test -s got
	[ "$(cat got)" -eq 18000000 ]
}

@test "A29: a server that neither reads nor speaks is not waited for for ever" {
	cat >deaf.py <<-'EOF'
		import signal, socket
		s = socket.create_server(('127.0.0.1', 0))
		print(s.getsockname()[1], flush=True)
		c, _ = s.accept()
		c.sendall(b'220 x\r\n')
		signal.pause()
	EOF
	started python3 deaf.py
	# shellcheck disable=SC2016 # the inner shell's own words
	run timeout 20 sh -c 'yes | "$0" "$@" >/dev/null' "$BUILD/smtp-lite" \
		--server "127.0.0.1:$port" --timeout 1 -bs
	[ "$status" -eq 75 ]
	contains 'no answer in time'
}

@test "talk: a password is asked for without echo" {
	fake
	on_terminal 'file message' 'see Password for ann: ' 'type x\x15seX\x7fcret\xc3\xb6\x7f\n' -- \
		-f a@b -u ann x@y
	[ "$status" -eq 0 ]
	lacks secret
	until_true closed
	grep -qx "AUTH PLAIN $(printf '\0ann\0secret' | base64)" said
	grep -qx world said
	on_terminal 'file message' 'see Password for ann: ' 'type \x03' -- \
		-f a@b -u ann x@y
	[ "$status" -eq 78 ]
	contains 'not a password'
	lacks 'password-file'
	run setsid "$BUILD/smtp-lite" --server "$to" -u ann x@y <message
	echo "$output"
	[ "$status" -eq 78 ]
	contains 'no terminal to ask on (see password-file in smtp-lite.conf(5))'
}

@test "A15: a signal while a password is asked for: the terminal is as before" {
	local signal
	cat >ended.sh <<-'EOF'
		signal=$1 before=$(stty -a)
		shift
		"$@" </dev/tty &
		until stty -a | grep -q -- ' -echo '; do sleep 0.05; done
		kill -"$signal" "$!"
		wait "$!"
		echo "ended $?"
		[ "$before" = "$(stty -a)" ] && echo same
	EOF
	for signal in TERM HUP; do
		run "$SRC/test/lib/terminal_steps.py" 'see Password' 'see ended 1' \
			'see same' -- sh ended.sh "$signal" "$BUILD/smtp-lite" \
			--server 127.0.0.1:1 -u ann x@y
		echo "$output"
		[ "$status" -eq 0 ]
		contains "ended $((128 + $(kill -l "$signal")))"
		run "$SRC/test/lib/terminal_steps.py" 'see Password' 'see ended 1' \
			'see same' -- sh ended.sh "$signal" "$BUILD/smtpd-litectl" hash
		echo "$output"
		[ "$status" -eq 0 ]
	done
}

@test "talk: a message typed on a terminal ends with a dot" {
	fake
	on_terminal 'type Subject: x\n\nhi\n.\n' -- -f a@b x@y
	[ "$status" -eq 0 ]
	until_true closed
	said_is 'MAIL FROM:<a@b>' 'RCPT TO:<x@y>' DATA 'Subject: x' '' hi .
}

@test "talk: a bar for messages that take longer than a second" {
	yes 0123456789012345678901234567890123456789012345678901234567890123456789 |
		head -c 20000000 >long
	fake read=slow
	on_terminal 'size 100' 'file long' -- -f a@b x@y --timeout 5
	contains '###'
	contains ' %, '
	fake
	on_terminal 'file message' -- -f a@b x@y
	[ "$status" -eq 0 ]
	lacks '###'
	fake read=slow
	run "$BUILD/smtp-lite" --server "$to" -f a@b x@y <long
	[ -z "$output" ]
}
