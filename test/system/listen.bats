#!/usr/bin/env bats
# The servers as listeners: by the units of that name in a systemd that was
# really booted, behind xinetd and inetd with `wait`, and in the dialogues.
# The tests of the units build on each other.
# shellcheck disable=SC2030,SC2031 # each test has its own `status`
# shellcheck disable=SC2154 # container and in_container set some

load "$SRC/test/system/nspawn"

setup() {
	in_container
	service=smtpd-lite-listen.service
	super=super$BATS_TEST_NUMBER
}

# works ADDRESS IN_RECEIVED: a message to ADDRESS is stored with that in its
# trace header.
works() {
	printf 'Subject: x\r\n\r\nHello.\r\n' |
		beside curl -sS --max-time 20 "smtp://$1/client.example" \
			--mail-from bob@client.example \
			--mail-rcpt alice@example.org --upload-file -
	grep -F "($2)" "$box"/new/*
	rm "$box"/new/*
}

main_pid() {
	inside systemctl show -p MainPID --value "$service"
}

# processes: of smtpd-lite, the container's.
processes() {
	pgrep -c -x smtpd-lite --ns "$leader" --nslist pid || :
}

are() {
	[ "$(processes)" -eq "$1" ]
}

@test "listener: the units confine it as far as systemd knows, and it works" {
	local unit

	for unit in {smtpd,pop3d}-lite-listen.service; do
		inside systemd-analyze security --offline=true --threshold=10 \
			"/usr/lib/systemd/system/$unit"
	done
	inside systemctl enable --now smtpd-lite-listen.socket
	echo alice@example.org >"$etc/users"
	works 127.0.0.1 '[127.0.0.1]'
	works '[::1]' '[IPv6:::1]'
	within 20 logged 'delivered rip=127.0.0.1 .*from="bob@client.example"'
	# Guard and wire are confined as ever.
	held_begin peer 25 hold
	read -r line <&7
	[[ $line == 220* ]]
	are 3
	run logged 'sandbox '
	[ "$status" -ne 0 ]
	exec 8>&-
	wait "$held"
	inside grep -q '^Seccomp:.2$' "/proc/$(main_pid)/status"
}

@test "listener: a login, and a key that is offered, under its unit" {
	inside "$(folder_of sbindir)/smtpd-litectl" key new
	echo 'open sesame' | inside "$(folder_of sbindir)/smtpd-litectl" \
		user add bob@example.org
	run peer 25 talk 'EHLO client.example' \
		"AUTH PLAIN $(printf '\0bob\0open sesame' | base64)" RCKEY QUIT
	[[ $output == *'235 2.7.0 '*'250 x25519 '* ]]
	run logged 'no limit'
	[ "$status" -ne 0 ]
}

@test "listener: STARTTLS, under its unit" {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	command -v openssl || skip 'no openssl'
	mkdir "$etc/tls"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-days 2 -subj /CN=mx.example -keyout "$etc/tls/privkey.pem" \
		-out "$etc/tls/fullchain.pem" 2>&1
	inside chgrp -R smtpd-lite "${etc#"$root"}/tls"
	chmod 750 "$etc/tls"
	chmod 640 "$etc/tls"/*
	printf 'Subject: x\r\n\r\nHello.\r\n' |
		beside curl -sSk --ssl-reqd --max-time 20 \
			smtp://127.0.0.1/client.example \
			--mail-from bob@client.example \
			--mail-rcpt alice@example.org --upload-file -
	grep 'with ESMTPS (TLS1' "$box"/new/*
	rm -r "$box"/new/* "$etc/tls"
}

@test "listener: the journal has its log, and not its comings and goings" {
	local units=(-u "$service")

	[ -n "$(inside journalctl -o cat -t smtpd-lite --facility=mail)" ]
	run inside journalctl --no-pager -o cat "${units[@]}"
	[[ $output == *'session rip='* ]]
	[[ $output != *Started* ]]
}

@test "listener: a restart refuses nobody" {
	local before

	before=$(main_pid)
	held_begin peer 25 steady
	for _ in 1 2 3 4 5; do
		inside systemctl restart "$service"
	done
	[ "$(main_pid)" -ne "$before" ]
	exec 8>&-
	read -r line <&7
	[ "$line" = '0 True' ]
}

@test "listener: SIGTERM tells sessions, and the socket goes on" {
	held_begin peer 25 hold
	read -r line <&7
	inside systemctl stop "$service"
	exec 8>&-
	read -r line <&7
	[[ $line == '421 4.3.2 '* ]]
	within 20 are 0
	within 20 logged 'end=term'
	works 127.0.0.1 '[127.0.0.1]'
}

@test "listener: it ends when it is idle, and comes back" {
	local before

	echo 'idle-exit = 1' >"$etc/smtpd-lite.conf"
	works 127.0.0.1 '[127.0.0.1]'
	before=$(main_pid)
	within 30 are 0
	works 127.0.0.1 '[127.0.0.1]'
	[ "$(main_pid)" -ne "$before" ]
	: >"$etc/smtpd-lite.conf"
}

@test "listener: 21 at once from one address, and a storm" {
	peer 25 storm 600
	inside systemctl is-active smtpd-lite-listen.socket
	works 127.0.0.1 '[127.0.0.1]'
}

@test "listener: pop3d-lite's works, too" {
	inside systemctl enable --now pop3d-lite-listen.socket
	for host in 127.0.0.1 '[::1]'; do
		beside curl -sS --max-time 20 "pop3://$host/" \
			-u 'bob@example.org:open sesame'
	done
	within 20 logged 'session rip=::1 .*end=quit'
}

@test "listener: one port has one owner" {
	inside systemctl start smtpd-lite.socket
	run inside systemctl is-active smtpd-lite-listen.socket
	[ "$output" = inactive ]
	works 127.0.0.1 '[127.0.0.1]'
	inside systemctl start smtpd-lite-listen.socket
	run inside systemctl is-active smtpd-lite.socket
	[ "$output" = inactive ]
	works 127.0.0.1 '[127.0.0.1]'
	inside systemctl disable --now {smtp,pop3}d-lite-listen.socket
	inside systemctl stop {smtp,pop3}d-lite-listen.service
}

# ends: each listener, of itself. inetd has one for IPv4 and one for IPv6.
ends() {
	local host

	echo 'idle-exit = 1' >"$etc/smtpd-lite.conf"
	for host in 127.0.0.1 ::1; do
		beside timeout 60 "$SRC/test/system/peer.py" "$host" 25 talk QUIT
	done
	within 30 are 0
	: >"$etc/smtpd-lite.conf"
}

@test "xinetd, wait = yes" {
	sed 's/\(wait.*= \)no/\1yes/' \
		"$root$(folder_of docdir)/smtpd-lite.xinetd" \
		>"$root/etc/xinetd.d/smtpd-lite"
	inside systemd-run -q --unit="$super" xinetd -dontfork
	within 20 listening 25
	works 127.0.0.1 '[127.0.0.1]'
	works '[::1]' '[IPv6:::1]'
	only_replies
	ends
	inside systemctl stop "$super"
}

@test "inetd, wait" {
	sed -n 's/nowait[.0-9]*/wait/p' "$root$(folder_of docdir)/inetd.conf" \
		>"$root/etc/inetd.conf"
	inside systemctl restart inetd
	within 20 listening 25
	works 127.0.0.1 '[127.0.0.1]'
	works '[::1]' '[IPv6:::1]'
	only_replies
	ends
	inside systemctl stop inetd
}

@test "systemd-socket-activate, without --accept" {
	inside systemd-run -q --unit="$super" --property=User=smtpd-lite \
		--property=AmbientCapabilities=CAP_NET_BIND_SERVICE \
		systemd-socket-activate -l 25 "$(folder_of sbindir)/smtpd-lite"
	within 20 listening 25
	works 127.0.0.1 '[127.0.0.1]'
	only_replies
	ends
}

@test "sessions that do not end, one in its commit: left alone after 30 s" {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/listen_cases.py" patience
}

@test "the dialogues, with a listener: the same session code" {
	# shellcheck disable=SC2016 # the inner shell expands it
	run unshare -n sh -c 'ip link set lo up &&
		ip address add 192.0.2.7/32 dev lo && exec "$@"' sh \
		env TMPDIR="$BATS_TEST_TMPDIR" DIALOGUE_LISTENER=1 \
		DIALOGUE_WAYS=step \
		"$SRC/test/dialogue.py" "$SRC"/test/dialogues/*/*.t
	grep -A9 '^not ok' <<<"$output" || :
	[ "$status" -eq 0 ]
	[ "$(grep '^ok' <<<"$output" | grep -vc SKIP)" -gt 350 ]
}
