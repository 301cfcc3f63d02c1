#!/usr/bin/env bats
# The units in a systemd that was really booted: what `make install` laid
# down, enabled and used as smtpd-lite(8) says, and nothing done besides.
# The tests build on each other, as the steps of an administrator do.
# shellcheck disable=SC2030,SC2031 # each test has its own `status`
# shellcheck disable=SC2154 # container and in_container set some

load "$SRC/test/system/nspawn"

setup() {
	in_container
	tools=$(folder_of sbindir)
}

# send ADDRESS HOST: one message.
send() {
	printf 'Subject: %s\r\n\r\nHello.\r\n' "$BATS_TEST_NAME" |
		beside curl -sS --max-time 20 "smtp://$2/client.example" \
			--mail-from bob@client.example --mail-rcpt "$1" \
			--upload-file -
}

peer() {
	beside timeout 60 "$SRC/test/system/peer.py" 127.0.0.1 25 "$@"
}

logged() {
	inside journalctl --no-pager -o cat -t smtpd-lite | grep -F -- "$1"
}

# with NAME LINE...: sessions from now on have these lines in their unit.
with() {
	local dir=$root/run/systemd/system/smtpd-lite@.service.d

	mkdir -p "$dir"
	printf '%s\n' '[Service]' "$@" >"$dir/test.conf"
	inside systemctl daemon-reload
}

@test "the units have no mistakes" {
	local extra=()

	! has_teaching || extra=({smtpd,pop3d}-classroom{.socket,@1.service})
	run inside systemd-analyze verify --man=no smtpd-lite.socket \
		smtpd-lite@1.service pop3d-lite.socket pop3d-lite@1.service \
		{smtpd,pop3d}-lite-listen.socket \
		{smtpd,pop3d}-lite-listen.service "${extra[@]}"
	[ "$status" -eq 0 ]
	[ "$output" = '' ]
}

@test "enabling the socket makes account and folders" {
	# This one is there before, and is handed over.
	inside "$tools/smtpd-litectl" key new
	inside systemctl enable --now smtpd-lite.socket
	inside systemctl is-active smtpd-lite.socket
	inside id smtpd-lite
	[ "$(stat -c %a "$etc")" = 2755 ]
	[ "$(inside stat -c '%U %a' "${mail#"$root"}")" = 'smtpd-lite 700' ]
	[ "$(inside stat -c '%U %a' /run/smtpd-lite)" = 'smtpd-lite 750' ]
}

@test "without a users file: 421 4.3.5, and the log says what is missing" {
	run peer talk
	[[ $output == '421 4.3.5 '* ]]
	[ "${#lines[@]}" -eq 1 ]
	within 10 logged "${etc#"$root"}/users: No such file"
	within 10 nobody_left
}

@test "with a users file mail comes in, over IPv4 and IPv6" {
	echo alice@example.org >"$etc/users"
	chmod 640 "$etc/users"
	send alice@example.org 127.0.0.1
	grep -F '[127.0.0.1]' "$box"/new/*
	rm "$box"/new/*
	send Alice@Example.ORG '[::1]'
	grep -F '::1' "$box"/new/*
	[ "$(inside stat -c '%U %a' "${box#"$root"}/new")" = 'smtpd-lite 700' ]
	[ "$(stat -c %a "$box"/new/*)" = 600 ]
	within 10 logged 'mailboxes=1 from="bob@client.example"'
	# The journal knows the program, so the line does not name it.
	run logged 'smtpd-lite['
	[ "$status" -ne 0 ]
	[ -n "$(inside journalctl -o cat -t smtpd-lite --facility=mail)" ]
	within 10 nobody_left
}

@test "with a users file, a stranger's mail is refused" {
	run send mallory@example.org 127.0.0.1
	[ "$status" -ne 0 ]
	[[ $output == *550* ]]
	within 10 logged 'why=no-user to="mallory@example.org"'
}

@test "both processes are confined, and have no privilege left" {
	local pid pids user

	held_begin peer hold
	read -r line <&7
	[[ $line == 220* ]]
	mapfile -t pids < <(pgrep -x smtpd-lite --ns "$leader" --nslist pid)
	[ "${#pids[@]}" -eq 2 ]
	user=$(inside id -u smtpd-lite)
	for pid in "${pids[@]}"; do
		grep -Pq "^Uid:\t$user\t$user\t$user" "/proc/$pid/status"
		grep -Pq '^NoNewPrivs:\t1$' "/proc/$pid/status"
		grep -Pq '^CapEff:\t0+$' "/proc/$pid/status"
		grep -Pq '^CapBnd:\t0+$' "/proc/$pid/status"
		grep -Pq '^Seccomp:\t2$' "/proc/$pid/status"
	done
	# Each has a filter of its own on top of those of the unit.
	[ "$(filters "${pids[1]}")" -eq "$(filters "${pids[0]}")" ]
	exec 8>&-
	wait "$held"
	# The guard says so if it could not confine itself.
	run logged 'sandbox rip='
	[ "$status" -ne 0 ]
}

filters() {
	awk '$1 == "Seccomp_filters:" { print $2 }' "/proc/$1/status"
}

@test "@system-service alone ends the session, as the unit says" {
	with SystemCallFilter=@system-service
	run peer talk
	[[ $output != 220* ]]
	with 'SystemCallFilter=@system-service landlock_create_ruleset' \
		'SystemCallFilter=landlock_add_rule landlock_restrict_self'
	run peer talk QUIT
	[[ $output == *221* ]]
	with ''
	within 10 nobody_left
}

@test "a key of root's making is offered, a user of root's logs in" {
	inside "$tools/smtpd-litectl" key new next
	run peer talk 'EHLO client.example' RCKEY QUIT
	[[ $output == *'250-x25519 '*' current'*'250 x25519 '*' next'* ]]
	echo 'open sesame' | inside "$tools/smtpd-litectl" user add bob@example.org
	run peer talk 'EHLO client.example' \
		"AUTH PLAIN $(printf '\0bob\0open sesame' | base64)" QUIT
	[[ $output == *'235 2.7.0 '* ]]
	# There is a folder for the locks that hashes are counted by.
	run logged 'no limit'
	[ "$status" -ne 0 ]
}

@test "pop3d-lite.socket: its mail is read" {
	inside systemctl enable --now pop3d-lite.socket
	send bob@example.org 127.0.0.1
	for host in 127.0.0.1 '[::1]'; do
		run beside curl -sS --max-time 20 "pop3://$host/1" \
			-u 'bob@example.org:open sesame'
		[[ $output == *Hello.* ]]
	done
	within 10 in_journal 'session rip=::1 .*end=quit'
}

# in_journal TEXT: as mail's facility has it.
in_journal() {
	inside journalctl -o cat -t pop3d-lite --facility=mail --no-pager |
		grep -- "$1"
}

@test "21 at once from one address: one is turned away, for now" {
	run peer crowd 21
	[ "$status" -eq 0 ]
	[ "$output" = '20 1' ]
}

@test "a storm of connections does not end the socket" {
	peer storm 600
	inside systemctl is-active smtpd-lite.socket
	within 20 nobody_left
	send alice@example.org 127.0.0.1
}

@test "stopping a session tells its peer 421 4.3.2" {
	held_begin peer hold
	read -r line <&7
	inside systemctl stop 'smtpd-lite@*'
	exec 8>&-
	read -r line <&7
	[[ $line == '421 4.3.2 '* ]]
	within 10 nobody_left
	within 10 logged 'end=term'
}

# student PORT LINE...: what a class says to its server.
student() {
	run beside timeout 60 "$SRC/test/system/peer.py" 127.0.0.1 \
		"$1" talk "${@:2}"
	[ "$status" -eq 0 ]
}

# bats test_tags=classroom
@test "the sockets of a class make all it needs: it signs up at once" {
	local class=${mail%/mail}/classroom

	inside systemctl enable --now smtpd-classroom.socket \
		pop3d-classroom.socket
	student 12000 'HELO zoe' 'MAIL FROM: @ME' 'RCPT TO: alice' DATA \
		$'Subject: Tea?\r\n\r\nAt four.\r\n.' QUIT
	[[ $output == '220 class.example ESMTP '* ]]
	[[ $output == *'250 class.example Hello zoe@class.example'* ]]
	grep -Fx 'At four.' "$class"/mail/class.example/alice/new/*
	[ "$(tail -n 1 "$class/users")" = zoe@class.example ]
	student 12001 'USER zoe' 'PASS geheim' STAT QUIT
	[[ $output == *'+OK 0 0'* ]]
	tail -n 1 "$class/users" | grep '^zoe@class.example:{ARGON2ID}'
	[ "$(inside stat -c '%U %a' "${class#"$root"}/users")" = \
		'smtpd-lite 640' ]
	inside "$tools/smtpd-litectl" -c "${etc#"$root"}/classroom.conf" check
	# A key that root makes is offered; what the teacher has changed stays.
	inside "$tools/smtpd-litectl" -c "${etc#"$root"}/classroom.conf" \
		key new
	inside systemctl restart smtpd-classroom.socket
	student 12000 RCKEY QUIT
	[[ $output == *'250 x25519 '* ]]
	tail -n 1 "$class/users" | grep '^zoe@class.example:{ARGON2ID}'
	within 10 nobody_left
}
