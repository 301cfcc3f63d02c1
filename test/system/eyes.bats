#!/usr/bin/env bats
# `smtpd-litectl check` looks with the eyes of the account that serves: what
# that account cannot get at is told, with the command that mends it, and the
# command does mend it. Needs root.
load ../lib/play

setup() {
	[ "$(id -u)" -eq 0 ] || skip 'not root'
	cd "$BATS_TEST_TMPDIR" || return
	let_in
	mkdir -m 755 etc etc/keys
	mkdir mail run
	chown nobody: mail run
	printf '%s\n' 'hostname = mx.example' "mail = $PWD/mail/%d/%u" \
		"users = $PWD/etc/users" "aliases = $PWD/etc/aliases" \
		"keys = $PWD/etc/keys" "run = $PWD/run" \
		"authorized-keys = $PWD/etc/authorized_keys" >etc/conf
	printf '%s\n' 'ann@x.example' 'bob@x.example' >etc/users
	echo 'root: ann' >etc/aliases
	echo '# nobody yet' >etc/authorized_keys
	chmod 644 etc/*s etc/conf
	chmod 755 etc/keys
	ctl key new >/dev/null
	group=$(id -gn nobody)
}

ctl() {
	"$BUILD/smtpd-litectl" -c "$PWD/etc/conf" "$@"
}

silent() {
	run ctl "${options[@]}" check "$@"
	echo "exit $status: $output"
	[ "$status" -eq 0 ] && [ -z "$output" ]
}

# finds LINE...: check complains of these, each below this folder, and of
# nothing else.
finds() {
	run ctl "${options[@]}" check "${as[@]}"
	echo "exit $status: $output"
	[ "$status" -eq 78 ]
	cured "$output" "${@/#/$PWD/}"
}

# mends: the commands that the lines name are what it takes.
mends() {
	while read -r line; do
		sh -ec "${line##*: }"
	done <<<"$output"
	silent
}

@test "B4: check sees what the owner of the mail folder can read" {
	silent
	for file in conf users aliases authorized_keys; do
		path=$PWD/etc/$file
		chmod 600 "$path"
		finds "etc/$file: cannot be read by nobody: chgrp $group $path && chmod 640 $path"
		mends
		[ "$(stat -c %a "$path")" = 640 ]
	done
	ctl index
	chmod 600 etc/users.cdb
	chown root: etc/users.cdb
	finds 'etc/users.cdb: cannot be read: run smtpd-litectl index: "Permission denied"'
	ctl index
	silent
	path=$PWD/etc/keys/current
	chown root: "$path"
	finds "etc/keys/current: cannot be read by nobody: chown nobody $path && chmod 600 $path"
	mends
	chown daemon "$path"
	finds "etc/keys/current: cannot be read by nobody: chown nobody $path && chmod 600 $path"
	mends
	# All at once, and one folder that is in the way of all is told once.
	chmod 600 etc/conf etc/aliases
	chown root: etc/conf etc/aliases
	rm etc/authorized_keys
	mkdir etc/authorized_keys
	chmod 700 etc/keys
	finds "etc/conf: cannot be read by nobody: chgrp $group $PWD/etc/conf && chmod 640 $PWD/etc/conf" \
		"etc/aliases: cannot be read by nobody: chgrp $group $PWD/etc/aliases && chmod 640 $PWD/etc/aliases" \
		'etc/authorized_keys: is not a regular file' \
		"etc/keys: cannot be entered by nobody: chgrp $group $PWD/etc/keys && chmod ug+x $PWD/etc/keys"
	rmdir etc/authorized_keys
	chmod 700 etc
	finds "etc: cannot be entered by nobody: chgrp $group $PWD/etc && chmod ug+x $PWD/etc"
}

# closed FOLDER: the line about one that the account may not enter.
closed() {
	echo "$1: cannot be entered by nobody: chgrp $group $PWD/$1 && chmod ug+x $PWD/$1"
}

# looped TEXT: it has the errno, as glibc says it, or musl.
looped() {
	[[ $1 =~ Too\ many\ levels\ of\ symbolic\ links|Symbolic\ link\ loop ]]
}

@test "check: a link into a closed folder, and the folder is named" {
	mkdir -m 700 arch arch/deep other
	mkdir etc/links
	chmod 755 etc/links
	mv etc/aliases etc/users arch/deep
	# Relative ones, from where the link is; a link among the folders.
	ln -s ../links/one etc/links/aliases
	ln -s ../../arch/deep/aliases etc/links/one
	ln -s links/aliases etc/aliases
	ln -s "$PWD/arch/deep" etc/links/folder
	ln -s links/folder/users etc/users
	finds "$(closed arch)"
	sh -ec "${output##*: }"
	finds "$(closed arch/deep)"
	sh -ec "${output##*: }"
	silent
	chmod 600 arch/deep/aliases
	finds "etc/aliases: cannot be read by nobody: chgrp $group $PWD/etc/aliases && chmod 640 $PWD/etc/aliases"
	mends
	[ "$(stat -c '%a %G' arch/deep/aliases)" = "640 $group" ]
	# The mail folder is one, too.
	mv mail other
	ln -s other/mail mail
	finds "$(closed other)"
	mends
	# A loop of links leads nowhere, and ends.
	ln -sf users etc/users
	run ctl check
	[ "$status" -eq 78 ]
	looped "$output"
}

@test "B4: check sees whether the account can write where mail goes" {
	ctl provision
	silent
	chmod 500 mail
	finds "mail/: cannot be written to by nobody: chown nobody $PWD/mail/ && chmod 700 $PWD/mail/"
	mends
	chown root run
	finds "run: cannot be written to by nobody: chown nobody $PWD/run && chmod 750 $PWD/run"
	mends
	chown -R root mail/x.example/ann
	finds "mail/x.example/ann: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example/ann"
	mends
	chown root mail/x.example/ann/new
	chmod 755 mail/x.example/bob/tmp
	chown root mail/x.example/bob/tmp
	finds "mail/x.example/ann/new: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example/ann/new" \
		"mail/x.example/bob/tmp: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example/bob/tmp"
	mends
	# A server reads the folders on the way.
	chown root mail/x.example
	chmod 711 mail/x.example
	finds "mail/x.example: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example"
	chown nobody mail/x.example
	mends
	for path in mail/x.example mail/x.example/bob mail/x.example/ann/cur; do
		chmod 300 "$path"
		finds "$path: cannot be written to by nobody: chmod -R u+rwX $PWD/$path"
		mends
	done
	chmod 700 mail/x.example
	chown root mail/x.example
	finds "mail/x.example: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example"
	mends
	# No user of the domain has a mailbox yet.
	rm -r mail/x.example
	mkdir -m 755 mail/x.example
	finds "mail/x.example: cannot be written to by nobody: chown -R nobody $PWD/mail/x.example"
	mends
	# No mail folder yet, and nowhere to make it.
	rm -r mail
	finds "mail/: is not there, and nobody cannot make it: install -d -o nobody -g $group -m 700 $PWD/mail/"
	mends
	rm -r run
	silent
}

@test "B4: check --as looks with the eyes of any account" {
	silent --as nobody
	chmod 600 etc/users
	as=(--as daemon)
	chmod 777 mail run
	chown daemon etc/keys/current
	finds "etc/users: cannot be read by daemon: chgrp $(id -gn daemon) $PWD/etc/users && chmod 640 $PWD/etc/users"
	# Root sees all; others can only look with their own eyes.
	chown root etc/keys/current
	silent --as=root
	for name in root daemon; do
		run setpriv --reuid=nobody --regid="$group" --clear-groups \
			"$BUILD/smtpd-litectl" -c etc/conf check --as "$name"
		[ "$status" -eq 77 ]
		[[ $output == "smtpd-litectl: only root can look with the eyes of another account"*": \"$name\"" ]]
	done
	chown nobody etc/users etc/keys/current
	run setpriv --reuid=nobody --regid="$group" --clear-groups \
		"$BUILD/smtpd-litectl" -c etc/conf check --as nobody
	[ "$status" -eq 0 ]
	# The folder belongs to another account, and there is no --as.
	run setpriv --reuid=daemon --regid="$group" --clear-groups \
		"$BUILD/smtpd-litectl" -c etc/conf check
	[ "$status" -eq 77 ]
}

@test "B4: check: a mail folder of root's serves nobody; run says who does" {
	chown root mail
	finds "mail/: cannot be written to by nobody: chown nobody $PWD/mail/ && chmod 700 $PWD/mail/"
	mends
}

@test "B4: check, key new and user add mean the same account" {
	chown daemon: mail
	rm etc/keys/* etc/users
	ctl key new
	ctl user add ann@x.example <<<password
	[ "$(stat -c %U etc/keys/current)" = daemon ]
	[ "$(stat -c '%U:%G %a' etc/users)" = "root:$(id -gn daemon) 640" ]
	finds "run: cannot be written to by daemon: chown daemon $PWD/run && chmod 750 $PWD/run"
	mends
	ctl key show
	ctl key new next
	ctl key rotate
	silent
	# Nearest to a mail folder that is not there yet.
	rmdir mail
	rm -r etc/keys
	chown nobody: .
	ctl key new
	[ "$(stat -c %U etc/keys/current)" = nobody ]
}

@test "B4: check: a path that a shell would take apart is in quotes" {
	mkdir "it's here"
	options=(-o "run=$PWD/it's here")
	finds "it's here: cannot be written to by nobody: chown nobody '$PWD/it'\\''s here' && chmod 750 '$PWD/it'\\''s here'"
	mends
}

@test "check, dns: the key of TLS is of use where the account can read it" {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	mkdir etc/tls
	openssl req -x509 -nodes -newkey ed25519 -keyout etc/tls/key \
		-out etc/tls/cert -days 90 -subj /CN=mx.example \
		-addext subjectAltName=DNS:mx.example 2>/dev/null
	# Another account may not come where it was built.
	cp "$BUILD/tlsd-lite" .
	printf '%s\n' "tls-cert = $PWD/etc/tls/cert" "tls-key = $PWD/etc/tls/key" \
		"tls-program = $PWD/tlsd-lite" >>etc/conf
	chmod 600 etc/tls/key
	ctl dns x.example | grep -qF "; no TLSA, no MTA-STS: $PWD/etc/tls/key: cannot open file: \"Permission denied\""
	chown nobody etc/tls/key
	ctl dns x.example | grep -q '^_25._tcp.mx.example. IN TLSA 3 1 1 '
	silent
	# As the tools of CAs make it.
	mkdir -m 700 arch
	mv etc/tls/key arch/k1.pem
	ln -s ../../arch/k1.pem etc/tls/key
	finds "$(closed arch)"
	mends
	chmod 700 arch
	ln -s ../tlsd-lite arch
	mv arch/k1.pem etc/tls/key
	options=(-o "tls-program=$PWD/arch/tlsd-lite")
	finds "$(closed arch)"
	mends
	chown "daemon:$group" etc/tls/key
	chmod 640 etc/tls/key
	finds "etc/tls/key: key file belongs to somebody else: chown root $PWD/etc/tls/key"
	mends
	# The server follows no link to a key of its own.
	chmod 700 arch
	options=()
	mv etc/keys/current arch
	ln -s ../../arch/current etc/keys
	run ctl check
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == "$PWD/etc/keys/current: cannot open key file: "* ]]
	looped "$output"
}
