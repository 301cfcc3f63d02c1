#!/usr/bin/env bats
# What root does for the account that the servers run as, and what it leaves
# behind when it has run one by hand. Needs root.
load ../lib/play

setup() {
	[ "$(id -u)" -eq 0 ] || skip 'not root'
	cd "$BATS_TEST_TMPDIR" || return
	# The account must get in, as far as the folder is of our making.
	let_in "$TMPDIR/.."
	# It need not get into the folder where they were built.
	cp "$BUILD"/{smtpd-lite,smtpd-litectl} .
	mkdir lib run
	chown nobody lib run
	printf '%s\n' "mail = $PWD/lib/mail/%d/%u" "users = $PWD/users" \
		"run = $PWD/run" 'plaintext-auth = always' \
		'hostname = mx.example' >conf
	printf '%s\n' 'bob@x.example' '@y.example' >users
	chmod 644 conf users
}

# as_account COMMAND...
as_account() {
	setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
}

@test "provision: Maildirs of the account, also where nothing is yet" {
	for mail in lib/mail/%d/%u lib/%d/%u lib/a/b/%u; do
		./smtpd-litectl -c conf -o "mail=$PWD/$mail" provision
	done
	[ "$(find lib -name cur | wc -l)" -eq 6 ]
	[ -z "$(find lib -mindepth 1 ! \( -user nobody -perm 700 \))" ]
}

@test "B1: nobody's home bars an account from what these programs look for" {
	for folder in sysconfdir localstatedir libexecdir; do
		folder=$(folder_of "$folder")
		until [ -e "$folder" ]; do
			folder=$(dirname "$folder")
		done
		echo "$folder"
		as_account test -x "$folder"
	done
}

@test "locks of hashes that root has made or left are no hindrance" {
	echo password | ./smtpd-litectl -c conf user add ann@x.example
	chmod 644 users
	as_account mkdir lib/mail
	login=$(printf '\0ann@x.example\0password' | base64)
	auth() {
		printf '%s\n' 'EHLO me' "AUTH PLAIN $login" QUIT |
			"$@" ./smtpd-lite -c conf 2>log | grep '^235'
		! grep -v ' login \| session ' log || return 1
	}
	auth env
	[ "$(stat -c %U run/slot.0)" = nobody ]
	chown root run/slot.0
	auth as_account
	[ "$(stat -c %U run/slot.0)" = nobody ]
}
