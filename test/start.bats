#!/usr/bin/env bats
# How smtpd-lite starts, and what no dialogue file can say.
load lib/play

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	server=$BUILD/smtpd-lite
	printf '%s\n' 'EHLO me' 'MAIL FROM:<ann@client.example>' \
		'RCPT TO:<Bob@Example.org>' DATA 'Subject: hi' '' \
		'Hello.' . QUIT >session.smtp
}

teardown() {
	[ ! -e closed ] || chmod 700 closed
}

# stored DIR: the one message in new/ of this Maildir.
stored() {
	local files=("$1"/new/*)
	[ ${#files[@]} -eq 1 ] && cat "${files[0]}"
}

@test "-m DIR: a local session on a fresh machine" {
	"$server" -m mail <session.smtp >replies 2>log
	[ "$(grep -c '^250 2.0.0 ' replies)" -eq 1 ]
	[ "$(tail -n 1 replies)" = "$(grep '^221 2.0.0 ' replies)" ]
	stored mail/example.org/bob | tail -n 3 >body
	printf '%s\n' 'Subject: hi' '' 'Hello.' | cmp - body
	stored mail/example.org/bob | grep -q '^Return-Path: <ann@client.example>$'
	grep -q ' rip=local' log
}

# crowd: 1,500 messages, as a session from a file.
crowd() {
	echo 'EHLO me'
	for ((i = 0; i < 1500; i++)); do
		printf '%s\n' 'MAIL FROM:<>' 'RCPT TO:<bob@example.org>' DATA x .
	done
	echo QUIT
}

@test "-x: input that is left because replies cannot be written: 69" {
	[ -c /dev/full ] || skip 'no /dev/full'
	local status=0
	crowd | "$server" -x -m mail >/dev/full 2>log || status=$?
	[ "$(find mail -path '*/new/*' | wc -l)" -lt 1500 ]
	[ "$status" -eq 69 ]
	# All was served, and its last words alone are lost.
	rm -r mail
	"$server" -x -m mail <session.smtp >/dev/full 2>log
	stored mail/example.org/bob | grep -q '^Hello.$'
}

@test "max-size bounds no file that the replies go to" {
	crowd | "$server" -o max-size=1K -m mail >out 2>log
	[ "$(find mail -path '*/new/*' | wc -l)" -eq 1500 ]
	[ "$(grep -c '^250 2.0.0 Stored' out)" -eq 1500 ]
	[ "$(tail -n 1 out | cut -c 1-4)" = '221 ' ]
	# Nor does it cut what POP3 hands out.
	printf 'ann@b.example:%s:::::\n' \
		"$(echo secret | "$BUILD/smtpd-litectl" hash)" >users
	mkdir -p box/ann/new box/ann/tmp box/ann/cur
	head -c 9999 /dev/zero | tr '\0' x >box/ann/new/1.big
	printf '%s\n' 'USER ann' 'PASS secret' 'RETR 1' QUIT |
		"$BUILD/pop3d-lite" -o "users=$PWD/users" -o "mail=$PWD/box/%u" \
			-m mail -o max-size=1K >out 2>log
	[ "$(wc -c <out)" -gt 9999 ]
	[ "$(tail -n 1 out | cut -c 1-3)" = '+OK' ]
}

@test "-m DIR: from a pipe, and to nobody" {
	grep -v '^RCPT' session.smtp | "$server" -m mail >replies 2>log
	grep -q '^554 5.5.1 ' replies
	[ -z "$(find mail -type f)" ]
}

@test "-m DIR with an absolute path and a percent sign" {
	"$server" -m "$PWD/100%d" <session.smtp >replies 2>log
	stored '100%d/example.org/bob' | grep -q '^Hello.$'
}

@test "-m and -c together: the file is read, -m decides where mail goes" {
	printf 'hostname = other.example\nmail = elsewhere/%%u\n' >conf
	"$server" -c conf -m mail <session.smtp >replies 2>log
	grep -q '^220 other.example ' replies
	stored mail/example.org/bob | grep -q '^	by other.example '
	[ ! -e elsewhere ]
}

@test "-o comes after -m, wherever it stands" {
	"$server" -o hostname=first.example -m mail \
		-o hostname=last.example <session.smtp >replies 2>log
	grep -q '^220 last.example ' replies
}

@test "the host's name is the default" {
	"$server" -m mail <session.smtp 2>log | grep -q "^220 $(uname -n) "
}

@test "a configuration that is not there" {
	status=0
	"$server" -c nowhere <session.smtp >replies 2>log || status=$?
	[ "$status" -eq 78 ]
	[ "$(cut -c 1-9 replies)" = '421 4.3.5' ]
	grep -q '^nowhere: ' log
}

@test "no -c and no -m: the default file, which is not there" {
	conf=$(sed -n 's/^sysconfdir = //p' "$BUILD/Makefile")
	# shellcheck disable=SC2016
	conf=${conf//'${prefix}'/$(sed -n 's/^prefix = //p' "$BUILD/Makefile")}
	conf=$conf/smtpd-lite/smtpd-lite.conf
	[ ! -e "$conf" ] || skip "$conf is there"
	status=0
	"$server" <session.smtp >replies 2>log || status=$?
	[ "$status" -eq 78 ]
	[ "$(cut -c 1-9 replies)" = '421 4.3.5' ]
	grep -qF "$conf: " log
}

@test "a configuration that may not be read, or is none" {
	mkdir folder
	mkfifo fifo
	for conf in folder fifo; do
		status=0
		timeout 20 "$server" -c $conf <session.smtp >replies 2>log ||
			status=$?
		[ "$status" -eq 78 ]
		[ "$(cut -c 1-9 replies)" = '421 4.3.5' ]
		grep -q "^$conf: " log
	done
	head -c 100000 /dev/zero | tr '\0' x >long
	status=0
	"$server" -c long <session.smtp >replies 2>log || status=$?
	[ "$status" -eq 78 ]
	grep -q '^long:1: ' log
}

@test "--help and --version" {
	"$server" --help >out 2>err
	grep -q -- '-m DIR .*for everybody' out
	grep -q -- '-x .* 75 or 69' out
	"$server" --version >>out 2>>err
	grep -q '^smtpd-lite [0-9]' out
	[ ! -s err ]
	# Of POP3 they say what is true there.
	"$BUILD/pop3d-lite" --help >out
	grep -q -- '-x .*changes nothing' out
	grep -q -- '-m DIR .*nobody can log in' out
}

@test "options that are none" {
	# what is wrong, and the words it is in
	while read -r word options; do
		for program in smtpd-lite pop3d-lite; do
			status=0
			# shellcheck disable=SC2086
			"$BUILD/$program" $options <session.smtp >replies \
				2>err || status=$?
			[ "$status" -eq 64 ]
			[ "$(wc -l <err)" -eq 1 ]
			grep -q "^usage: $program " err
			grep -qF -- " \"$word\"" err
			[ "$(wc -l <replies)" -eq 1 ]
		done
	done <<-EOF
		--nonsense --nonsense
		--help=x --help=x
		-q -q
		-q -xqz
		-q -m --mail -q
		stray stray
		stray -m mail stray
		-c -c
		-o -x -o
	EOF
}

# after CODE PROGRAM LINE...: -x makes it end with CODE, and 0 else.
after() {
	local want=$1 program=$2 got

	shift 2
	for x in '' -x; do
		got=0
		# shellcheck disable=SC2086
		printf '%s\n' "$@" | "$BUILD/$program" $x -m mail \
			-o max-size=50 >replies 2>log || got=$?
		echo "exit $got, after: $*"
		[ "$got" -eq "$want" ] || [ -z "$x" ]
		[ "$got" -eq 0 ] || [ -n "$x" ]
	done
}

@test "B11: -x tells what became of the mail of a local session" {
	local mail=('EHLO me' 'MAIL FROM:<ann@client.example>')
	local rcpt=("${mail[@]}" 'RCPT TO:<bob@example.org>')
	local all=("${rcpt[@]}" DATA Hello. .)

	after 0 smtpd-lite "${all[@]}" QUIT
	after 0 smtpd-lite "${all[@]}"
	after 0 smtpd-lite QUIT
	after 0 smtpd-lite NONSENSE 'VRFY x' EXPN 'EHLO me' AUTH QUIT
	after 0 smtpd-lite "${rcpt[@]}" RSET "${all[@]}" QUIT
	# refused
	after 69 smtpd-lite "${all[@]/bob/.bob}" QUIT
	after 69 smtpd-lite "${mail[@]}" 'RCPT TO:<a/b@example.org>' \
		'RCPT TO:<bob@example.org>' DATA Hello. . QUIT
	after 69 smtpd-lite 'MAIL FROM:<ann@client.example>' 'EHLO me' QUIT
	after 69 smtpd-lite "${rcpt[@]}" DATA "$(printf 'x%.0s' {1..50})" . QUIT
	after 69 smtpd-lite "${all[@]}" 'MAIL FROM:<a@b@c>' "${all[@]}" QUIT
	after 69 smtpd-lite "${mail[@]}" 'BDAT x' "${all[@]}" QUIT
	# cut off
	after 69 smtpd-lite "${all[@]}" "${rcpt[@]}" DATA half
	after 69 smtpd-lite "${rcpt[@]}" 'BDAT 9 LAST' half
	after 69 smtpd-lite "${rcpt[@]}"
	after 69 smtpd-lite "${rcpt[@]}" QUIT
	# not now
	: >mail/client.example
	local later=("${mail[@]}" 'RCPT TO:<bob@client.example>' DATA Hello. .)
	after 75 smtpd-lite "${later[@]}" QUIT
	after 75 smtpd-lite "${later[@]}" 'MAIL FROM:<' "${all[@]}" QUIT
	# what stands behind our own end is not looked at
	after 75 smtpd-lite {1..11} "${all[@]}" QUIT
	after 0 pop3d-lite NONSENSE QUIT
	# From the network an orderly end is 0, with -x too.
	printf '%s\r\n' "${later[@]}" QUIT |
		REMOTE_ADDR=192.0.2.1 "$server" -x -m mail >replies 2>log
	grep -q '^451 ' replies
	status=0
	"$server" -x -c nowhere </dev/null >replies 2>log || status=$?
	[ "$status" -eq 78 ]
}

@test "descriptors that are closed at the start" {
	"$server" -m mail <session.smtp >replies 2>&-
	grep -q '^221 ' replies
	"$server" -m mail <session.smtp >&- 2>log
	"$server" -m mail <&- >replies 2>log
	grep -q '^220 ' replies
	"$server" -m mail <&- >&- 2>&-
	[ "$(find mail -type f | wc -l)" -eq 2 ]
	# No file of ours took the place of a descriptor.
	find mail -type f -exec grep -L '^Hello.$' {} + | (! grep .)
	find mail -type f -exec grep -l 'session\|^2[25]' {} + | (! grep .)
}

@test "standard input that cannot be read" {
	"$server" -m mail <. >replies 2>log
	grep -q '^220 ' replies
}

@test "nobody reads the replies" {
	"$server" -m mail <session.smtp >/dev/full 2>log
	grep -q ' session ' log
}

@test "the folder of the mail is made, or is in the way" {
	"$server" -m a/b/c <session.smtp >replies 2>log
	stored a/b/c/example.org/bob | grep -q '^Hello.$'
	: >file
	"$server" -m file <session.smtp >replies 2>log || [ $? -eq 78 ]
	grep -q '^4[25]1 4.3.' replies
}

# unreachable: `under` becomes a list of paths that cannot be reached.
unreachable() {
	mkdir closed closed/run
	chmod 0 closed
	: >file
	ln -s loop loop
	under=(file/x loop loop/x closed/run closed/none
		"$(printf '%0300d' 0)" "$PWD/file/x")
}

# mortal COMMAND...: root, too, may not go where the mode says no.
mortal() {
	local but=-dac_override,-dac_read_search

	if [ "$(id -u)" -eq 0 ]; then
		setpriv --bounding-set=$but --inh-caps=$but "$@"
	else
		"$@"
	fi
}

@test "a folder run, or keys, that cannot be reached: mail goes on" {
	local path key

	unreachable
	for key in run keys; do
		for path in "${under[@]}"; do
			echo "$key=$path"
			mortal "$server" -m mail -o "$key=$path" \
				<session.smtp >replies 2>log
			grep -q '^250 2.0.0 ' replies
			stored mail/example.org/bob >/dev/null
			rm -r mail
			echo QUIT | mortal "$BUILD/pop3d-lite" -m mail \
				-o "$key=$path" >replies 2>log
			grep -q '^+OK ' replies
		done
	done
	# Where the mail lies is another matter.
	for path in "${under[@]}"; do
		code=0
		mortal "$server" -m "$path" <session.smtp >replies 2>log ||
			code=$?
		[ "$code" -eq 78 ]
		[ "$(cut -c 1-9 replies)" = '421 4.3.5' ]
	done
}

@test "a limit on files that is lower than max-size: 552, nothing stored" {
	printf '%s\n' 'EHLO me' 'MAIL FROM:<ann@client.example>' \
		'RCPT TO:<bob@example.org>' DATA >large
	head -c 100000 /dev/zero | tr '\0' x >>large
	printf '\n.\nNOOP\nQUIT\n' >>large
	(
		ulimit -f 16
		"$server" -m mail <large >replies 2>/dev/null
	)
	grep -q '^552 5.3.4 ' replies
	grep -q '^221 ' replies
	[ -z "$(find mail -type f)" ]
}

@test "a limit on open files that can be raised" {
	{
		printf '%s\n' 'EHLO me' 'MAIL FROM:<>'
		seq -f 'RCPT TO:<u%.0f@example.org>' 100
		printf '%s\n' DATA 'Hello.' . QUIT
	} >many
	(
		ulimit -S -n 64
		"$server" -m mail <many >replies 2>log
	)
	grep -q '^250 2.0.0 Stored' replies
	[ "$(find mail -path '*/new/*' | wc -l)" -eq 100 ]
}

@test "A24: names of 255 octets, in every reply and in the header" {
	part=$(printf 'h%.0s' {1..63})
	host=$part.$part.$part.$part
	dom=${host//h/d} dom=${dom#ddd} # a path has 256 octets
	sed "s/me$/$host/; s/client.example/$dom/; s/Bob@.*>/bob@${dom}>/" \
		session.smtp >long.smtp
	{
		sed '/QUIT/d' long.smtp
		printf '%s\n' HELP NOOP 'VRFY x' x "HELO $host" QUIT
	} >all.smtp
	"$server" -m mail -o hostname="$host" <all.smtp >replies 2>log
	[ "$(grep -c $'^[0-9][0-9][0-9][ -].*\r$' replies)" -eq \
		"$(wc -l <replies)" ]
	[ "$(awk 'length > 511' replies)" = '' ]
	[ "$(grep -c "$host" replies)" -eq 3 ]
	grep -q '^250 2.0.0 Stored as ' replies
	stored "mail/$dom/bob" >message
	grep -q "^Received: from $host (local)$" message
	grep -q "^	by $host with ESMTP$" message
	grep -q "^	for <bob@$dom>;$" message
}

@test "nobody else may read mail, whatever the umask was" {
	(
		umask 0
		"$server" -m mail <session.smtp >replies 2>log
	)
	[ "$(find mail -perm /077 | wc -l)" -eq 0 ]
	[ "$(find mail -type f | wc -l)" -eq 1 ]
}

@test "no core dumps" {
	ulimit -c unlimited || skip 'core dumps are off here already'
	mkfifo in
	"$server" -m mail <in >replies 2>log 3>&- &
	exec 4>in
	until [ -s replies ]; do
		echo EHLO me >&4
		[ -d "/proc/$!" ]
	done
	wire=$(tr -d " " <"/proc/$!/task/$!/children")
	for pid in $! "$wire"; do
		grep -q '^Max core file size  *0  *0 ' "/proc/$pid/limits"
	done
	exec 4>&-
	wait $!
}

@test "a Maildir that is in the way: 451, and nothing is lost or made" {
	mkdir -p mail/example.org
	for odd in file link; do
		rm -rf mail/example.org/bob target
		mkdir target
		case $odd in
		file) : >mail/example.org/bob ;;
		link) ln -s "$PWD/target" mail/example.org/bob ;;
		esac
		"$server" -m mail <session.smtp >replies 2>log
		grep -q '^451 4.3.0 ' replies
		[ -z "$(find target -mindepth 1)" ]
	done
	for folder in tmp new; do
		rm -rf mail/example.org/bob
		mkdir -p mail/example.org/bob
		ln -s "$PWD/target" "mail/example.org/bob/$folder"
		"$server" -m mail <session.smtp >replies 2>log
		grep -q '^451 4.3.0 ' replies
		[ -z "$(find target -mindepth 1)" ]
	done
}

@test "the journal knows the name of the program" {
	: >log
	stream=$(stat -c %d:%i log)
	JOURNAL_STREAM=$stream "$server" -m mail <session.smtp >replies 2>log
	[ "$(grep -c '^[a-z]* rip=local ' log)" -eq 2 ]
	[ "$(wc -l <log)" -eq 2 ]
	JOURNAL_STREAM=1:1 "$server" -m mail <session.smtp >replies 2>log
	[ "$(grep -c '^smtpd-lite\[[0-9]*\]: [a-z]* rip=local ' log)" -eq 2 ]
}

@test "pipelining costs one write" { scripted one_write; }
@test "a peer that goes" { scripted peer_gone; }
@test "last words, to a peer that talks on" { scripted last_words; }
@test "a peer that talks and does not read" { scripted peer_deaf; }
@test "SIGTERM, when there is always input" { scripted always_input; }
@test "descriptors that do not block" { scripted nonblocking; }
@test "no log line goes to the peer" { scripted log_not_to_peer; }
@test "a log that blocks or fails stops no mail" { scripted log_refused; }
@test "a person at a terminal" { scripted terminal; }
@test "eight sessions at once" { scripted together; }
@test "wire or guard killed in a body" { scripted killed; }
