#!/usr/bin/env bats
# A server is killed at every system call of a sign-up, or others change the
# file at the worst moment: no line is lost, and the next sign-up works.
# bats file_tags=classroom
load ../lib/play

setup() {
	needs_strace
	cd "$BATS_TEST_TMPDIR" || return
	umask 077
	mkdir run mail
	cat >conf <<-EOF
		hostname = mx.example
		mail = $PWD/mail/%d/%u
		users = $PWD/users
		run = $PWD/run
		aliases = $PWD/aliases
		keys = $PWD/keys
		authorized-keys = $PWD/authorized_keys
		log = none
		dialect = teaching
		signup = open
	EOF
	{
		printf '# %0200d\n' $(seq 40)
		printf '%s\n' bob@example.org 'eve@example.org::1:2:x:::'
	} >before
	cp before users
}

# AUTH PLAIN of NAME and the password `secret`
plain() {
	printf 'EHLO c.example\nAUTH PLAIN %s\n' \
		"$(printf '\0%s\0secret' "$1" | base64 -w 0)"
}

# serve INJECT: standard input to a server whose guard is traced.
serve() {
	strace -qq -o trace "$@" "$BUILD/smtpd-lite" -c conf
}

# Without what is random.
normal() {
	# shellcheck disable=SC2016 # these are dollars
	sed -E 's/[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}/$SALT$HASH/' users
}

# each_call: the session in `session` is killed at each call that it makes
# from the moment it opens the file to change it until it says that it has.
# The calls after that depend on whether the wire ends before the guard waits.
each_call() {
	local name number old=0 new=0

	# Files that are made once are there.
	"$BUILD/smtpd-lite" -c conf <session
	cp before users
	rm -f run/signups
	serve <session
	normal >after
	awk -F '(' '{ n[$1]++ }
		/^openat.*["/]users", O_RDWR/ { began = 1 }
		began && !/^(\+|---)/ { print $1, n[$1] }
		began && /^sendmsg/ { exit }' \
		trace >list
	[ "$(wc -l <list)" -gt 10 ]
	while read -r name number; do
		cp before users
		rm -f users.edit run/signups
		serve -e inject="$name:signal=KILL:when=$number" \
			<session >/dev/null && return 1
		grep -q 'killed by SIGKILL' trace
		echo "$name $number"
		if cmp -s users before; then
			old=$((old + 1))
		else
			normal | cmp - after
			new=$((new + 1))
		fi
		printf 'HELO next\nQUIT\n' | "$BUILD/smtpd-lite" -c conf |
			grep -q '^250 .*next@example.org'
		[ "$(tail -n 1 users)" = next@example.org ]
		[ "$(head -n 40 users)" = "$(head -n 40 before)" ]
		"$BUILD/smtpd-litectl" -c conf check
	done <list
	# Both have been seen.
	echo "$old before, $new after"
	[ "$old" -gt 0 ] && [ "$new" -gt 0 ]
}

@test "killed while signing up by name" {
	printf 'HELO zoe\nQUIT\n' >session
	each_call
}

@test "killed while signing up with a password" {
	plain zoe >session
	each_call
}

@test "killed while an account gets its password" {
	plain bob >session
	each_call
}

# meanwhile INJECT CONDITION... -- COMMAND...: the session is held up at a
# call, and COMMAND runs there, once CONDITION is true.
meanwhile() {
	local inject=$1 when=()
	shift
	while [ "$1" != -- ]; do
		when+=("$1")
		shift
	done
	shift
	serve -e inject="$inject" <session >replies 3>&- &
	until_true "${when[@]}"
	"$@"
	wait "$!"
}

# Puts a file with a line more in place, as an editor does, which is not what
# has been there: it has read it before, or after.
replaced() {
	{
		cat "$1"
		echo hand@example.org
	} >mine
	mv mine users
}

added() {
	echo hand@example.org >>users
}

@test "a file put in place behind an addition has it, too" {
	printf 'HELO zoe\nQUIT\n' >session
	meanwhile fsync:delay_exit=3000000 grep -q zoe users -- replaced before
	grep -q '^250 mx.example Hello zoe@example.org' replies
	[ "$(tail -n 2 users)" = $'hand@example.org\nzoe@example.org' ]
	[ "$(wc -l <users)" -eq 44 ]
	cp before users
	meanwhile fsync:delay_exit=3000000 grep -q zoe users -- replaced users
	grep -q '^250 mx.example Hello zoe@example.org' replies
	[ "$(tail -n 2 users)" = $'zoe@example.org\nhand@example.org' ]
	[ "$(wc -l <users)" -eq 44 ]
}

@test "a password that an editor has carried over is one's own" {
	plain zoe >session
	meanwhile fsync:delay_exit=3000000 grep -q zoe users -- replaced users
	grep -q '^235 ' replies
	[ "$(grep -c zoe users)" -eq 1 ]
	[ "$(wc -l <users)" -eq 44 ]
}

@test "a line that comes while another is replaced stays" {
	local change

	for change in 'replaced before' added; do
		cp before users
		plain bob >session
		# shellcheck disable=SC2086
		meanwhile renameat2:delay_enter=3000000 test -e users.edit -- \
			$change
		grep -q '^235 ' replies
		grep -q '^bob@example.org:{ARGON2ID}' users
		[ "$(tail -n 1 users)" = hand@example.org ]
		[ "$(wc -l <users)" -eq 43 ]
		[ ! -e users.edit ]
	done
}

@test "the tools lose no line either" {
	ctl() {
		strace -qq -o trace -e inject=renameat2:delay_enter=3000000 \
			"$BUILD/smtpd-litectl" -c conf "$@" <<<secret
	}
	ctl user add kim@example.org 3>&- &
	until_true test -e users.edit
	replaced before
	wait "$!"
	[ "$(tail -n 2 users | cut -d : -f 1)" = \
		$'hand@example.org\nkim@example.org' ]
	[ "$(wc -l <users)" -eq 44 ]
	[ ! -e users.edit ]
}
