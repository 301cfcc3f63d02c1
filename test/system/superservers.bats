#!/usr/bin/env bats
# Every super-server other than systemd itself, started with the file that
# `make install` laid down for it, on port 25, as smtpd-lite(8) says.
# shellcheck disable=SC2154 # container and in_container set some

load "$SRC/test/system/nspawn"

setup_file() {
	container
	[ -z "$why" ] || return 0
	# As smtpd-lite(8) says, for a machine without systemd.
	inside useradd -r -M -s /usr/sbin/nologin smtpd-lite
	inside install -d -o smtpd-lite -g smtpd-lite -m 750 \
		"$(folder_of localstatedir)/lib/smtpd-lite"
	inside install -d -o root -g smtpd-lite -m 2755 \
		"$(folder_of sysconfdir)/smtpd-lite"
	inside install -d -o root -g smtpd-lite -m 710 \
		"$(folder_of sysconfdir)/smtpd-lite/keys"
	inside install -d -o smtpd-lite -g smtpd-lite -m 750 /run/smtpd-lite
}

setup() {
	in_container
	doc=$(folder_of docdir)
	# The second line is one to complain of, in the log.
	printf '%s\n' alice@example.org 'no address' >"$etc/users"
	echo 'log = auto' >"$etc/smtpd-lite.conf"
	rm -rf "$box"
	super=super$BATS_TEST_NUMBER
	sender=bob$BATS_TEST_NUMBER@client.example
}

teardown() {
	[ -n "$why" ] || inside systemctl stop inetd "$super" "pop3$super" || :
}

# Starts a command as a service, until the test is over.
start() {
	inside systemd-run -q --unit="$super" "$@"
	within 20 listening 25
}

# works ADDRESS IN_RECEIVED: a real client's message to ADDRESS is stored
# with that in its trace header.
works() {
	beside swaks --silent 2 --server "$1" --port 25 --timeout 20 \
		--from "$sender" --to alice@example.org
	grep -F "($2)" "$box"/new/*
	rm "$box"/new/*
}

# reads ADDRESS...: alice may read her mail there, from this machine; all that
# a peer gets is answers.
reads() {
	local address

	echo 'log = stderr' >"$etc/smtpd-lite.conf"
	within 20 listening 110
	for address; do
		run beside timeout 60 "$SRC/test/system/peer.py" "$address" \
			110 talk 'USER alice' 'PASS wrong' QUIT
		[ "$status" -eq 0 ]
		[ "$(tr -d '\r' <<<"$output")" = "+OK pop3d-lite ready
+OK Now the password
-ERR [AUTH] Name or password is wrong
+OK Bye" ]
	done
	within 20 logged "session rip=$1 .*end=quit"
}

@test "xinetd" {
	cp "$root$doc/smtpd-lite.xinetd" "$root/etc/xinetd.d/smtpd-lite"
	cp "$root$doc/pop3d-lite.xinetd" "$root/etc/xinetd.d/pop3d-lite"
	start xinetd -dontfork
	works 127.0.0.1 '[127.0.0.1]'
	works ::1 '[IPv6:::1]'
	within 20 logged "delivered rip=127.0.0.1 .*$sender"
	only_replies
	reads 127.0.0.1 ::1
}

# flooded PORT: one address does what it can, and another is served.
flooded() {
	local served asked

	read -r served asked < <(beside timeout 120 \
		"$SRC/test/system/peer.py" 127.0.0.1 "$1" flood 8000)
	echo "$served of $asked"
	[ "$asked" -gt 0 ]
	[ "$served" -eq "$asked" ]
}

# bats test_tags=classroom
@test "B9: xinetd: one address that floods switches the service off for none" {
	local class

	class=$(folder_of datadir)/smtpd-lite/classroom
	inside systemd-tmpfiles --create "$class/classroom.tmpfiles"
	cp "$root$doc/smtpd-lite.xinetd" "$root/etc/xinetd.d/smtpd-lite"
	cp "$root$class/classroom.xinetd" "$root/etc/xinetd.d/class"
	start xinetd -dontfork
	within 20 listening 12000
	flooded 25
	flooded 12000
}

# bats test_tags=classroom
@test "xinetd, for a class" {
	local class

	class=$(folder_of datadir)/smtpd-lite/classroom
	inside systemd-tmpfiles --create "$class/classroom.tmpfiles"
	cp "$root$class/classroom.xinetd" "$root/etc/xinetd.d/class"
	start xinetd -dontfork
	within 20 listening 12000
	run peer 12000 talk \
		'HELO laptop.class.example' HI QUIT
	[[ $output == *'.example Hello guest-'*'250 2.0.0 Hello guest-'* ]]
	run peer 12001 talk \
		'USER alice' 'PASS wonderland' STAT QUIT
	[[ $output == *'+OK 0 0'* ]]
}

@test "inetd" {
	cp "$root$doc/inetd.conf" "$root/etc/inetd.conf"
	inside systemctl start inetd
	within 20 listening 25
	works 127.0.0.1 '[127.0.0.1]'
	works ::1 '[IPv6:::1]'
	within 20 logged "delivered rip=127.0.0.1 .*$sender"
	only_replies
	reads 127.0.0.1 ::1
}

@test "inetd: 300 connections in a minute do not end the service" {
	cp "$root$doc/inetd.conf" "$root/etc/inetd.conf"
	inside systemctl start inetd
	within 20 listening 25
	peer 25 storm 304
	works 127.0.0.1 '[127.0.0.1]'
}

@test "tcpserver" {
	start sh "$doc/tcpserver.run"
	works 127.0.0.1 '[127.0.0.1]'
	within 20 logged "delivered rip=127.0.0.1 .*$sender"
	only_replies
	inside systemd-run -q --unit="pop3$super" sh "$doc/pop3d-lite.tcpserver.run"
	reads 127.0.0.1
}

@test "socat" {
	start sh "$doc/socat.run"
	works 127.0.0.1 '[127.0.0.1]'
	works ::1 '[IPv6:::1]'
	within 20 logged "delivered rip=127.0.0.1 .*$sender"
	only_replies
	inside systemd-run -q --unit="pop3$super" sh "$doc/pop3d-lite.socat.run"
	reads 127.0.0.1 ::1
}

@test "systemd-socket-activate" {
	start --property=User=smtpd-lite \
		--property=AmbientCapabilities=CAP_NET_BIND_SERVICE \
		systemd-socket-activate --accept --inetd -l 25 \
		"$(folder_of sbindir)/smtpd-lite"
	works 127.0.0.1 '[127.0.0.1]'
	works ::1 '[IPv6:::1]'
	only_replies
}
