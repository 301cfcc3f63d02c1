#!/usr/bin/env bats
# smtpd-litectl is killed at every system call of an edit: the users file is
# the old one or the new one, whole, and the next edit works. And whose the
# files are.
load ../lib/play

HASH='[{]ARGON2ID[}][$]argon2id[$]v=19[$]m=65536,t=2,p=1[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}'

setup() {
	needs_strace
	cd "$BATS_TEST_TMPDIR" || return
	mkdir run
	printf '%s\n' "users = $PWD/users" "run = $PWD/run" "keys = $PWD/keys" \
		"authorized-keys = $PWD/authorized_keys" >conf
	# Longer than a page: half of it would be possible.
	{
		printf '# %0200d\n' $(seq 40)
		printf '%s\n' 'a@x.example:{PLAIN}x:1:2::::' 'b@x.example'
	} >before
}

ctl() {
	"$BUILD/smtpd-litectl" -c conf "$@" <<<password
}

# calls WORD...: `name number` of each system call of this edit, from the
# moment it opens the file.
calls() {
	strace -qq -o trace "$BUILD/smtpd-litectl" -c conf "$@" <<<password
	awk -F '(' '{ n[$1]++ }
		/^openat.*"users", O_RDWR/ { began = 1 }
		began && !/^(exit_group|\+)/ { print $1, n[$1] }' trace
}

normal() {
	sed -E "s/$HASH/HASH/" "$1"
}

# each_call FILE WORD...: FILE is what the edit starts from, or nothing.
each_call() {
	local start=$1 name number old=0 new=0

	shift
	cp "$start" users 2>/dev/null || :
	calls "$@" >list
	[ "$(wc -l <list)" -gt 10 ]
	normal users >after
	while read -r name number; do
		rm -f users users.edit
		cp "$start" users 2>/dev/null || :
		strace -qq -o trace -e trace="$name" \
			-e inject="$name:signal=KILL:when=$number" \
			"$BUILD/smtpd-litectl" -c conf "$@" <<<password \
			>/dev/null 2>&1 && return 1
		grep -q 'killed by SIGKILL' trace
		if [ ! -s users ] && [ ! -e "$start" ]; then
			old=$((old + 1))
		elif cmp -s users "$start"; then
			old=$((old + 1))
		else
			normal users | cmp - after
			new=$((new + 1))
		fi
		ctl user add next@x.example
		[ ! -e users.edit ]
		[ "$(stat -c %a users)" = 640 ]
		[ "$(normal users | tail -n 1)" = next@x.example:HASH::::: ]
	done <list
	# Both have been seen.
	[ "$old" -gt 0 ] && [ "$new" -gt 0 ]
}

@test "killed while adding a user" {
	each_call before user add c@x.example
}

@test "killed while adding the first user" {
	each_call nothing user add c@x.example
}

@test "killed while changing a password" {
	each_call before user passwd a@x.example
}

@test "killed while removing a user" {
	each_call before user del a@x.example
}

@test "killed while removing a user: no key is left for the next one" {
	local key=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw= number had=0 has=0

	for user in a b a; do
		echo "$user@x.example x25519 $key"
	done >listed
	cp before users
	cp listed authorized_keys
	calls user del a@x.example >list
	[ "$(wc -l <list)" -gt 20 ]
	while read -r name number; do
		cp before users
		cp listed authorized_keys
		strace -qq -o trace -e trace="$name" \
			-e inject="$name:signal=KILL:when=$number" \
			"$BUILD/smtpd-litectl" -c conf user del a@x.example \
			>/dev/null 2>&1 && return 1
		if grep -q '^a@' authorized_keys; then
			cmp listed authorized_keys
			grep -q '^a@' users
			had=$((had + 1))
		else
			[ "$(cat authorized_keys)" = "b@x.example x25519 $key" ]
			has=$((has + 1))
		fi
	done <list
	[ "$had" -gt 0 ] && [ "$has" -gt 0 ]
}

@test "check: files that belong to somebody else" {
	printf '%s\n' 'hostname = mx.example' "mail = $PWD/mail/%d/%u" >>conf
	printf '%s\n' a@x.example >users
	: >authorized_keys
	mkdir mail
	# The account that serves is the one that the mail folder belongs to.
	let_in
	chmod 644 conf
	"$BUILD/smtpd-litectl" -c conf key new
	chown 4242:4242 mail run users authorized_keys keys keys/current
	run "$BUILD/smtpd-litectl" -c "$PWD/conf" check
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	chmod 644 users authorized_keys
	chmod 711 keys
	chown 4243 users authorized_keys keys keys/current
	run "$BUILD/smtpd-litectl" -c "$PWD/conf" check
	echo "$output"
	[ "$status" -eq 78 ]
	[ "$output" = "$PWD/users: belongs to somebody else: chown root $PWD/users
$PWD/authorized_keys: belongs to somebody else: chown root $PWD/authorized_keys
$PWD/keys: belongs to somebody else: chown root $PWD/keys
$PWD/keys/current: cannot be read by 4242: chown 4242 $PWD/keys/current && chmod 600 $PWD/keys/current" ]
}

# users_are ADDRESS...
users_are() {
	[ "$(cat users)" = "$(printf '%s\n' "$@")" ]
}

# One stands between its rename and what follows, while another comes.
@test "edits that meet: each is done, and each says so" {
	local first

	printf '%s\n' a@x.example b@x.example c@x.example >users
	strace -qq -f -o trace -e trace=renameat2 \
		-e inject=renameat2:delay_exit=1000000 \
		"$BUILD/smtpd-litectl" -c conf user del a@x.example &
	first=$!
	# It stands behind its rename.
	until_true users_are b@x.example c@x.example
	ctl user del b@x.example
	wait "$first"
	users_are c@x.example
	[ ! -e users.edit ]
}
