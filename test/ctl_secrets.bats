#!/usr/bin/env bats
# smtpd-litectl check: what is wrong with hashes, keys, and who may get at
# them. And a user who goes takes the keys along.
# shellcheck disable=SC2016 # hashes are full of $
load lib/play

KEY=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
MINE=WGmv9FBUlzLLqu1eXfmzCm2jHLDldCutWtShp2jxpns=
SALT='$MDEyMzQ1Njc4OWFiY2RlZg'
OUT='$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0'

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	umask 077
	mkdir run mail keys
	printf '%s\n' 'hostname = mx.example' "mail = $PWD/mail/%d/%u" \
		"users = $PWD/users" "aliases = $PWD/aliases" \
		"keys = $PWD/keys" "run = $PWD/run" \
		"authorized-keys = $PWD/authorized_keys" >conf
	printf '%s\n' "ann@x.example:$(hash v=19 m=65536,t=2,p=1):::::" \
		'bob@x.example' '@y.example' >users
	echo AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA= >keys/current
	printf '%s\n' '# who' "ann@x.example x25519 $KEY laptop" '' \
		"Bob@X.example x25519 $KEY" >authorized_keys
}

ctl() {
	"$BUILD/smtpd-litectl" -c conf "$@"
}

# hash VERSION PARAMETERS: a hash as a users file has it.
hash() {
	echo "{ARGON2ID}\$argon2id\$$1\$$2$SALT$OUT"
}

# finds LINE...: check complains of these and nothing else.
finds() {
	run ctl "${options[@]}" check
	echo "exit $status: $output"
	[ "$status" -eq 78 ]
	cured "$output" "${@/#/$PWD/}"
}

silent() {
	run ctl "${options[@]}" check
	echo "exit $status: $output"
	[ "$status" -eq 0 ] && [ -z "$output" ]
}

@test "all is well: silence" {
	silent
	ctl user add eve@x.example <<<sesame
	ctl user key add eve@x.example "$MINE"
	ctl key new next
	ctl key rotate
	chmod 644 authorized_keys
	chmod 400 keys/old
	silent
	# None of it has to be there.
	rm -r keys authorized_keys
	silent
}

@test "hashes that no server takes, each with its line" {
	for field in '{PLAIN}sesame' sesame '$2y$10$abcdefghijklmnopqrstuv' \
		"{ARGON2I}${SALT}" '{ARGON2ID}' \
		"$(hash v=19 m=65536,t=2)" "$(hash v=16 m=65536,t=2,p=1)" \
		"$(hash v=19 m=262145,t=2,p=1)" "$(hash v=19 m=65536,t=11,p=1)" \
		"$(hash v=19 m=65536,t=2,p=2)" \
		"{ARGON2ID}\$argon2id\$v=19\$m=65536,t=2,p=1${SALT}A$OUT" \
		"{ARGON2ID}\$argon2id\$v=19\$m=65536,t=2,p=1${SALT}\$AAAA"; do
		echo "u$((++n))@x.example:$field:::::"
	done >>users
	scheme='the hash is none of {ARGON2ID}'
	range='the parameters of the hash are out of range'
	finds "users:4: $scheme: \"u1@x.example\"" \
		"users:5: $scheme: \"u2@x.example\"" \
		"users:6: $scheme: \"u3@x.example\"" \
		"users:7: $scheme: \"u4@x.example\"" \
		'users:8: the hash is malformed: "u5@x.example"' \
		'users:9: the hash is malformed: "u6@x.example"' \
		"users:10: $range: \"u7@x.example\"" \
		"users:11: $range: \"u8@x.example\"" \
		"users:12: $range: \"u9@x.example\"" \
		"users:13: $range: \"u10@x.example\"" \
		'users:14: the salt of the hash is not 16 octets: "u11@x.example"' \
		'users:15: the hash is not 16 to 64 octets: "u12@x.example"'
	[[ $output != *sesame* ]]
}

@test "hashes that are taken, and weak; a catch-all with a password" {
	printf '%s\n' "weak@x.example:$(hash v=19 m=65535,t=2,p=1)" \
		"fast@x.example:$(hash v=19 m=262144,t=1,p=1):::::" \
		"fine@x.example:$(hash v=19 m=262144,t=10,p=1):::::" \
		"@x.example:$(hash v=19 m=65536,t=2,p=1)" 'none@x.example::x' >>users
	weak='the hash is weak: below m=65536,t=2'
	finds "users:4: $weak: \"weak@x.example\"" \
		"users:5: $weak: \"fast@x.example\"" \
		'users:7: a catch-all cannot log in, and has a password: "@x.example"'
}

@test "B2: who may read and change users, and the cure" {
	open="users: can be written to by others: chmod go-w $PWD/users"
	read="users: holds hashes, and everybody can read it: chgrp $(id -gn) $PWD/users && chmod 640 $PWD/users"
	chmod 640 users
	silent
	chmod 660 users
	finds "$open"
	chmod 642 users
	finds "$open"
	chmod 644 users
	finds "$read"
	chmod 666 users
	finds "$open" "$read"
	# Nothing to be seen in it.
	sed -i 's/:.*//' users
	finds "$open"
	chmod 644 users
	silent
	chmod 664 users
	finds "$open"
}

# bats test_tags=classroom
@test "B2: where the server signs up people, its group writes to users" {
	open="users: can be written to by others: chmod o-w $PWD/users"
	read="users: holds hashes, and everybody can read it: chgrp $(id -gn) $PWD/users && chmod 660 $PWD/users"
	sed -i 's/:.*//' users
	chmod 664 users
	options=(-o dialect=teaching -o signup=open)
	silent
	chmod 666 users
	finds "$open"
	echo "eve@x.example:$(hash v=19 m=65536,t=2,p=1)" >>users
	finds "$open" "$read"
	chmod 660 users
	silent
}

@test "the server's keys: modes, lengths, what they say" {
	ctl key new next
	chmod 640 keys/next
	mode='key file is open to others: its mode must be 0600 or 0400'
	text='key file is not one line of base64 with 32 octets'
	finds "keys/next: $mode: chmod 600 $PWD/keys/next"
	sh -ec "${output##*: }"
	silent
	# Not canonical; one octet more; two lines.
	for bad in '' AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyB= \
		AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh \
		AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw== \
		$'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=\n'; do
		echo "$bad" >keys/next
		finds "keys/next: $text"
	done
	echo "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA= and some more than that" >keys/next
	finds 'keys/next: key file is too long'
	rm keys/next
	mkdir keys/old
	ln -s current keys/next
	# As glibc says it, or musl.
	loop=$(ctl check | grep -oE 'Too many levels of symbolic links|Symbolic link loop')
	finds "keys/next: cannot open key file: \"$loop\"" \
		'keys/old: key file is not a regular file'
}

@test "the folder of the server's keys; require without a key" {
	for mode in 770 702; do
		chmod "$mode" keys
		finds "keys: can be written to by others: chmod go-w $PWD/keys"
	done
	chmod 750 keys
	silent
	options=(-o handshake=require)
	silent
	rm keys/current
	finds 'keys: handshake = require, and there is no key that can be used: smtpd-litectl key new'
}

@test "lines of authorized_keys" {
	low=4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA=
	printf '%s\n' 'ann@x.example' 'ann@x.example x25519' \
		"ann@x.example ed25519 $KEY" "ann@x.example x25519 ${KEY%w=}x=" \
		"ann@x.example x25519 ${KEY%=}" "ann@x.example x25519 $low" \
		'ann@x.example x25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' \
		"ann x25519 $KEY" "eve@x.example x25519 $KEY" \
		"ann+tag@x.example x25519 $KEY" "@y.example x25519 $KEY" \
		"who@y.example x25519 $KEY" >>authorized_keys
	nobody='a key for somebody who is no user'
	ann='"ann@x.example"'
	finds "authorized_keys:5: there is no key: $ann" \
		"authorized_keys:6: the key is not base64 of 32 octets: $ann" \
		"authorized_keys:7: the type of key is unknown: $ann" \
		"authorized_keys:8: the key is not base64 of 32 octets: $ann" \
		"authorized_keys:9: the key is not base64 of 32 octets: $ann" \
		"authorized_keys:10: the key is of low order: $ann" \
		"authorized_keys:11: the key is of low order: $ann" \
		'authorized_keys:12: an address needs an @' \
		"authorized_keys:13: $nobody: \"eve@x.example\"" \
		"authorized_keys:14: $nobody: \"ann+tag@x.example\"" \
		'authorized_keys:15: a catch-all cannot log in: "@y.example"' \
		"authorized_keys:16: $nobody: \"who@y.example\""
	printf '%020000d\nx\n' 1 >authorized_keys
	finds 'authorized_keys:1: the line is too long' \
		'authorized_keys:2: an address needs an @'
}

@test "who may change authorized_keys" {
	for mode in 620 602; do
		chmod "$mode" authorized_keys
		finds "authorized_keys: can be written to by others: chmod go-w $PWD/authorized_keys"
	done
	rm authorized_keys
	mkdir authorized_keys
	finds 'authorized_keys: is not a regular file'
}

@test "users = any: only the server's keys are of use" {
	echo bad >>users
	echo bad >>authorized_keys
	options=(-o users=any)
	silent
	echo bad >keys/current
	finds 'keys/current: key file is not one line of base64 with 32 octets'
}

@test "user del takes the keys along; who comes later has none of them" {
	printf '%s\n' "ANN@x.example x25519 $MINE" "ann@y.example x25519 $MINE" \
		"nann@x.example x25519 $MINE" 'bad line' >>authorized_keys
	grep -vi '^ann@x' authorized_keys >rest
	ctl user del ann@X.example
	cmp authorized_keys rest
	ctl user add ann@x.example <<<sesame
	[ -z "$(ctl user key list ann@x.example)" ]
	# There is no such user: nothing is taken away.
	run ctl user del eve@x.example
	[ "$status" -eq 67 ]
	echo "eve@x.example x25519 $KEY" >>authorized_keys
	cp authorized_keys rest
	run ctl user del eve@x.example
	[ "$status" -eq 67 ]
	cmp authorized_keys rest
	rm authorized_keys
	ctl user del ann@x.example
	[ ! -e authorized_keys ]
}

@test "user del: keys that cannot be taken away, and the user stays" {
	rm authorized_keys
	mkdir authorized_keys
	run ctl user del ann@x.example
	[ "$status" -eq 66 ]
	[ -n "$output" ]
	grep -q ^ann@x.example users
}
