#!/usr/bin/env bats
# smtpd-litectl: users, their keys, hashes, and the server's keys.
load lib/play

KEY=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
MINE=WGmv9FBUlzLLqu1eXfmzCm2jHLDldCutWtShp2jxpns=
HASH='[{]ARGON2ID[}][$]argon2id[$]v=19[$]m=65536,t=2,p=1[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}'

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir run
	cat >conf <<-EOF
		users = $PWD/users
		authorized-keys = $PWD/authorized_keys
		keys = $PWD/keys
		run = $PWD/run
		mail = $PWD/mail/%d/%u
	EOF
}

ctl() {
	"$BUILD/smtpd-litectl" -c conf "$@"
}

# fails CODE WORD...: ctl with these words, and the password `sesame`.
fails() {
	local code=$1
	shift
	run ctl "$@" <<<sesame
	[ "$status" -eq "$code" ] || {
		echo "exit $status, not $code: $*"
		return 1
	}
	[ -n "$output" ] && [[ $output != *sesame* ]]
}

# login NAME PASSWORD: the code of the server's reply.
login() {
	printf 'EHLO x\nAUTH PLAIN %s\nQUIT\n' \
		"$(printf '\0%s\0%s' "$1" "$2" | base64 -w0)" |
		"$BUILD/smtpd-lite" -c conf -o log=none |
		tail -n 2 | head -n 1 | cut -c 1-3
}

@test "user add: a line as Dovecot reads it, in a file of mode 0640" {
	umask 0
	ctl user add Alice@Example.org <<<'correct horse'
	grep -Eqx "Alice@Example.org:$HASH:::::" users
	[ "$(wc -l <users)" -eq 1 ]
	[ "$(stat -c %a users)" = 640 ]
	[ "$(login alice@example.org 'correct horse')" = 235 ]
	[ "$(login alice@example.org 'correct  horse')" = 535 ]
}

@test "a password is one line, without its end" {
	printf 'one\r\ntwo\n' | ctl user add a@x.example
	printf 'one' | ctl user add b@x.example
	printf ' one \n' | ctl user add c@x.example
	printf '%0512d\n' 7 | ctl user add d@x.example
	[ "$(login a@x.example one)" = 235 ]
	[ "$(login b@x.example one)" = 235 ]
	[ "$(login c@x.example ' one ')" = 235 ]
	[ "$(login d@x.example "$(printf %0512d 7)")" = 235 ]
}

@test "passwords that are none: 65, and nothing is changed" {
	for bad in '' '\n' '\r\n' 'a\0b\n' 'a\003b\n' "$(printf %0513d 7)"; do
		run ctl user add a@x.example < <(printf %b "$bad")
		[ "$status" -eq 65 ]
		run ctl hash < <(printf %b "$bad")
		[ "$status" -eq 65 ]
	done
	[ ! -e users ]
}

@test "hash: a line for the users file, another one each time" {
	run "$BUILD/smtpd-litectl" -c /nowhere hash <<<sesame
	[ "$status" -eq 0 ]
	[[ $output =~ ^$HASH$ ]]
	echo "bob@x.example:$output" >users
	[ "$(login bob@x.example sesame)" = 235 ]
	[ "$("$BUILD/smtpd-litectl" hash <<<sesame)" != "$output" ]
}

@test "user passwd and del; unknown users 67, known ones 65" {
	ctl user add a@x.example <<<one
	fails 65 user add A@X.example
	ctl user passwd A@x.EXAMPLE <<<two
	[ "$(login a@x.example one) $(login a@x.example two)" = '535 235' ]
	fails 67 user passwd b@x.example
	fails 67 user del b@x.example
	[ "$(ctl user list)" = a@x.example ]
	ctl user del A@x.example
	# No user is left, which check reports (B4).
	[ "$(login a@x.example two)" = 421 ]
	fails 67 user del a@x.example
	[ -z "$(ctl user list)" ]
}

@test "without a users file: 66; in a folder that is not there: 73" {
	fails 66 user passwd a@x.example
	fails 66 user del a@x.example
	fails 66 user list
	fails 73 -o users=/nowhere/users user add a@x.example
}

@test "addresses that cannot stand in the file: 65" {
	for bad in a @x.example a@ a/b@x.example 'a b@x.example' '#a@x.example' \
		a:b@x.example a@x.example:b .a@x.example a@.x.example \
		$'a\n@x.example' $'a\r@x.example' $'a\xff@x.example' @@x.example \
		"$(printf %065d 1)@x.example" "a@$(printf %0256d 1)" ''; do
		fails 65 user add "$bad"
		fails 65 user passwd "$bad"
	done
	[ ! -e users ]
}

@test "B17: an address with two @ is refused, and found" {
	fails 65 user add a@b@x.example
	fails 65 user key add a@b@x.example "$(printf %043d= 0)"
	[ ! -e users ]
	printf '%s\n' bob@x.example a@b@x.example >users
	run ctl check
	[ "$status" -eq 78 ]
	grep -F "users:2: an address has one @ only" <<<"$output"
}

# served: mail to the quoted name arrives, and it logs in by both servers.
served() {
	local quoted

	printf '%s\n' 'EHLO x' 'MAIL FROM:<>' 'RCPT TO:<"A\@b"@X.example>' \
		'DATA' 'Subject: x' . QUIT |
		"$BUILD/smtpd-lite" -c conf -o log=none | grep '^250 2.0.0 '
	[ "$(find mail -type f)" = "$(echo mail/x.example/a@b/new/*)" ]
	rm -r mail
	for quoted in '"a@b"@x.example' '"A\@b"@X.example'; do
		[ "$(login "$quoted" "$1")" = 235 ]
		printf 'USER %s\nPASS %s\nQUIT\n' "$quoted" "$1" |
			"$BUILD/pop3d-lite" -c conf -o log=none |
			sed -n '3s/^+OK.*/+OK/p' | grep .
	done
}

@test "a name in quotes: mail, logins, every verb" {
	local name='"a@b"@x.example'

	ctl user add bob@x.example <<<bob
	ctl user add "$name" <<<one
	fails 65 user add '"\a@b"@x.example'
	grep -Eqx "\"a@b\"@x.example:$HASH:::::" users
	[ "$(ctl user list)" = "bob@x.example
$name" ]
	served one
	ctl index
	served one
	ctl user passwd "$name" <<<two
	served two
	ctl check 2>&1 | grep users && return 1
	ctl user key add "$name" "$MINE"
	grep -Fx "$name x25519 $MINE" authorized_keys
	[ "$(ctl user key list "$name")" = "$MINE" ]
	ctl user key del "$name" "$MINE"
	ctl user del "$name"
	[ "$(ctl user list)" = bob@x.example ]
	# It would be a comment without its quotes.
	ctl user add '"#x"@x.example' <<<one
	[ "$(ctl user list | tail -n 1)" = '"#x"@x.example' ]
}

@test "a name in quotes is no way out, nor to the catch-all" {
	for bad in '"@"@x.example' '"\@"@x.example' '""@x.example' \
		'"../x"@x.example' '"a/b"@x.example' '".x"@x.example' \
		'"a b"@x.example' '"a@b@x.example' '"a"b@x.example'; do
		fails 65 user add "$bad"
		echo "$bad" >>users
	done
	run ctl check
	[ "$(grep -c "^$PWD/users:[1-9]: " <<<"$output")" -eq 9 ]
}

@test "usage 64, configuration 78" {
	for words in '' user 'user add' 'user add a@b c' 'user frob' key \
		'key new old' 'key new next x' 'key show x' 'hash x' \
		'user key' 'user key add a@b' 'user list x' '-x user list'; do
		# shellcheck disable=SC2086 # they are words
		fails 64 $words
	done
	fails 78 -o frob=1 user list
	run "$BUILD/smtpd-litectl" -c /nowhere user list
	[ "$status" -eq 78 ]
	for words in 'user add' 'user passwd' 'user del'; do
		# shellcheck disable=SC2086
		fails 78 -o users=any $words a@x.example
	done
	[ ! -e users ]
	[ ! -e any ]
	[ -z "$(ctl -o users=any user list)" ]
}

@test "--help and --version: 0, on standard output" {
	run ctl --help
	[ "$status" -eq 0 ]
	[[ $output == 'usage: smtpd-litectl '* ]]
	run ctl --version
	[ "$status" -eq 0 ] && [[ $output == 'smtpd-litectl '[0-9]* ]]
}

@test "an edit keeps order, comments, fields, line ends and bad lines" {
	printf '%s\n' '# people' '' 'z@x.example' \
		'b@x.example:{PLAIN}x:1:2:gecos:/home/b::extra=1:more' \
		'not an address:{PLAIN}x' '  # not a comment' \
		'@x.example' 'B@x.example:{PLAIN}second' >users
	printf 'a@x.example:\r\n# end, \xff without a line end' >>users
	cp users before
	# Held open, so that no other file gets its number.
	exec 4<users
	inode=$(stat -c %i users)
	ctl user passwd b@x.example <<<one
	ctl user passwd a@x.example <<<two
	ctl user add c@x.example <<<three
	[ "$(stat -c %i users)" != "$inode" ]
	sed -E "s/$HASH/HASH/" users >after
	printf '\n%s\n' 'c@x.example:HASH:::::' >>before
	sed -i -e '4s/{PLAIN}x/HASH/' -e 's/^a@x.example:/&HASH:::::/' before
	cmp before after
	ctl user del c@x.example
	ctl user del B@x.example
	[ "$(ctl user list 2>/dev/null | tr '\n' ' ')" = \
		'z@x.example @x.example a@x.example ' ]
	[ ! -e users.edit ]
}

@test "new lines have the line ends of the file" {
	printf 'a@x.example\r\nb@x.example' >users
	ctl user add c@x.example <<<one
	ctl user passwd a@x.example <<<two
	[ "$(sed -E "s/$HASH/HASH/" users | od -An -c | tr -d ' \n')" = \
		'a@x.example:HASH:::::\r\nb@x.example\nc@x.example:HASH:::::\n' ]
}

@test "B2: an edit takes what others may do with users; the group stays" {
	local was will
	while read -r was will; do
		printf '%s\n' 'a@x.example' >users
		chmod "$was" users
		for change in 'add b@x.example' 'passwd a@x.example' \
			'del b@x.example'; do
			# shellcheck disable=SC2086
			ctl user $change <<<one
			[ "$(stat -c %a users)" = "$will" ]
		done
		ctl index
		[ "$(stat -c %a users.cdb)" = "$will" ]
		rm users.cdb
	done <<-EOF
		644 640
		604 600
		666 660
		640 640
		600 600
	EOF
	# Keys are public: a reader of the file keeps the right to read it.
	ctl user key add a@x.example \
		B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
	[ "$(stat -c %a authorized_keys)" = 640 ]
	chmod 644 authorized_keys
	ctl user key add a@x.example \
		hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=
	[ "$(stat -c %a authorized_keys)" = 644 ]
}

@test "a file that is empty keeps its mode; a link stays a link" {
	mkdir real
	: >real/users
	chmod 600 real/users
	ln -s real/users users
	ctl user add a@x.example <<<one
	[ -L users ]
	[ "$(stat -c %a real/users)" = 600 ]
	ctl user passwd a@x.example <<<two
	[ -L users ]
	[ "$(wc -l <real/users)" -eq 1 ]
	[ "$(login a@x.example two)" = 235 ]
}

@test "eight writers at once: every line is there, whole" {
	ctl user add first@x.example <<<one
	ctl index
	for w in 1 2 3 4 5 6 7 8; do
		for n in 1 2 3; do
			ctl user add "u$w.$n@x.example" <<<one || exit 1
			[ "$n" -lt 3 ] || ctl user del "u$w.1@x.example"
		done &
		pids+=" $!"
	done
	for pid in $pids; do
		wait "$pid"
	done
	[ "$(grep -Ecx "[a-z0-9.]+@x.example:$HASH:::::" users)" -eq 17 ]
	[ "$(wc -l <users)" -eq 17 ]
	[ "$(ctl user list | sort -u | wc -l)" -eq 17 ]
	# The index is the one of the last of them.
	run login u8.3@x.example one
	[ "$output" = 235 ]
}

@test "B4: an index does not hide that the users file has no address" {
	local server

	printf '# nobody\njunk\n' >users
	ctl index 2>said
	for server in smtpd-lite pop3d-lite; do
		code=0
		"$BUILD/$server" -c conf -o log=stderr <<<QUIT >out 2>log ||
			code=$?
		[ "$code" -eq 78 ]
		grep -E '^(421 4\.3\.5|-ERR \[SYS/)' out
		grep -F "$PWD/users: no address is in it" log
	done
}

@test "the index follows, if there is one" {
	ctl user add a@x.example <<<one
	[ ! -e users.cdb ]
	ctl index
	[ "$(stat -c %a users.cdb)" = 640 ]
	for change in 'add b@x.example' 'passwd a@x.example' 'del a@x.example'; do
		before=$(stat -c %i users.cdb)
		# shellcheck disable=SC2086
		ctl user $change <<<two
		[ "$(stat -c %i users.cdb)" != "$before" ]
		# A server that cannot use it says so.
		printf 'MAIL FROM:<>\nRCPT TO:<b@x.example>\nQUIT\n' |
			"$BUILD/smtpd-lite" -c conf -o log=stderr >/dev/null 2>log
		! grep -F users.cdb log || return 1
	done
	echo c@x.example >>users
	printf 'EHLO x\nMAIL FROM:<>\nRCPT TO:<b@x.example>\nQUIT\n' |
		"$BUILD/smtpd-lite" -c conf -o log=stderr >/dev/null 2>log
	grep -F users.cdb log
}

@test "user key: add, list, del" {
	ctl user add a@x.example <<<one
	fails 67 user key add b@x.example "$KEY"
	fails 67 user key list b@x.example
	fails 67 user key del b@x.example "$KEY"
	fails 65 user key del a@x.example "$KEY"
	for bad in '' x "${KEY%=}" "$KEY=" \
		AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
		AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=; do
		fails 65 user key add a@x.example "$bad"
	done
	[ ! -e authorized_keys ]
	# Below a file there is no list either.
	ctl user add c@x.example <<<three
	ctl -o "authorized-keys=$PWD/users/x" user del c@x.example
	[ -z "$(ctl -o "authorized-keys=$PWD/users/x" user key list a@x.example)" ]
	ctl user key add A@x.example "$KEY"
	[ "$(stat -c %a authorized_keys)" = 640 ]
	[ "$(cat authorized_keys)" = "A@x.example x25519 $KEY" ]
	fails 65 user key add a@x.example "$KEY"
	ctl user key add a@x.example "$MINE"
	sed -i '1s/$/ laptop/; 1i # keys' authorized_keys
	[ "$(ctl user key list a@x.example)" = "$KEY laptop
$MINE" ]
	ctl user key del a@x.example "$KEY"
	[ "$(cat authorized_keys)" = "# keys
a@x.example x25519 $MINE" ]
	fails 65 user key del a@x.example "$KEY"
	fails 67 user key del b@x.example "$MINE"
	# What is listed for nobody can be taken away.
	echo "b@x.example x25519 $MINE" >>authorized_keys
	ctl user key del b@x.example "$MINE"
	fails 67 user key del b@x.example "$MINE"
	ctl user add b@x.example <<<one
	[ -z "$(ctl user key list b@x.example)" ]
}

@test "user key: a catch-all has none, and long lines hide nothing" {
	printf '@x.example\na@x.example\n' >users
	fails 65 user key add @x.example "$KEY"
	printf '#%020000d\na@x.example x25519 %s\n' 1 "$KEY" >authorized_keys
	[ "$(ctl user key list a@x.example)" = "$KEY" ]
	chmod 660 authorized_keys
	fails 66 user key list a@x.example
}

@test "key: new, show, rotate" {
	fails 66 key show
	fails 73 key rotate
	current=$(ctl key new)
	[ "${#current}" -eq 44 ]
	[ "$(stat -c %a keys/current)" = 600 ]
	fails 73 key new current
	fails 73 key rotate
	next=$(ctl key new next)
	[ "$(ctl key show | cut -d' ' -f1,2)" = "$current current
$next next" ]
	ctl key show | grep -Ex '[A-Za-z0-9+/]{43}= (current|next)( [0-9a-f]{4}){8}'
	ctl key rotate
	[ "$(ctl key show | cut -d' ' -f1,2)" = "$next current
$current old" ]
	! grep -rF -e "$next" -e "$current" keys || return 1
}

# slow N WORD...: begins this command, which is held up before it renames for
# the Nth time.
slow() {
	local n=$1
	shift
	rm -f trace
	ASAN_OPTIONS=detect_leaks=0 strace -qq -o trace -e trace=/^rename \
		-e inject=/^rename:delay_enter=1500000:when="$n" \
		"$BUILD/smtpd-litectl" -c conf "$@" >slow.out 3>&- &
	slow=$!
	until_true renames "$n"
}

renames() {
	[ "$(grep -c ^rename trace 2>/dev/null)" -ge "$1" ]
}

@test "key: two who rotate at once, or make one meanwhile, lose none" {
	needs_strace
	current=$(ctl key new)
	next=$(ctl key new next)
	slow 1 key rotate
	fails 73 key rotate
	[[ $output == *'there is no key to rotate to'* ]]
	wait "$slow"
	[ "$(ctl key show | cut -d' ' -f1,2)" = "$next current
$current old" ]
	# Between the two steps there is no current key, and none can be made.
	current=$next
	next=$(ctl key new next)
	slow 2 key rotate
	fails 73 key new
	wait "$slow"
	[ "$(ctl key show | cut -d' ' -f1,2)" = "$next current
$current old" ]
}

@test "a key file that is open to others is refused loudly" {
	ctl key new
	ctl key new next
	chmod 640 keys/next
	fails 73 key rotate
	run ctl key show
	[ "$status" -eq 0 ]
	[[ $output == *'keys/next: '*0600* ]]
	chmod 644 keys/current
	fails 66 key show
}

@test "on a terminal a password is asked for twice, unseen" {
	python3 "$SRC/test/lib/answer_prompts.py" "$BUILD/smtpd-litectl" -c conf \
		user add a@x.example -- sesame sesame
	[ "$(login a@x.example sesame)" = 235 ]
	run python3 "$SRC/test/lib/answer_prompts.py" "$BUILD/smtpd-litectl" -c conf \
		user passwd a@x.example -- sesame other
	[ "$status" -eq 65 ]
	[[ $output == *'not the same'* ]]
	[[ $output != *sesame* ]]
	run python3 "$SRC/test/lib/answer_prompts.py" "$BUILD/smtpd-litectl" hash -- ''
	[ "$status" -eq 65 ]
	[ "$(login a@x.example sesame)" = 235 ]
}
