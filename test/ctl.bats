#!/usr/bin/env bats
# smtpd-litectl: check, index, provision, wait; and what the server makes of
# users, aliases and the index.
load lib/play

setup() {
	as_root=()
	cd "$BATS_TEST_TMPDIR" || return
	ctl=$BUILD/smtpd-litectl
	server=$BUILD/smtpd-lite
	mkdir tree
	cat >conf <<-EOF
	hostname = mx.example
	mail = $PWD/tree/%d/%u
	users = $PWD/users
	aliases = $PWD/aliases
	keys = $PWD/keys
	authorized-keys = $PWD/authorized_keys
	EOF
	printf '%s\n' '# who' 'Bob@x.example:HASH:::::' \
		'ann@x.example' '@y.example' >users
	salt=MDEyMzQ1Njc4OWFiY2RlZg
	out=M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0
	sed -i "2s,HASH,{ARGON2ID}\$argon2id\$v=19\$m=65536\\,t=2\\,p=1\$$salt\$$out," users
	chmod 640 users
}

# says CODE TEXT COMMAND...: exit code and all of standard output.
says() {
	local code=0 text
	text=$("${@:3}" 2>complaints) || code=$?
	printf 'exit %s: %s\n' "$code" "$text"
	[ "$code" -eq "$1" ] && [ "$text" = "$2" ]
}

# checks LINE...: check, with these options, complains of these lines and of
# nothing else.
checks() {
	local code=0 text
	text=$("$ctl" -c conf "${options[@]}" check 2>complaints) || code=$?
	printf 'exit %s: %s\n' "$code" "$text"
	[ "$code" -eq 78 ]
	[ ! -s complaints ]
	cured "$text" "${@//HERE/$PWD}"
}

finds() {
	local options=()
	checks "$@"
}

# mail ADDRESS...: one message to all of them; the replies to RCPT.
mail() {
	{
		printf '%s\r\n' 'EHLO me' 'MAIL FROM:<>'
		printf 'RCPT TO:<%s>\r\n' "$@"
		printf '%s\r\n' DATA 'Subject: hi' '' hi . QUIT
	} | "$server" -c conf -o log=stderr 2>>log >replies
	grep -c '^250 2.1.5' replies
}

# Nothing but its wait makes it sleep, and what it has open is hidden.
watching() {
	grep -qx 'Name:.smtpd-litectl' "/proc/$1/status" &&
		grep -q '^State:.S' "/proc/$1/status"
}

# waits ADDRESS OPTION...: begins to wait; what it prints is in arrived.
waits() {
	"$ctl" -c conf wait --timeout 20 "$@" >arrived 3>&- &
	waiter=$!
	until_true watching "$waiter"
}

printed() {
	[ "$(wc -l <arrived)" -eq "$1" ]
}

# made N: it ended well, with the paths of N messages of ours.
made() {
	wait "$waiter"
	printed "$1"
	while read -r file; do
		[[ $file == "$PWD"/tree/*/new/* ]] || return 1
		grep -q '^Subject: hi' "$file" || return 1
	done <arrived
}

@test "help, version, and what is no command" {
	says 0 "$("$ctl" --help)" "$ctl" --help
	"$ctl" --help | grep -q '^  wait ADDRESS'
	"$ctl" --version | grep -q '^smtpd-litectl [0-9]'
	says 64 '' "$ctl"
	says 64 '' "$ctl" -c conf frobnicate
	says 64 '' "$ctl" -c conf check now
	says 64 '' "$ctl" -c conf index users
	says 64 '' "$ctl" -q check
}

@test "B13: a wrong word is named, in one line that says where help is" {
	wrong() {
		local what=$1 code=0
		shift
		"$ctl" "$@" >out 2>complaints || code=$?
		cat complaints
		[ "$code" -eq 64 ]
		[ ! -s out ]
		[ "$(cat complaints)" = "smtpd-litectl: $what; smtpd-litectl --help shows how it is called" ]
	}
	option='this option is not known or takes no value:'
	wrong 'there is no command'
	wrong 'no such command: "frobnicate"' frobnicate
	wrong 'no such command: "us\x0aer"' $'us\ner'
	wrong 'no such command: ""' ''
	wrong 'a word is missing behind "user"' user
	wrong 'no such command: "frob"' user frob
	wrong 'no such command: "frob"' user key frob x
	wrong 'a word is missing behind "add"' user add
	wrong 'one word too many: "me"' user add a@x.example me too
	wrong 'one word too many: "users"' index users
	wrong 'one word too many: "now"' -c conf check now
	wrong 'nothing follows the option "--as"' -c conf check --as
	wrong 'there is no account called "no.such"' -c conf check --as no.such
	wrong 'there is no account called ""' -c conf check --as=
	wrong "$option \"--ass=root\"" -c conf check --ass=root
	wrong 'a new key is current or next, not "old"' -c conf key new old
	wrong "$option \"-q\"" -q check
	wrong "$option \"-qc\"" -qc conf check
	wrong "$option \"--hlep\"" --hlep
	wrong "$option \"--help=me\"" --help=me
	wrong 'nothing follows the option "-c"' -c
	wrong 'a word is missing behind "wait"' -c conf wait
	wrong "$option \"--cout=1\"" -c conf wait --cout=1 ann@x.example
	wrong 'nothing follows the option "--timeout"' -c conf wait ann@x.example --timeout
	wrong 'this is no number: "1s"' -c conf wait ann@x.example --timeout 1s
	wrong 'this is no number: ""' -c conf wait ann@x.example --count=
	wrong 'no mail to wait for: --count "0"' -c conf wait --count 0 ann@x.example
	wrong 'one address too many: "bob@x.example"' -c conf wait ann@x.example bob@x.example
	wrong 'there is no address to wait for' -c conf wait --count 2
	wrong 'this is no number: "-1"' -c conf wait ann@x.example --since -1
	wrong 'this is no number: "1.5"' -c conf wait ann@x.example --since=1.5
	wrong 'this is no number: "99999999999999999999"' -c conf wait ann@x.example --since=99999999999999999999
	for match in Subject =x '' 'Sub ject=x' Sub:ject=x $'Sub\tject=x'; do
		wrong "not of the form HEADER=TEXT: \"${match/$'\t'/\\x09}\"" \
			-c conf wait ann@x.example --match "$match"
	done
	wrong 'nothing follows the option "--match"' -c conf wait ann@x.example --match
	wrong "$option \"--ready=yes\"" -c conf wait ann@x.example --ready=yes
}

@test "B13: user add names user passwd for a user who is known" {
	"$ctl" -c conf user add bob@x.example <<<sesame 2>complaints && return 1
	[ "$(cat complaints)" = 'smtpd-litectl: the user exists; smtpd-litectl user passwd gives another password' ]
}

@test "bad input: what is wrong, and what to do, in one line" {
	tells() {
		local code=$1 what=$2 got=0
		shift 2
		"$ctl" -c conf "$@" </dev/null >out 2>complaints || got=$?
		cat complaints
		[ "$got" -eq "$code" ]
		[ ! -s out ]
		[ "$(cat complaints)" = "$what" ]
	}
	local no='no such user: "no@x.example": smtpd-litectl user list shows all'
	tells 67 "smtpd-litectl: $no" user del no@x.example
	tells 67 "smtpd-litectl: $no" user key list no@x.example
	sed -i /@y/d users
	tells 67 "smtpd-litectl: $no" wait no@x.example --timeout 1
	tells 65 'smtpd-litectl: an address needs an @: "no": write NAME@DOMAIN' user add no
	tells 65 'smtpd-litectl: the password is empty: it is a line of standard input' user add no@x.example
	tells 66 "smtpd-litectl: no key that can be used: \"$PWD/keys\": smtpd-litectl key new" key show
	mkdir -m 700 keys
	tells 73 "$PWD/keys/next: there is no key to rotate to: smtpd-litectl key new next" key rotate
	"$ctl" -c conf key new
	tells 73 "$PWD/keys/current: there is a key file already: smtpd-litectl key show shows it, and smtpd-litectl key new next makes the one to come" key new
	"$ctl" -c conf key new next
	tells 73 "$PWD/keys/next: there is a key file already: smtpd-litectl key show shows it" key new next
	local key='the line that smtp-lite --new-key prints'
	tells 65 "smtpd-litectl: not a key: 44 characters of base64: $key" user key add ann@x.example AAAA
	tells 65 "smtpd-litectl: not a key that anybody may have: $key" \
		user key add ann@x.example AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
	tells 65 'smtpd-litectl: no domain of the DNS: "x example": write it as example.org' dns 'x example'
}

@test "without a configuration there is nothing to do" {
	for command in check index provision 'wait bob@x.example'; do
		# shellcheck disable=SC2086
		run "$ctl" -c nowhere $command
		[ "$status" -eq 78 ]
		[ "$output" = 'nowhere: No such file or directory: make it, or name another (-c FILE, -o KEY=FILE)' ]
	done
}

@test "options are enough where there is no configuration file" {
	says 0 "$(printf '%s\n' Bob@x.example ann@x.example @y.example)" \
		"$ctl" -o "users=$PWD/users" user list
	run "$ctl" -c nowhere -o "users=$PWD/users" user list
	[ "$status" -eq 78 ]
}

@test "check: silence if all is well" {
	printf '%s\n' 'root: bob, ann@x.example' '"odd name": root,' '	ann' \
		'postmaster: root' 'info@y.example: anything' >aliases
	says 0 '' "$ctl" -c conf check
	[ ! -s complaints ]
	"$ctl" -c conf index
	says 0 '' "$ctl" -c conf check
}

@test "check: the configuration" {
	printf 'hostnme = x\nmax-size = 50 MB\nidle-timeout\n' >>conf
	finds 'conf:7: unknown key: "hostnme"' \
		'conf:8: bad value: "max-size = 50 MB"' \
		'conf:9: not of the form key = value'
}

@test "check: what to do stands behind what is wrong" {
	printf '%s\n' 'eve' 'ann@x.example' 'eve@x.example:{PLAIN}x' >>users
	printf '%s\n' 'all: nobody, x@elsewhere.example, |cat' 'one: one' \
		' x' 'ann: root' '"half' >aliases
	printf '%s\n' 'eve@x.example x25519 AAAA' >authorized_keys
	mkdir keys
	: >keys/current
	chmod 700 keys
	chmod 600 keys/current authorized_keys
	run "$ctl" -c conf check
	[ "$status" -eq 78 ]
	diff - <(echo "${output//$PWD\/}") <<-'EOF'
	users:5: an address needs an @: "eve": write NAME@DOMAIN
	users:6: the same address as in line 3: "ann@x.example": take one out
	users:7: the hash is none of {ARGON2ID}: "eve@x.example": smtpd-litectl user passwd
	aliases:1: commands are not run: "|cat": name mailboxes, or let a mail reader filter
	aliases:5: not of the form name: target, ...: "\"half": write it so
	aliases:1: a target that is not ours: "x@elsewhere.example": no mail is sent on: take it out
	aliases:2: an alias that leads into a loop: "one": let one of them name a user
	authorized_keys:1: the key is not base64 of 32 octets: "eve@x.example": x25519 and the line that smtp-lite --new-key prints
	keys/current: key file is not one line of base64 with 32 octets: move it away, then smtpd-litectl key new
	EOF
}

@test "check: options of the command line come after the file" {
	printf 'users = nowhere\n' >>conf
	says 0 '' "$ctl" -c conf -o "users=$PWD/users" check
	options=(-o user=x)
	checks '-o: unknown key: "user"'
}

@test "check: the name of the host" {
	for name in -x x- .x x. x..y x/y 'x!y' '%'; do
		options=(-o "hostname=$name")
		checks "conf: the hostname is not the name of a domain: \"$name\""
	done
	for name in x x-y_z.example '[192.0.2.1]' '[IPv6:::1]' 9; do
		says 0 '' "$ctl" -c conf -o "hostname=$name" check
	done
	options=(-o users=any -o 'hostname=[192.0.2.1]')
	checks 'conf: the hostname is not the name of a domain: "[192.0.2.1]"'
}

@test "check: lines of users" {
	printf '%s\n' 'bob' 'bob@' 'a/b@x.example' ' eve@x.example' \
		'.eve@x.example' 'eve@.example' $'e\001@x.example' >>users
	printf 'BOB@X.example:\r\neve@x.example' >>users
	finds 'HERE/users:5: an address needs an @: "bob"' \
		'HERE/users:6: an address needs a domain: "bob@"' \
		'HERE/users:7: slash, space or control byte in an address: "a/b@x.example"' \
		'HERE/users:8: slash, space or control byte in an address: " eve@x.example"' \
		'HERE/users:9: a part of an address begins with a dot: ".eve@x.example"' \
		'HERE/users:10: a part of an address begins with a dot: "eve@.example"' \
		'HERE/users:11: slash, space or control byte in an address: "e\x01@x.example"' \
		'HERE/users:12: the same address as in line 2: "bob@x.example"'
}

@test "check: a line that is too long" {
	head -c 20000 /dev/zero | tr '\0' x >>users
	printf '\nbad\n' >>users
	finds 'HERE/users:5: line too long' \
		'HERE/users:6: an address needs an @: "bad"'
}

@test "check: users missing, unreadable, none" {
	rm users
	finds 'HERE/users: is not there, and no session begins: smtpd-litectl user add ADDRESS'
	mkdir users
	finds 'HERE/users: Is a directory'
}

@test "B4: check: a users file without any address, unless people sign up" {
	none='there is no address in it, and no session begins: smtpd-litectl user add ADDRESS'
	: >users
	finds "HERE/users: $none"
	printf '# nobody\n\n' >users
	finds "HERE/users: $none"
	echo bad >>users
	finds 'HERE/users:3: an address needs an @: "bad"' "HERE/users: $none"
	: >users
	if has_teaching; then
		says 0 '' "$ctl" -c conf -o dialect=teaching \
			-o signup=open check
		says 0 '' "$ctl" -c conf -o dialect=teaching \
			-o signup=guest check
	fi
	options=(-o signup=open)
	checks "HERE/users: $none"
}

@test "A8: check tells each dead target of an alias, and of many in no time" {
	sed -i /@y/d users
	seq -f 'all: nobody%.0f' 1 990 | sed '2,$s/.*: / /; s/$/,/' >aliases
	echo ' ann' >>aliases
	"$ctl" -c conf check >out && return 1
	[ "$(wc -l <out)" -eq 990 ]
	cure='smtpd-litectl user add, or take it out'
	[ "$(head -n 1 out)" = "$PWD/aliases:1: a target that leads to no mailbox: \"nobody1\": $cure" ]
	[ "$(tail -n 1 out)" = "$PWD/aliases:990: a target that leads to no mailbox: \"nobody990\": $cure" ]
}

# reads FILE COMMAND...: how often the command and its children read FILE.
reads() {
	local file
	file=$(realpath "$1")
	"${as_root[@]}" strace -f -qq -y -e trace=pread64 -o trace "${@:2}" >out 2>complaints ||
		[ $? -eq 78 ]
	grep -c "pread64([0-9]*<$file>" trace
}

@test "A8: many dead targets cost a server no more reads than one" {
	needs_strace
	for_root
	printf '%s\r\n' 'EHLO me' 'MAIL FROM:<>' 'RCPT TO:<all@x.example>' \
		'RCPT TO:<none@x.example>' QUIT >session
	seq -f 'all: nobody%.0f' 1 990 | sed '2,$s/.*: / /; s/$/,/' >aliases
	printf ' ann\nnone: nobody\n' >>aliases
	serve() {
		"$server" -c conf -o log=stderr <session
	}
	export -f serve
	export server
	n=$(reads aliases bash -c serve)
	grep -q '^250 2.1.5' out
	grep -q '^550 5.1.1' out
	[ "$n" -gt 0 ]
	[ "$n" -le 30 ]
	n=$(reads users bash -c serve)
	[ "$n" -gt 0 ]
	[ "$n" -le 30 ]
}

@test "A8: what the recipients of a session make a server read is bounded" {
	printf 'bob@x.example\n' >users
	truncate -s 1500M users
	: >log
	[ "$(mail {a,b,c}@x.example bob@x.example || true)" -eq 0 ]
	[ "$(grep -c '^550 5.1.1' replies)" -eq 3 ]
	[ "$(grep -c '^451 4.3.0' replies)" -eq 1 ]
	[ "$(grep -c 'too much was read for one session' log)" -eq 1 ]
}

@test "A8: check reads the aliases once, and each alias where it is" {
	needs_strace
	for_root
	sed -i /@y/d users
	seq 200 | sed 's/.*/name&: ann, nobody&/' >aliases
	yes '# a comment' | head -n 20000 >>aliases
	n=$(reads aliases "$ctl" -c conf check)
	[ "$(grep -c 'a target that leads to no mailbox' out)" -eq 200 ]
	[ "$n" -gt 0 ]
	[ "$n" -le 250 ]
}

@test "check: syntax of aliases" {
	cat >aliases <<-'EOF'
	 bob
	root bob
	run: |/bin/sh, "|/bin/sh -c x", bob
	file: "/var/mail/x y",/dev/null, bob
	list: :include:/etc/list, bob
	none:
	also: ,
	"open: bob
	bl ank: bob
	a: b c, "open, bob
	b: bob,, ann,
	@x.example: bob
	c: bob@
	EOF
	finds 'HERE/aliases:1: a line that continues nothing: " bob"' \
		'HERE/aliases:2: not of the form name: target, ...: "root bob"' \
		'HERE/aliases:3: commands are not run: "|/bin/sh"' \
		'HERE/aliases:3: commands are not run: "\"|/bin/sh -c x\""' \
		'HERE/aliases:4: files are not written: "\"/var/mail/x y\""' \
		'HERE/aliases:4: files are not written: "/dev/null"' \
		'HERE/aliases:5: lists of addresses are not read: ":include:/etc/list"' \
		'HERE/aliases:6: an alias without targets' \
		'HERE/aliases:7: an alias without targets' \
		'HERE/aliases:8: not of the form name: target, ...: "\"open: bob"' \
		'HERE/aliases:9: blank or punctuation outside of quotes: "bl ank: bob"' \
		'HERE/aliases:10: blank or punctuation outside of quotes: "b c"' \
		'HERE/aliases:10: an open quote: "\"open, bob"' \
		'HERE/aliases:12: an address needs both its parts: "@x.example: bob"' \
		'HERE/aliases:13: an address needs both its parts: "bob@"'
}

@test "check: aliases that do less than they say" {
	printf 'eve@z.example\n' >>users
	sed -i /@y/d users
	cat >aliases <<-'EOF'
	root: bob, mallory,
	  x@elsewhere.example, mallory@x.example
	bob@x.example: ann
	eve: bob@x.example
	one: two
	two: three, ann@x.example
	three: one
	into: two
	root: ann
	w@elsewhere.example: bob@x.example
	lost: nobody
	EOF
	for i in 0 1 2 3 4 5 6 7 8 9; do
		echo "deep$i: deep$((i + 1))"
	done >>aliases
	echo 'deep10: ann' >>aliases
	finds 'HERE/aliases:1: a target that leads to no mailbox: "mallory"' \
		'HERE/aliases:2: a target that is not ours: "x@elsewhere.example"' \
		'HERE/aliases:2: a target that leads to no mailbox: "mallory@x.example"' \
		'HERE/aliases:3: an alias that a user of this name hides: "bob@x.example"' \
		'HERE/aliases:5: an alias that leads into a loop: "one"' \
		'HERE/aliases:6: an alias that leads into a loop: "two"' \
		'HERE/aliases:7: an alias that leads into a loop: "three"' \
		'HERE/aliases:8: an alias that leads into a loop: "into"' \
		'HERE/aliases:9: an alias that an earlier line hides: "root"' \
		'HERE/aliases:10: an alias in a domain that is not ours: "w@elsewhere.example"' \
		'HERE/aliases:11: a target that leads to no mailbox: "nobody"' \
		'HERE/aliases:12: an alias that leads to no mailbox: "deep0"'
}

@test "check: an aliases file that cannot be read; one that is not there" {
	mkdir aliases
	finds 'HERE/aliases: Is a directory'
	rmdir aliases
	says 0 '' "$ctl" -c conf check
}

@test "check: where mail goes" {
	says 0 '' "$ctl" -c conf -o 'mail=new/tree/%u' check
	says 0 '' "$ctl" -c conf -o "mail=$PWD/new/tree/%u" check
	[ ! -e new ]
	: >file
	options=(-o "mail=$PWD/file")
	checks 'HERE/file: no folder, and mail goes below it'
	options=(-o "mail=$PWD/file/%u")
	checks 'HERE/file/: Not a directory'
}

# refused LINE: no mail is stored for ann, and check says why; without the LINE
# it is stored and check is silent.
refused() {
	mail ann@x.example >/dev/null || :
	if [ $# -eq 0 ]; then
		grep -q '^250 2.0.0' replies
		says 0 '' "$ctl" -c conf check
		return
	fi
	! grep -q '^250 2.0.0' replies || return 1
	finds "$1"
}

@test "B4: check: a link below the mail folder, which no server follows" {
	local link='a link, and no server follows it here' path
	sed -i /ann/!d users
	refused
	mkdir else
	for path in tree/x.example tree/x.example/ann tree/x.example/ann/{tmp,new,cur}; do
		mv "$path" else/it
		ln -s "$PWD/else/it" "$path"
		refused "HERE/$path: $link"
		# One that leads nowhere is no missing folder.
		ln -sfn nowhere "$path"
		refused "HERE/$path: $link"
		rm "$path"
		: >"$path"
		refused "HERE/$path: no folder, and mail goes below it"
		rm "$path"
		# A missing one is made.
		refused
		rm -r "$path"
		mv else/it "$path"
	done
	# The mail folder itself may be one, if it leads somewhere.
	mv tree else
	ln -s else/tree .
	refused
	ln -sfn else/no tree
	refused "HERE/tree: a link that leads nowhere"
}

@test "B4: check: files that are links, and lead nowhere" {
	local nowhere='a link that leads nowhere' file
	for file in aliases authorized_keys; do
		ln -s nowhere "$file"
		finds "HERE/$file: $nowhere"
		rm "$file"
	done
	options=(-o "run=$PWD/run")
	ln -s nowhere run
	checks "HERE/run: $nowhere"
	# As a CA's tool leaves them when the certificate was deleted.
	ln -s live/fullchain.pem cert
	ln -s live/privkey.pem key
	options=(-o "tls-cert=$PWD/cert" -o "tls-key=$PWD/key"
		-o tls-program=/bin/true)
	checks "HERE/cert: $nowhere"
	ln -sf nowhere users
	finds "HERE/users: $nowhere"
}

@test "A12: check: a stale index and a damaged one" {
	"$ctl" -c conf index
	printf 'eve@x.example\n' >>users
	finds 'HERE/users.cdb: not the index of the present file: run smtpd-litectl index'
	"$ctl" -c conf index
	says 0 '' "$ctl" -c conf check
	# In each place of the file, also at its end.
	for at in 0 700 2200 $(($(stat -c %s users.cdb) - 1)); do
		"$ctl" -c conf index
		printf '!' | dd of=users.cdb bs=1 seek="$at" conv=notrunc \
			status=none
		finds 'HERE/users.cdb: damaged: run smtpd-litectl index'
	done
	printf 'x' >users.cdb
	finds 'HERE/users.cdb: damaged: run smtpd-litectl index'
	"$ctl" -c conf index 2>/dev/null
	says 0 '' "$ctl" -c conf check
}

@test "check: users = any asks for no file" {
	rm users
	says 0 '' "$ctl" -c conf -o users=any check
	for command in index provision; do
		says 78 '' "$ctl" -c conf -o users=any "$command"
		grep -q 'users = any' complaints
	done
}

@test "index: beside the file, with its mode" {
	chmod 640 users
	"$ctl" -c conf index
	[ "$(stat -c %a:%u:%g users.cdb)" = "$(stat -c %a:%u:%g users)" ]
	[ "$(ls)" = "$(printf '%s\n' conf tree users users.cdb)" ]
}

@test "index: the server answers by it, and without it when it is old" {
	printf 'root: ann\n' >aliases
	"$ctl" -c conf index
	[ "$(mail bob@x.example who@y.example root@x.example)" -eq 3 ]
	[ "$(mail eve@x.example bob@z.example || true)" -eq 0 ]
	printf 'eve@x.example\nbad\n' >>users
	[ "$(mail eve@x.example bob+x@x.example)" -eq 2 ]
	[ "$(grep -c 'users.cdb: not the index' log)" -eq 1 ]
	[ -d tree/x.example/Bob/new ]
	[ -d tree/x.example/eve/new ]
	# Not by a scan that stopped at the hit.
	"$ctl" -c conf index 2>complaints
	: >log
	[ "$(mail nobody@x.example || true)" -eq 0 ]
	if grep -q file= log; then return 1; fi
	grep -q 'users:6: an address needs an @' complaints
}

@test "index: 100,000 users" {
	seq -f 'u%.0f@x.example' 100000 >users
	"$ctl" -c conf index
	says 0 '' "$ctl" -c conf check
	[ "$(mail u1@x.example U77777@X.example u100000@x.example)" -eq 3 ]
	[ "$(mail u100001@x.example || true)" -eq 0 ]
	[ -d tree/x.example/u77777/new ]
}

many_users() {
	seq -f 'u%.0f@x.example' "$1" >users
	chmod 640 users
}

# ended_by SIGNAL WHEN COMMAND...: the signal comes once WHEN is true; the
# process ends by it.
ended_by() {
	local code=0 pid
	"${@:3}" >said 2>&1 &
	pid=$!
	until eval "$2"; do
		kill -0 "$pid" || return
	done
	kill -s "$1" "$pid"
	wait "$pid" || code=$?
	[ "$code" -eq $((128 + $(kill -l "$1"))) ]
}

@test "index: interrupted, the old one stays and nothing is left" {
	"$ctl" -c conf index
	cp users.cdb before
	many_users 400000
	for signal in INT TERM HUP; do
		# A shell lets what it has in the background ignore SIGINT.
		ended_by "$signal" '[ -e users.cdb.new ]' \
			env --default-signal=INT,HUP "$ctl" -c conf index
		cat said
		[ ! -e users.cdb.new ]
		cmp users.cdb before
	done
	# No lock is left either.
	"$ctl" -c conf index
	says 0 '' "$ctl" -c conf check
}

@test "provision: interrupted, each mailbox is whole, and the rest follows" {
	many_users 20000
	for signal in INT TERM; do
		ended_by "$signal" '[ -e tree/x.example/u50/cur ]' \
			env --default-signal=INT "$ctl" -c conf provision
		grep 'what is left is made when it is run again' said
		made=$(find tree -mindepth 2 -maxdepth 2 | wc -l)
		[ "$made" -lt 20000 ]
		[ "$(find tree -mindepth 3 | wc -l)" -eq $((3 * made)) ]
		rm -r tree/x.example/u50
	done
	many_users 100
	"$ctl" -c conf provision
	[ -d tree/x.example/u50/new ]
	[ -d tree/x.example/u100/new ]
}

@test "check: interrupted, it ends" {
	many_users 400000
	"$ctl" -c conf index
	# Nobody but root may see what it has open, but how long it has run: in
	# hundredths of a second.
	# shellcheck disable=SC2016 # ended_by expands it
	ended_by INT '[ "$(cut -d " " -f 14 "/proc/$pid/stat")" -ge 5 ]' \
		env --default-signal=INT "$ctl" -c conf check
	# That is no mistake in the files.
	cat said
	[ ! -s said ]
	"$ctl" -c conf check
}

@test "check: interrupted in a file of bad lines" {
	seq 400000 >users
	ended_by INT '[ -s said ]' \
		env --default-signal=INT "$ctl" -c conf check
	[ "$(wc -l <said)" -lt 400000 ]
}

# sleeps PID
sleeps() {
	[ "$(cut -d ' ' -f 3 "/proc/$1/stat")" = S ]
}

@test "check: the second signal ends what does not look at the first" {
	seq 400000 >users
	mkfifo lines
	exec 4<>lines
	# Nobody reads, and the first signal does not end the write.
	"$ctl" -c conf check >&4 3>&- &
	pid=$!
	read -r _ <&4
	until_true sleeps "$pid"
	while kill -s TERM "$pid" 2>/dev/null; do :; done
	code=0
	wait "$pid" || code=$?
	exec 4>&-
	[ "$code" -eq 143 ]
}

@test "check: the first signal ends it where it waits for tlsd-lite" {
	printf '%s\n' '#!/bin/sh' 'echo $$ >started' 'exec sleep 60' >slow
	chmod 755 slow
	: >cert
	for signal in INT TERM; do
		rm -f started
		env --default-signal=INT "$ctl" -c conf -o tls=offer \
			-o tls-cert="$PWD/cert" -o tls-key="$PWD/cert" \
			-o tls-program="$PWD/slow" check 3>&- &
		pid=$!
		until_true [ -s started ]
		kill -s "$signal" "$pid"
		code=0
		wait "$pid" || code=$?
		kill "$(cat started)"
		[ "$code" -eq $((128 + $(kill -l "$signal"))) ]
	done
}

@test "long work shows how far it is, on a terminal only" {
	many_users 1000000
	cat >stopped <<-'EOF'
	# Stops while it writes, and so takes its time anywhere.
	"$@" &
	while [ -z "$(find users.cdb.new -size +64k 2>/dev/null)" ]; do
		kill -0 $! || exit
	done
	kill -STOP $!
	sleep 1.2
	kill -CONT $!
	wait $!
	EOF
	run "$SRC/test/lib/terminal_steps.py" 'see users: ' -- \
		bash stopped "$ctl" -c conf index
	[ "$status" -eq 0 ]
	[[ $output =~ users:\ [0-9]+\ % ]]
	bash stopped "$ctl" -c conf index >said 2>&1
	[ ! -s said ]
	# A terminal that is stopped (Ctrl-S) holds nobody who has a lock.
	run timeout 60 "$SRC/test/lib/terminal_steps.py" 'type \x13' -- \
		bash stopped "$ctl" -c conf index
	[ "$status" -eq 0 ]
	[[ $output != *users:* ]]
}

@test "index: whatever is wrong with it, the server scans" {
	"$ctl" -c conf index
	cp users.cdb good
	size=$(stat -c %s good)
	right() {
		: >log
		rm -rf tree
		[ "$(mail BOB@x.example ann@x.example any@y.example)" -eq 3 ]
		[ "$(mail eve@x.example bob@z.example || true)" -eq 0 ]
		grep -q '^550 5.1.1' replies
		grep -q '^550 5.7.1' replies
		[ -d tree/x.example/Bob ]
		[ -d tree/x.example/ann ]
		[ -d tree/y.example/@ ]
	}
	# Cut off, and wiped from some place on; found out by itself.
	for keep in 0 1 100 2047 2048 2100 $((size - 1)); do
		head -c "$keep" good >users.cdb
		right
		head -c $((size - keep)) /dev/zero >>users.cdb
		right
	done
	# Not ours at all, not a file.
	head -c "$size" /dev/urandom >users.cdb
	right
	grep -q 'users.cdb: damaged' log
	rm users.cdb
	mkdir users.cdb
	right
	rmdir users.cdb
	mkfifo users.cdb
	right
	rm users.cdb
	ln -s users.cdb users.cdb
	right
}

# forge FILE: the index in FILE becomes one of the users file, whatever it was
# made of: its stamp is the file's, and its sum is right.
forge() {
	/usr/bin/python3 - "$1" users <<-'EOF'
		import os, struct, sys
		path, users = sys.argv[1:]
		data, st = bytearray(open(path, "rb").read()), os.stat(users)
		struct.pack_into("<QQQQQQ", data, 2048 + 16, st.st_size,
		    *divmod(st.st_mtime_ns, 10 ** 9),
		    *divmod(st.st_ctime_ns, 10 ** 9), st.st_ino)
		h = 0xcbf29ce484222325
		for octet in data[:2048 + 64]:
		    h = (h ^ octet) * 0x100000001b3 % 2 ** 64
		struct.pack_into("<Q", data, 2048 + 64, h)
		open(path, "wb").write(data)
	EOF
}

@test "A28: index: a change that hides behind its time is seen" {
	"$ctl" -c conf index
	touch -r users time
	sed 's/^ann@/eve@/' users >other
	cat other >users
	touch -r time users
	[ "$(stat -c %y users)" = "$(stat -c %y time)" ]
	[ "$(mail eve@x.example)" -eq 1 ]
	grep -q 'users.cdb: not the index' log
	[ "$(mail ann@x.example || true)" -eq 0 ]
	"$ctl" -c conf index
	[ "$(mail eve@x.example)" -eq 1 ]
	[ "$(grep -c 'users.cdb: not the index' log)" -eq 2 ]
}

@test "A28: index: one of another version is not used" {
	"$ctl" -c conf index
	printf 1 | dd of=users.cdb bs=1 seek=2063 conv=notrunc status=none
	[ "$(mail ann@x.example)" -eq 1 ]
	grep -q 'users.cdb: of another version: run smtpd-litectl index' log
}

@test "index: one that lies makes no mailbox that is not in the file" {
	"$ctl" -c conf index
	cp users.cdb good
	forge users.cdb
	cmp users.cdb good
	# Of another file: its positions lead to other lines, or to none.
	cp users mine
	printf '%s\n' 'ann@x.example' 'eve@x.example' 'Bob@x.example:x' \
		'zoe@w.example' >users
	"$ctl" -c conf index
	cp mine users
	forge users.cdb
	[ "$(mail zoe@w.example eve@x.example || true)" -eq 0 ]
	mail bob@x.example ann@x.example || true
	[ ! -e tree/w.example ]
	[ ! -e tree/x.example/eve ]
	[ "$(find tree -path '*/new/*' | wc -l)" -eq "$(grep -c ^250.2.1.5 replies)" ]
}

@test "bad lines are logged once a session" {
	printf 'bad\n' >>users
	printf 'run: |x, ann\nbad\n' >aliases
	mail a@x.example b@x.example run@x.example run@x.example || true
	[ "$(grep -c 'users:5: an address needs an @' log)" -eq 1 ]
	[ "$(grep -c 'aliases:1: commands are not run' log)" -eq 1 ]
	[ "$(grep -c 'aliases:2: not of the form' log)" -eq 1 ]
}

@test "aliases that cannot be read: mail to them is for later" {
	mkdir aliases
	[ "$(mail ann@x.example root@x.example)" -eq 1 ]
	grep -q '^451' replies
}

@test "provision: every Maildir, the catch-all's too" {
	printf 'ANN@x.example\n' >>users
	"$ctl" -c conf provision
	for box in x.example/Bob x.example/ann y.example/@; do
		for folder in tmp new cur; do
			[ "$(stat -c %a "tree/$box/$folder")" = 700 ]
		done
	done
	[ "$(find tree -mindepth 2 -maxdepth 2 | wc -l)" -eq 3 ]
	"$ctl" -c conf provision
}

@test "provision: says which one cannot be made, and makes the others" {
	mkdir tree/x.example
	: >tree/x.example/Bob
	says 73 '' "$ctl" -c conf provision
	grep -q 'Not a directory: "Bob@x.example"' complaints
	[ -d tree/x.example/ann/cur ] && [ -d tree/y.example/@/cur ]
}

@test "wait: a Maildir that is there" {
	"$ctl" -c conf provision
	waits ann@x.example
	mail ann@x.example
	made 1
}

@test "wait: the address behind --" {
	for words in '-- ann@x.example' '--timeout 1 -- ann@x.example' \
		'ann@x.example --'; do
		# shellcheck disable=SC2086
		says 75 '' "$ctl" -c conf wait --timeout 1 $words
	done
	for words in '-- a@x.example --timeout' 'a@x.example -- b@x.example' \
		'-- a@x.example b@x.example' '-- -- ann@x.example' --; do
		# shellcheck disable=SC2086
		says 64 '' "$ctl" -c conf wait $words
	done
	says 65 '' "$ctl" -c conf wait -- --ready
}

@test "wait: nothing is there yet, not even the tree" {
	rmdir tree
	waits 'Bob+tag@X.example'
	mail bob@x.example
	made 1
	grep -q '/x.example/Bob/new/' arrived
}

@test "wait: what was there at the start does not count" {
	mail ann@x.example
	says 75 '' "$ctl" -c conf wait ann@x.example --timeout=0
	waits ann@x.example
	mail ann@x.example
	made 1
	[ "$(find tree -path '*/new/*' | wc -l)" -eq 2 ]
}

@test "wait: several messages, folders that go and come again" {
	waits ann@x.example --count=3
	mail ann@x.example
	until_true printed 1
	rm -r tree/x.example/ann
	mail ann@x.example
	until_true printed 2
	rm -r tree
	mail ann@x.example
	wait "$waiter"
	printed 3
	[ "$(sort -u arrived | grep -c "^$PWD/tree/x.example/ann/new/")" -eq 3 ]
}

@test "wait: an alias, and one message in two mailboxes is one" {
	printf 'team: bob, ann, bob@x.example\n' >aliases
	waits team@x.example --count 2
	mail team@x.example
	mail ann@x.example
	made 2
	[ "$(sed 's,.*/,,' arrived | sort -u | wc -l)" -eq 2 ]
}

@test "wait: catch-all, postmaster, anybody" {
	waits who@y.example
	mail ever@y.example
	made 1
	waits @y.example
	mail ever@y.example
	made 1
	waits postmaster
	mail postmaster@x.example
	made 1
	grep -q /Bob/new/ arrived
	echo 'users = any' >>conf
	waits 'Some.One@Any.Example'
	mail some.ONE@any.example
	made 1
	grep -q /any.example/some.one/new/ arrived
}

@test "wait: a message that a reader takes at once" {
	"$ctl" -c conf provision
	waits ann@x.example
	: >tree/x.example/ann/tmp/1.x
	kill -STOP "$waiter"
	mv tree/x.example/ann/tmp/1.x tree/x.example/ann/new/1.x
	mv tree/x.example/ann/new/1.x tree/x.example/ann/cur/1.x:2,S
	kill -CONT "$waiter"
	wait "$waiter"
	[ "$(cat arrived)" = "$PWD/tree/x.example/ann/new/1.x" ]
}

@test "wait: a message that was faster than the first look" {
	"$ctl" -c conf provision
	: >"tree/x.example/ann/new/$(($(date +%s) - 1)).M999999P1Ra.mx,S=0,W=0"
	: >"tree/x.example/ann/new/$(($(date +%s) + 9)).M000000P1Ra.mx,S=0,W=0"
	: >"tree/x.example/ann/new/$(($(date +%s) + 9)).Mx"
	says 0 "$(ls "$PWD"/tree/x.example/ann/new/*.M000000*)" \
		"$ctl" -c conf wait ann@x.example
}

@test "wait: a signal ends it" {
	for signal in INT TERM HUP; do
		# The caller of the tests may ignore some of these signals.
		env --default-signal=INT,TERM,HUP \
			"$ctl" -c conf wait --timeout 20 ann@x.example 3>&- &
		pid=$!
		until_true watching "$pid"
		kill -s "$signal" "$pid"
		code=0
		wait "$pid" || code=$?
		[ "$code" -eq $((128 + $(kill -l "$signal"))) ]
	done
}

@test "wait: nobody reads what it prints" {
	"$ctl" -c conf provision
	waits ann@x.example
	"$ctl" -c conf wait --timeout 20 ann@x.example >/dev/full 2>complaints 3>&- &
	pid=$!
	until_true watching "$pid"
	mail ann@x.example
	made 1
	code=0
	wait "$pid" || code=$?
	[ "$code" -ge 64 ] && [ -s complaints ]
}

@test "wait: folders and hidden files are no mail" {
	"$ctl" -c conf provision
	waits ann@x.example
	mkdir tree/x.example/ann/new/folder
	: >tree/x.example/ann/new/.hidden
	ln tree/x.example/ann/new/.hidden tree/x.example/ann/new/2.x
	wait "$waiter"
	[ "$(cat arrived)" = "$PWD/tree/x.example/ann/new/2.x" ]
}

@test "wait: more mail than a queue of events holds" {
	"$ctl" -c conf provision
	n=$(($(cat /proc/sys/fs/inotify/max_queued_events) + 100))
	[ "$n" -le 70000 ] || skip "the queue is too long to fill"
	waits ann@x.example --count "$n"
	kill -STOP "$waiter"
	(cd tree/x.example/ann/new && seq -f '%.0f.x' "$n" | xargs touch)
	kill -CONT "$waiter"
	wait "$waiter"
	[ "$(sort -u arrived | wc -l)" -eq "$n" ]
}

# told HEADER...: one message to ann with these lines in its header.
told() {
	printf '%s\r\n' 'EHLO me' 'MAIL FROM:<>' 'RCPT TO:<ann@x.example>' \
		DATA "$@" '' 'X-Where: body' . QUIT |
		"$server" -c conf -o log=none >replies
	grep -q '^250 2.0.0' replies
}

# read_by_ann: a reader moves all new mail.
read_by_ann() {
	for message in tree/x.example/ann/new/*; do
		mv "$message" "tree/x.example/ann/cur/${message##*/}:2,S"
	done
}

@test "B10: wait --ready says when nothing can be missed, and first" {
	mkfifo fifo
	for round in 1 2 3; do
		"$ctl" -c conf wait --ready ann@x.example --timeout 20 >fifo 3>&- &
		pid=$!
		exec 9<fifo
		read -r line <&9
		[ "$line" = ready ]
		: >"tree/$round.x"
		if [ -d tree/x.example/ann/new ]; then
			# A name that tells no time.
			mv "tree/$round.x" tree/x.example/ann/new
		else
			mail ann@x.example
		fi
		read -r line <&9
		[[ $line == "$PWD"/tree/x.example/ann/new/* ]]
		wait "$pid"
		exec 9<&-
	done
	says 0 "$(printf 'ready\n%s' "$PWD"/tree/x.example/ann/new/*M*)" \
		"$ctl" -c conf wait ann@x.example --since 10 --ready \
		--timeout 20
}

@test "B10: wait --since counts what has come since then, read or not" {
	start=$(date +%s)
	mail ann@x.example
	new=tree/x.example/ann/new cur=tree/x.example/ann/cur
	read_by_ann
	mail ann@x.example
	: >"$new/$((start - 1)).M999999P1Ra.mx"
	: >"$cur/$((start - 1)).M999998P1Ra.mx:2,"
	: >"$new/no.time"
	says 0 "$(printf '%s\n' "$PWD/$new"/*S=* "$PWD/$cur"/*S=*)" \
		"$ctl" -c conf wait ann@x.example --since "$start" --count 2 \
		--timeout 20
	says 75 "$(printf '%s\n' "$PWD/$new"/*S=* "$PWD/$cur"/*S=*)" \
		"$ctl" -c conf wait ann@x.example --since "$start" --count 3 --timeout 0
	says 75 '' "$ctl" -c conf wait ann@x.example --timeout 0 \
		--since "$((start + 1000))"
}

@test "B10: wait counts a message that a reader moves once" {
	start=$(date +%s)
	waits ann@x.example --since "$start" --count 3
	mail ann@x.example
	until_true printed 1
	read_by_ann
	# All is looked through once more when new/ comes again.
	rmdir tree/x.example/ann/new
	mkdir tree/x.example/ann/new
	mail ann@x.example
	until_true printed 2
	read_by_ann
	# ... and what came and was read before we could look is found.
	kill -STOP "$waiter"
	rmdir tree/x.example/ann/new
	mail ann@x.example
	read_by_ann
	kill -CONT "$waiter"
	wait "$waiter"
	[ "$(sed 's,.*/,,; s/:.*//' arrived | sort -u | wc -l)" -eq 3 ]
	[ "$(find tree -name '*S=*' | wc -l)" -eq 3 ]
}

@test "B10: wait --match looks at headers, all that are given" {
	start=$(date +%s)
	told 'Subject: one two' 'X-Where: a=b' 'Empty:'
	told 'Subject: one' $'\t two  three' 'Received: by me' 'subject: another'
	told 'Not-Subject: one two'
	# matches N OPTION...: so many do.
	matches() {
		local code=0
		"$ctl" -c conf wait ann@x.example --since "$start" --count 9 \
			--timeout 0 "${@:2}" >arrived || code=$?
		echo "$*: $(wc -l <arrived)"
		[ "$code" -eq 75 ]
		printed "$1"
	}
	matches 3
	matches 1 --match 'Subject=one two'
	matches 1 --match $'sUBJECT=one\t two  three'
	matches 2 --match Subject=one
	matches 0 --match Subject=One
	matches 0 --match subject=body --match X-Where=body
	matches 1 --match X-Where=a=b
	matches 1 --match subject=one --match SUBJECT=another
	matches 0 --match subject=two --match 'Received=by you'
	matches 1 --match Empty=
	matches 0 --match Bcc=
	matches 2 --match Subject=
	matches 0 --match X-Where=body
	matches 0 --match ubject=one
}

@test "B10: wait --match: links, pipes, what is gone, what is long" {
	"$ctl" -c conf provision
	new=$PWD/tree/x.example/ann/new tmp=$PWD/tree/x.example/ann/tmp
	printf 'Subject: hi\n\n' >secret
	waits ann@x.example --match subject=hi --count 2
	kill -STOP "$waiter"
	ln -s "$PWD/secret" "$new/1.link"
	mkfifo "$new/2.fifo"
	ln secret "$new/3.gone"
	rm "$new/3.gone"
	{
		echo "X: $(head -c 262144 /dev/zero | tr '\0' x)"
		cat secret
	} >"$tmp/4.long"
	mv "$tmp/4.long" "$new"
	printf 'Subject:' >"$tmp/5.cut"
	mv "$tmp/5.cut" "$new"
	printf 'A: b\r\nSUBJECT: \r\n hi' >"$tmp/6.short"
	mv "$tmp/6.short" "$new"
	mkdir "$new/7.folder"
	cp secret "$tmp/8.read"
	mv "$tmp/8.read" "$new"
	mv "$new/8.read" "${new%new}cur/8.read:2,S"
	kill -CONT "$waiter"
	wait "$waiter"
	[ "$(sort arrived)" = "$(printf '%s\n' "${new%new}cur/8.read:2,S" "$new/6.short" | sort)" ]
}

@test "B10: wait without inotify looks once a second" {
	needs_strace
	for fault in inotify_init1:error=EMFILE inotify_add_watch:error=ENOSPC \
		inotify_add_watch:error=ENOSPC:when=4+; do
		rm -rf tree
		mkfifo fifo
		# The sanitizers cannot look for leaks under strace.
		ASAN_OPTIONS=detect_leaks=0 strace -qq -o trace \
			-e inject="$fault" \
			"$ctl" -c conf wait --ready ann@x.example --timeout 20 \
			--count 2 >fifo 2>complaints 3>&- &
		pid=$!
		exec 9<fifo
		read -r line <&9
		[ "$line" = ready ]
		mail ann@x.example
		read_by_ann
		read -r line <&9
		mail ann@x.example
		read -r line <&9
		wait "$pid"
		exec 9<&-
		[ "$(grep -c 'looking once a second' complaints)" -eq 1 ]
		rm fifo
	done
}

@test "B10: wait on a share, where mail of another machine makes no event" {
	needs_strace
	# What is watched is never heard of.
	ASAN_OPTIONS=detect_leaks=0 strace -qq -o trace \
		-e inject=inotify_add_watch:retval=1 "$ctl" -c conf \
		wait --ready ann@x.example --timeout 20 >arrived 3>&- &
	waiter=$!
	until_true printed 1
	mail ann@x.example
	wait "$waiter"
	printed 2
}

@test "wait: nobody, nonsense, and too late" {
	says 67 '' "$ctl" -c conf wait eve@x.example
	says 67 '' "$ctl" -c conf wait bob@z.example
	says 67 '' "$ctl" -c conf -o users=any wait 'b!b@z.example'
	for word in bob bob@ 'b b@x.example' .bob@x.example; do
		says 65 '' "$ctl" -c conf wait "$word"
	done
	for words in '' '--count 0 a@x.example' '--count x a@x.example' \
		'a@x.example --timeout' '--timeout -1 a@x.example' \
		'a@x.example b@x.example' '--count=1=2 a@x.example'; do
		# shellcheck disable=SC2086
		says 64 '' "$ctl" -c conf wait $words
	done
	says 75 '' "$ctl" -c conf wait ann@x.example --timeout 1
	mkdir aliases
	says 74 '' "$ctl" -c conf wait root@x.example
}

# lacks CODE TEXT WORD...: it exits so, prints nothing, and complains of TEXT.
lacks() {
	says "$1" '' "$ctl" -c conf "${@:3}" <<<sesame
	cat complaints
	grep -qF -- "$2" complaints
}

@test "each command names the file that it cannot have" {
	local key=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw= words
	mv users away
	for words in index provision 'user list' 'user passwd ann@x.example' \
		'user del ann@x.example' 'user key list ann@x.example' \
		"user key add ann@x.example $key" 'wait ann@x.example'; do
		# shellcheck disable=SC2086
		lacks 66 "$PWD/users: " $words
	done
	mv away users
	mkdir authorized_keys
	lacks 73 "$PWD/authorized_keys: " user key add ann@x.example "$key"
	lacks 66 "$PWD/authorized_keys: " user key list ann@x.example
	lacks 66 "$PWD/users: " -o run="$PWD/users" metrics
	lacks 73 "$PWD/users/tree/.: " -o mail="$PWD/users/tree/%u" provision
	lacks 78 'no path for its mailbox: ' -o mail=tree/%u/../x wait ann@x.example
}

@test "what cannot be printed is told by the exit code" {
	local words code
	rm users
	"$ctl" -c conf user add ann@x.example <<<sesame
	"$ctl" -c conf key new
	"$ctl" -c conf user key add ann@x.example \
		B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
	for words in --help --version 'user list' 'key show' metrics hash \
		'user key list ann@x.example'; do
		code=0
		# shellcheck disable=SC2086
		"$ctl" -c conf -o run="$PWD" $words <<<sesame >/dev/full || code=$?
		echo "$words: $code"
		[ "$code" -eq 74 ]
	done
}

@test "wait: mailboxes of several users, or of none, in one folder" {
	echo 'both: ann, bob' >aliases
	says 75 '' "$ctl" -c conf -o mail="$PWD/tree/%d" \
		wait both@x.example --timeout 0
	mkdir -p box/new
	says 75 ready "$ctl" -c conf -o mail=box \
		wait ann@x.example --ready --timeout 0
}
