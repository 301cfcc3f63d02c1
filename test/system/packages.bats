#!/usr/bin/env bats
# The Debian packages: made twice of the same sources, looked at by lintian,
# and installed, used, upgraded and purged in a Debian that was really booted.
# The tests build on each other, as the steps of an administrator do.
# shellcheck disable=SC2016,SC2030,SC2031 # dpkg expands; a `status` a test

load "$SRC/test/system/nspawn"

setup_file() {
	local copy=$BATS_FILE_TMPDIR/elsewhere/smtpd-lite

	export machine='' leader='' why='' made=$BATS_FILE_TMPDIR/one/debian
	# A release has no .git; the second one is built elsewhere, at
	# another time, by somebody with other habits.
	mkdir -p "$copy"
	cp -R "$SRC/." "$copy"
	rm -rf "$copy/.git"
	BUILD=$BATS_FILE_TMPDIR/one "$SRC/contrib/debian/build" &
	(umask 077 && TZ=Asia/Kolkata BUILD=$BATS_FILE_TMPDIR/two \
		"$copy/contrib/debian/build")
	wait $!
	container_tree
	container_boot
	[ -z "$why" ] || return 0
	cp "$made"/*.deb "/proc/$leader/root/root/"
}

setup() {
	# shellcheck disable=SC2154 # container_boot sets it
	root=/proc/$leader/root
	box=$root/var/lib/smtpd-lite/mail/example.org/alice/new
}

booted() {
	[ -z "$why" ] || skip "$why"
}

# silent PORT: nothing listens there.
silent() {
	if listening "$1"; then return 1; fi
}

# installed: the packages of ours that are there.
installed() {
	inside dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' \
		'smtp-lite*' 'smtpd-lite*' 2>&1 | grep '^ii' || :
}

@test "two builds of the same sources make the same packages" {
	local deb count=0

	for deb in "$made"/*.deb; do
		cmp "$deb" "$BATS_FILE_TMPDIR/two/debian/${deb##*/}"
		count=$((count + 1))
	done
	[ "$count" -ge 4 ]
}

# debian_build PACKAGE...: contrib/debian/build, up to the compiler, on a
# machine that lacks these. What it wants installed goes to `asked`.
debian_build() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p bin lacks
	awk -v RS= -v gone=" $* " '!index(gone, " " $2 " ") { print $0 "\n" }' \
		/var/lib/dpkg/status >lacks/status
	printf '#!/bin/sh\n%s\n' >bin/dpkg-query \
		"for name; do :; done; echo \$name >>$PWD/asked; echo installed"
	printf '#!/bin/sh\n%s\n' >bin/dpkg-buildpackage \
		"dpkg-checkbuilddeps --admindir=$PWD/lacks && : >../none.deb"
	chmod +x bin/*
	BUILD=$PWD PATH=$PWD/bin:$PATH "$SRC/contrib/debian/build"
}

@test "debian/build needs nothing that only the tests need, unless they are run" {
	local only=(bats openssl python3)

	(unset DEB_BUILD_OPTIONS DEB_BUILD_PROFILES && debian_build "${only[@]}")
	cd "$BATS_TEST_TMPDIR"
	run grep -xF "$(printf '%s\n' "${only[@]}")" asked
	[ "$output" = '' ]
	DEB_BUILD_OPTIONS='' debian_build
	[ "$(sort -u asked | grep -cxF "$(printf '%s\n' "${only[@]}")")" -eq 3 ]
	# They do matter.
	run env DEB_BUILD_OPTIONS= bash -c "$(declare -f debian_build)
		debian_build bats"
	[ "$status" -ne 0 ]
	[[ $output == *'Unmet build dependencies: bats'* ]]
}

@test "lintian has no errors and no warnings" {
	run lintian --allow-root --fail-on error,warning \
		"$made"/smtpd-lite_*.changes
	[ "$status" -eq 0 ]
}

@test "programs and pages are where Debian has them" {
	run dpkg-deb -c "$made"/smtpd-lite-tls_*.deb
	[[ $output == *' ./usr/libexec/smtpd-lite/tlsd-lite'$'\n'* ]]
	run dpkg-deb -c "$made"/smtp-lite-mta_*.deb
	[[ $output == *' ./usr/sbin/sendmail -> ../bin/smtp-lite'* ]]
	# Nothing of `make install` is in no package.
	run grep 'dh_missing' "$made/build.log"
	[ "$output" = '   dh_missing' ]
}

@test "installed without TLS, nothing listens yet and check says what to do" {
	booted
	inside sh -c 'dpkg -i /root/smtpd-lite_*.deb /root/smtp-lite_*.deb'
	inside id smtpd-lite
	[ "$(inside stat -c '%U:%G %a' /etc/smtpd-lite)" = \
		'root:smtpd-lite 2755' ]
	[ "$(inside stat -c '%U %a' /var/lib/smtpd-lite/mail)" = \
		'smtpd-lite 700' ]
	silent 25
	silent 110
	run inside smtpd-litectl check
	[ "$status" -eq 78 ]
	[[ $output == */etc/smtpd-lite/users* ]]
}

@test "the test that comes with the packages passes: a first mail" {
	booted
	inside sh -c 'dpkg -i /root/smtpd-lite-tls_*.deb'
	run inside env -u TMPDIR sh -s <"$SRC/contrib/debian/tests/first-mail"
	[ "$status" -eq 0 ]
	[[ $output == *'Subject: hello'* ]]
	[ "$(find "$box" "${box%new}cur" -type f | wc -l)" -eq 1 ]
}

@test "sendmail is smtp-lite, and the mail arrives" {
	booted
	inside sh -c 'dpkg -i /root/smtp-lite-mta_*.deb'
	inside env -u TMPDIR sh -c 'printf "Subject: by sendmail\n\nHello.\n" |
		sendmail -i -f root@example.org alice@example.org'
	grep -q '^Subject: by sendmail' "$box"/*
	inside test -e /usr/share/man/man1/smtp-lite.1.gz
}

@test "what was never finished is swept after 36 hours, and nothing else" {
	local tmp=${box%new}tmp user=${box%alice/new}tmp

	booted
	mkdir -p "$user"/{cur,new,tmp}
	touch -d '37 hours ago' "$tmp/old" "$box/old" "$user"/{cur,new,tmp}/old
	touch -d '35 hours ago' "$tmp/young"
	chown -R --reference="$tmp" "$tmp"/* "$box/old" "$user"
	inside systemctl enable --now smtpd-lite-sweep.timer
	inside systemctl start smtpd-lite-sweep.service
	[ "$(cd "$tmp" && echo ./*)" = ./young ]
	[ "$(cd "$user" && echo ./*/old)" = './cur/old ./new/old' ]
	rm -r "$tmp/young" "$box/old" "$user"
}

# upgrade_in_data SUFFIX SUBJECT [COMMAND...]: the same package, a version
# later, comes while a session is in DATA; COMMAND is run before its end.
upgrade_in_data() {
	local line new=$BATS_TEST_TMPDIR/new

	dpkg-deb -R "$made"/smtpd-lite_0*.deb "$new"
	sed -i "s/^Version: .*/&+$1/" "$new/DEBIAN/control"
	dpkg-deb --root-owner-group -b "$new" "$root/root/$1.deb"

	held_begin beside socat -t 20 - TCP4:127.0.0.1:25
	printf '%s\r\n' 'EHLO me' 'MAIL FROM:<me@example.org>' \
		'RCPT TO:<alice@example.org>' DATA >&8
	until [[ $line == 354* ]]; do
		read -r -t 20 line <&7
	done
	inside dpkg -i "/root/$1.deb"
	[ "$(inside dpkg-query -W -f '${Version}' smtpd-lite)" = \
		"$(dpkg-deb -f "$made"/smtpd-lite_0*.deb Version)+$1" ]
	"${@:3}"
	printf '%s\r\n' "Subject: $2" '' Hello. . QUIT >&8
	read -r -t 20 line <&7
	[[ $line == '250 2.0.0 '* ]]
	# shellcheck disable=SC2154 # held_begin sets it
	wait "$held"
	grep -q "^Subject: $2" "$box"/*
}

@test "an upgrade stops nothing: a session in DATA ends with its 250" {
	booted
	upgrade_in_data later 'through an upgrade'
	# The sockets were not closed either, and users are as they were.
	listening 25
	listening 110
	inside smtpd-litectl user list | grep alice@example.org
}

# programs: what the servers run, a line each; one that dpkg has replaced is
# (deleted).
programs() {
	local pid

	for pid in $(inside pidof smtpd-lite); do
		inside readlink "/proc/$pid/exe"
	done
}

# The session runs the old program, and a new connection gets the new one.
another_listener() {
	[ "$(programs | sort -u)" = '/usr/sbin/smtpd-lite (deleted)' ]
	[[ $(beside socat -t 20 - TCP4:127.0.0.1:25 <<<QUIT) == 220* ]]
	programs | grep -qx /usr/sbin/smtpd-lite
}

@test "... nor of a listener, whose place a new one takes" {
	booted
	inside systemctl stop smtpd-lite.socket
	inside systemctl start smtpd-lite-listen.socket
	upgrade_in_data sooner 'through a listener' another_listener
	inside systemctl is-active smtpd-lite-listen.service
	inside systemctl stop smtpd-lite-listen.socket
	inside systemctl stop smtpd-lite-listen.service
	inside systemctl start smtpd-lite.socket
}

@test "the timer of the counters hands them over, whole" {
	local there=/var/lib/prometheus/node-exporter
	local timer=/etc/systemd/system/smtpd-lite-metrics.timer.d

	booted
	inside mkdir -p "$there" "$timer"
	# As it is, it would take a minute.
	printf '[Timer]\nOnCalendar=*:*:*\nAccuracySec=1ms\n' \
		>"$root$timer/soon.conf"
	inside systemctl daemon-reload
	inside systemctl start smtpd-lite-metrics.timer
	within 60 test -e "$root$there/smtpd-lite.prom"
	grep -q '^smtpd_lite_messages_total{server="smtp"} [1-9]' \
		"$root$there/smtpd-lite.prom"
	[ "$(tail -n 1 "$root$there/smtpd-lite.prom")" = '# EOF' ]
	[ "$(stat -c %a "$root$there/smtpd-lite.prom")" = 644 ]
	inside systemctl stop smtpd-lite-metrics.timer
	rm -r "$root$timer" "$root/var/lib/prometheus"
}

@test "removed, nothing listens; mail, users and keys stay" {
	booted
	inside dpkg -r smtp-lite-mta smtpd-lite smtpd-lite-tls smtp-lite
	silent 25
	silent 110
	run inside systemctl is-active smtpd-lite-sweep.timer
	[ "$output" = inactive ]
	inside test ! -e /usr/sbin/sendmail
	inside test -e /etc/smtpd-lite/smtpd-lite.conf
	[ "$(find "$box" "${box%new}cur" -type f | wc -l)" -eq 4 ]
	# Put back, it goes on as before: what was enabled is.
	inside sh -c 'dpkg -i /root/smtpd-lite_*.deb'
	inside systemctl is-enabled smtpd-lite.socket smtpd-lite-sweep.timer
	inside systemctl start smtpd-lite.socket
	listening 25
}

@test "purged, the mail is left, and said to be" {
	booted
	inside touch /etc/smtpd-lite/smtp-lite.conf
	run inside dpkg -P smtpd-lite
	[ "$status" -eq 0 ]
	[[ $output == *'mail in /var/lib/smtpd-lite stays'* ]]
	inside test -e /etc/smtpd-lite/smtp-lite.conf
	inside dpkg -P smtp-lite smtpd-lite-tls
	[ "$(installed)" = '' ]
	silent 25
	inside test ! -e /run/smtpd-lite
	run inside find /etc /usr /var/lib \( -name 'smtp-lite*' -o \
		-name 'smtpd-lite*' -o -name 'smtpd-classroom*' -o \
		-name 'pop3d-*' \)
	[ "$status" -eq 0 ]
	[ "$output" = /var/lib/smtpd-lite ]
	[ "$(find "$box" "${box%new}cur" -type f | wc -l)" -eq 4 ]
}
