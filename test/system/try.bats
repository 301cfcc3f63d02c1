#!/usr/bin/env bats
# README's first command, where and how people will run it.

load "$SRC/test/system/nspawn"

# A clone, as it is here and now, in a folder whose name has blanks.
setup_file() {
	export clone="$BATS_FILE_TMPDIR/my clone"

	mkdir "$clone"
	[ -e "$SRC/.git" ] || {
		cp -r "$SRC/." "$clone"
		return
	}
	git -C "$SRC" ls-files -z --cached --others --exclude-standard |
		tar -C "$SRC" --null --files-from - -c | tar -C "$clone" -x
}

setup() {
	cd /
	unset BUILD MAKEFLAGS MAKELEVEL
	mail="$clone/build/try/mail/example.org/alice/new"
}

# only COMMAND: PATH without the super-servers, but for that one.
only() {
	local others=' tcpserver systemd-socket-activate socat '

	# shellcheck disable=SC2086 # words are what is wanted
	without ${others/ $1 / }
}

# Nothing that try started is left.
nothing_left() {
	[ -z "$(find /proc/[0-9]*/cwd -maxdepth 0 -lname "$clone/*" \
		2>/dev/null)" ]
}

@test "try: from a clone with blanks in its name, and once more" {
	run "$clone/contrib/try"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'Subject: Hello from contrib/try'* ]]
	run "$clone/contrib/try"
	[ "$status" -eq 0 ]
	set -- "$mail"/*
	[ $# -eq 1 ]
	grep -F 'smtpd-lite works' "$1"
	within 10 nothing_left
}

@test "try: with systemd-socket-activate alone" {
	only systemd-socket-activate
	run "$clone/contrib/try"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'listening: systemd-socket-activate'* ]]
	within 10 nothing_left
}

@test "try: with socat alone" {
	only socat
	run "$clone/contrib/try"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'listening: socat'* ]]
	within 10 nothing_left
}

@test "try: goes to another port where one is taken" {
	local holder

	socat -u TCP4-LISTEN:2525,bind=127.0.0.1,reuseaddr /dev/null 3>&- &
	holder=$!
	leader=self within 10 listening 2525
	run "$clone/contrib/try"
	kill "$holder"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'127.0.0.1 12525 '* ]]
}

@test "try: fails if the message is not taken, and leaves nothing behind" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\nexit 55\n' >"$BATS_TEST_TMPDIR/bin/curl"
	chmod +x "$BATS_TEST_TMPDIR/bin/curl"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run "$clone/contrib/try"
	[ "$status" -eq 1 ]
	[[ $output == *'try: the message was not taken' ]]
	within 10 nothing_left
}

@test "try: says what does not build" {
	echo '#error no such luck' >>"$clone/src/smtpd/main.c"
	run "$clone/contrib/try"
	[ "$status" -eq 1 ]
	[[ $output == *'no such luck'*'try: failed: make'* ]]
	cp "$SRC/src/smtpd/main.c" "$clone/src/smtpd/main.c"
}

@test "B1: who else wants that Debian waits until it is made" {
	local other
	cd "$BATS_TEST_TMPDIR"
	: >made
	tree=$PWD/debian
	container_may() { :; }
	container_is_made() { [ -d "$tree" ]; }
	container_make() {
		echo made >>made
		within 20 [ -e go ]
		mkdir "$tree"
	}
	made() { [ "$(wc -l <made)" -ge "$1" ]; }
	# It waits for the lock, or makes a second one.
	waits() { pgrep -P "$(pgrep -P "$other")" -x flock >&2 || made 2; }
	container_tree 3>&- &
	within 20 made 1
	container_tree 3>&- &
	other=$!
	within 20 waits
	: >go
	wait
	[ "$(wc -l <made)" -eq 1 ]
}

@test "try: on a fresh Debian it installs what is missing" {
	container_tree
	[ -z "$why" ] || skip "$why"
	rm -rf "$clone/build" "$clone/configure"
	run become_container --resolv-conf=copy-host --bind="$clone:/mnt" \
		timeout 500 /mnt/contrib/try
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == '== installing: gcc '*'smtpd-lite works.'* ]]
}
