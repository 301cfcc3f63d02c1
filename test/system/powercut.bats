#!/usr/bin/env bats
# A power cut behind a 250, or behind POP3's +OK to QUIT: the disk, a file
# with a real ext4 in it, is copied as it is at that moment. What was promised
# is in the copy.
load ../lib/play
load "$SRC/test/promise/mutant.bash"

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	truncate -s 48M disk
	mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 disk
	mkdir top after
	# Nothing is written by the clock while a test takes.
	mount -o loop,commit=600 disk top 2>why ||
		skip "no loop devices here: $(tail -n 1 why)"
}

teardown() {
	# A server that a test has left keeps the disk busy.
	[ -z "${pid-}" ] || ! kill "$pid" 2>/dev/null || wait "$pid" || true
	umount "$BATS_TEST_TMPDIR/after" 2>/dev/null || true
	umount "$BATS_TEST_TMPDIR/top"
}

# ask CODE LINE...: says lines, and reads up to the end of the last reply.
ask() {
	local code=$1 line
	shift
	printf '%s\r\n' "$@" >&"$to"
	until [[ $line == $code* && $line != [0-9][0-9][0-9]-* ]]; do
		read -r -t 30 -u "$from" line
		[[ $line != [45]* && $line != -ERR* ]]
	done
}

# message TEXT LOCAL...: to LOCAL@here.example, up to the 250.
message() {
	local text=$1 who
	shift
	ask 250 'MAIL FROM:<>'
	for who; do
		ask 250 "RCPT TO:<$who@here.example>"
	done
	ask 354 DATA
	ask '250 2.0.0 Stored' "$text" .
}

# The power fails; what is on the disk then is in after/.
cut_power() {
	local status=0
	cp --sparse=always disk copy
	e2fsck -fy copy >fsck 2>&1 || status=$?
	[ "$status" -le 1 ] # the journal was replayed
	mount -o loop copy after
}

power_back() {
	umount after
}

# has LOCAL TEXT: once, and whole.
has() {
	[ "$(grep -lFx "$2" "after/mail/here.example/$1"/new/* | wc -l)" -eq 1 ]
	! grep -L '^Received: ' "after/mail/here.example/$1"/new/* |
		grep . || return 1
}

# session PROGRAM ARGUMENT...: begins one.
session() {
	coproc SERVER { exec "$@" 2>log; }
	pid=$SERVER_PID
	# bash forgets its own descriptors as soon as the program ends.
	exec {to}>&"${SERVER[1]}" {from}<&"${SERVER[0]}"
}

# goes: the program ends well.
goes() {
	wait "$pid"
}

@test "the message is there, for one, three and twelve, old and new" {
	local who
	session "$BUILD/smtpd-lite" -m top/mail
	ask 250 'EHLO me'
	message first ann
	cut_power
	has ann first
	power_back
	message second ann
	cut_power
	has ann first
	has ann second
	power_back
	message third ann bob carol
	cut_power
	for who in ann bob carol; do has "$who" third; done
	power_back
	message fourth {a..l}
	cut_power
	for who in {a..l}; do has "$who" fourth; done
	power_back
	ask 221 QUIT
	goes
}

@test "what was not acknowledged is nowhere, or whole" {
	session "$BUILD/smtpd-lite" -m top/mail
	ask 250 'EHLO me'
	message first ann
	ask 250 'MAIL FROM:<>'
	ask 250 'RCPT TO:<ann@here.example>'
	ask 354 DATA
	printf 'half of it\r\n' >&"$to"
	cut_power
	has ann first
	! grep -r 'half of it' after/mail/here.example/ann/new || return 1
	power_back
	ask '250 2.0.0 Stored' .
	ask 221 QUIT
	goes
}

@test "a program that does not sync is caught" {
	mutant mutant store/deliver.c \
		'done == n && sync_all(m, data == DATASYNC_SENT, to, n)' 'done == n'
	session ./mutant -m top/mail
	ask 250 'EHLO me'
	message first ann
	message second ann
	grep -rq second top/mail/here.example/ann/new
	cut_power
	[ -d after/mail/here.example/ann/new ]
	! grep -rq second after/mail/here.example/ann/new || return 1
	power_back
	ask 221 QUIT
	goes
}

@test "POP3: what was deleted does not come back, what was read is seen" {
	printf 'EHLO me\nMAIL FROM:<>\nRCPT TO:<ann@here.example>\nDATA\n%s\n.\nMAIL FROM:<>\nRCPT TO:<ann@here.example>\nDATA\n%s\n.\nQUIT\n' \
		one two | "$BUILD/smtpd-lite" -m top/mail >/dev/null
	echo secret | "$BUILD/smtpd-litectl" -c /dev/null -o users=users \
		user add ann@here.example
	sync
	session "$BUILD/pop3d-lite" -m top/mail -o users=users -o run=run
	ask +OK 'USER ann@here.example'
	ask +OK 'PASS secret'
	ask +OK 'DELE 1'
	ask . 'RETR 2'
	ask '+OK Bye' QUIT
	cut_power
	[ -z "$(ls after/mail/here.example/ann/new)" ]
	grep -Fx two after/mail/here.example/ann/cur/*:2,S
	! grep -rFx one after/mail/here.example/ann || return 1
	power_back
	goes
}
