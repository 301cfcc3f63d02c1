#!/usr/bin/env bats
# pop3d-lite beside smtpd-lite: the mail that one stores is what the other
# sends, in the sealed channel, too.
load lib/play
load lib/noise_site

MSG=ZLEBsdC+WocEvQePmJUAH8A+jp+VIvGI3RKNmEbUhGaIJHVytoY5AEPF17YFOivY
NAME=Noise_XK_25519_ChaChaPoly_SHA256
LOGIN=('USER ann@b.example' 'PASS correct horse')

setup() {
	channel_setup
	options=()
}

teardown() {
	[ -z "${listener-}" ] || kill "$listener"
}

# pop3 LINE...: what a local session of these lines gets, which come all at
# once: printf would write them one by one.
pop3() {
	"$BUILD/pop3d-lite" -c conf -o log=none "${options[@]}" \
		<<<"$(printf '%s\n' "$@")" | tr -d '\r'
}

# deliver WORD...: smtpd-lite's answers; WORDs are said as printf has them.
deliver() {
	printf 'EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<ann@b.example>\r\n%b' "$*" |
		"$BUILD/smtpd-lite" -c conf -o log=none >out
	grep -q 'Stored as' out
}

# sealed LINE...: what they get in the channel of a listed key, which ends as
# a session does.
sealed() {
	printf '%s\n' "$@" | /usr/bin/python3 "$SRC/contrib/noise-client.py" \
		127.0.0.1 "$port" "$KEY" --proto pop3 --key mine >heard &&
		tr -d '\r' <heard
}

listen() {
	mkfifo answer
	"$SRC/test/lib/inetd.py" "$BUILD/pop3d-lite" -c conf "$@" 2>log >answer &
	listener=$!
	# a fifo: waits for the port
	read -r port <answer
}

@test "LIST, STAT and RETR agree on what smtpd-lite has stored" {
	deliver 'DATA\r\nSubject: one\r\n\r\n..dot\r\n.\r\nQUIT\r\n'
	deliver 'BDAT 19 LAST\r\nSubject: two\r\n\r\nhiQUIT\r\n'
	deliver 'BDAT 0 LAST\r\nQUIT\r\n'
	deliver 'BDAT 2\r\n.\rBDAT 3 LAST\r\n\n..QUIT\r\n'
	/usr/bin/python3 - "$BUILD/pop3d-lite" <<-'EOF'
		import subprocess, sys
		ask = b"USER ann@b.example\nPASS correct horse\nSTAT\nLIST\n"
		ask += b"".join(b"RETR %d\n" % n for n in range(1, 5)) + b"QUIT\n"
		out = subprocess.run(
		    [sys.argv[1], "-c", "conf", "-o", "log=none"], input=ask,
		    stdout=subprocess.PIPE, check=True).stdout
		lines = iter(out.split(b"\r\n")[3:])
		stat = [int(n) for n in next(lines).split()[1:]]
		def body():
		    assert (first := next(lines)).startswith(b"+OK"), first
		    found = []
		    while (line := next(lines)) != b".":
		        found.append(line[1:] if line[:1] == b"." else line)
		    return first, found
		sizes = [int(line.split()[1]) for line in body()[1]]
		assert stat == [4, sum(sizes)], (stat, sizes)
		for size in sizes:
		    first, text = body()
		    assert first == b"+OK %d octets" % size, (first, size)
		    assert sum(len(line) + 2 for line in text) == size, text
	EOF
}

@test "in the channel: a key logs in, lists, reads and deletes" {
	dissononce
	mkdir -p mail/b.example/bob/{tmp,new,cur}
	printf 'Subject: one\n\n.dot\n' >mail/b.example/bob/new/1.one
	printf 'Subject: two\n' >mail/b.example/bob/new/2.two
	listen -o plaintext-auth=never
	sealed CAPA 'AUTH EXTERNAL =' STAT LIST 'RETR 1' 'DELE 2' QUIT >got
	diff got - <<-EOF
		+OK Capabilities
		TOP
		UIDL
		RESP-CODES
		AUTH-RESP-CODE
		PIPELINING
		EXPIRE NEVER
		IMPLEMENTATION smtpd-lite
		USER
		SASL PLAIN LOGIN EXTERNAL
		RCKEY
		.
		+OK Welcome
		+OK 2 36
		+OK Numbers and octets
		1 22
		2 14
		.
		+OK 22 octets
		Subject: one

		..dot
		.
		+OK
		+OK Bye
	EOF
	[ "$(ls mail/b.example/bob/{new,cur})" = $'mail/b.example/bob/cur:\n1.one:2,S\n\nmail/b.example/bob/new:' ]
}

@test "in the channel: AUTH EXTERNAL by name, passwords, no second channel" {
	dissononce
	listen -o plaintext-auth=never
	sealed "STARTNOISE $NAME $KEY $MSG" "AUTH EXTERNAL $(
		printf ann@b.example | base64)" 'AUTH EXTERNAL !' \
		'AUTH EXTERNAL' '*' 'AUTH EXTERNAL' "$(printf BOB | base64)" \
		'AUTH EXTERNAL =' CAPA RCKEY QUIT >got
	diff got - <<-EOF
		-ERR [SYS/PERM] Not now
		-ERR [AUTH] Name or password is wrong
		-ERR Not base64 of this mechanism
		+ 
		-ERR Cancelled
		+ 
		+OK Welcome
		-ERR Not now
		+OK Capabilities
		TOP
		UIDL
		RESP-CODES
		AUTH-RESP-CODE
		PIPELINING
		EXPIRE NEVER
		IMPLEMENTATION smtpd-lite
		RCKEY
		.
		+OK Keys
		x25519 $KEY current
		.
		+OK Bye
	EOF
	sealed "${LOGIN[@]}" STAT QUIT | grep -q '^+OK 0 0$'
}

@test "in the channel: a key that is not listed is no login" {
	dissononce
	: >authorized_keys
	listen
	sealed CAPA 'AUTH EXTERNAL =' QUIT >got
	grep -qx 'SASL PLAIN LOGIN' got
	grep -qx -e '-ERR No such mechanism here' got
}

# is WANT LINE...: the last answer to a local session.
is() {
	local want=$1 got
	shift
	got=$(pop3 "$@" | tail -n 1)
	[ "$got" = "$want" ] || {
		echo "want $want, got $got, after: $*"
		return 1
	}
}

@test "STARTNOISE: refusals, in their order" {
	local start="STARTNOISE $NAME $KEY $MSG" other=${KEY/B6N8/C6N8}

	is '-ERR [SYS/PERM] Not a step of a handshake' "$start"
	is '-ERR [SYS/PERM] Not a key of this server' \
		"STARTNOISE $NAME $other $MSG"
	is '-ERR [SYS/PERM] Protocol not offered' \
		"STARTNOISE Noise_NK_25519_ChaChaPoly_SHA256 $other $MSG"
	is '-ERR [SYS/PERM] Argument missing or wrong' "STARTNOISE x $other x"
	is '-ERR [SYS/PERM] Argument missing or wrong' STARTNOISE
	is '-ERR [SYS/PERM] Argument missing or wrong' "$start x"
	is '-ERR [SYS/PERM] Not now' 'STARTNOISE x' NOOP
	is '-ERR [SYS/PERM] Not now' "${LOGIN[@]}" 'STARTNOISE x'
	chmod 644 keys/current
	is '-ERR [SYS/TEMP] No handshake now' "$start"
	is '-ERR [SYS/TEMP] No handshake now' "STARTNOISE $NAME $other $MSG"
	is '-ERR [SYS/PERM] Protocol not offered' "STARTNOISE x $other $MSG"
	rm keys/current
	is '-ERR [SYS/PERM] Not offered' "${LOGIN[@]}" 'STARTNOISE x'
	is '-ERR [SYS/PERM] Not offered' STARTNOISE
	is '-ERR [SYS/PERM] Not offered' RCKEY
}

# goes_on LINE...: the session goes on behind the answer to them.
goes_on() {
	[ "$(pop3 "$@" QUIT | tail -n 1)" = '+OK Bye' ]
}

@test "STARTNOISE: which refusals close" {
	local start="STARTNOISE $NAME $KEY $MSG"

	goes_on "${LOGIN[@]}" 'STARTNOISE x'
	run goes_on 'STARTNOISE x' # QUIT has come in behind it
	[ "$status" -ne 0 ]
	# In lock-step, nothing is behind the line.
	/usr/bin/python3 - "$BUILD/pop3d-lite" "$start" <<-'EOF'
		import subprocess, sys
		key, msg = sys.argv[2].split()[2:]
		name = sys.argv[2].split()[1]
		def ends(*words):
		    p = subprocess.Popen(
		        [sys.argv[1], "-c", "conf", "-o", "log=none"],
		        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
		    p.stdout.readline()
		    p.stdin.write(" ".join(words).encode() + b"\n")
		    p.stdin.flush()
		    assert p.stdout.readline().startswith(b"-ERR [SYS/")
		    try:
		        p.stdin.write(b"NOOP\n")
		        p.stdin.flush()
		    except BrokenPipeError:
		        pass
		    return p.stdout.readline() == b""
		assert not ends("STARTNOISE", "x")
		assert not ends("STARTNOISE", "x", key, msg)
		assert not ends("STARTNOISE", name, key.replace("B6", "C6"), msg)
		assert ends("STARTNOISE", name, key, msg)
	EOF
}

@test "RCKEY lists the keys, best first" {
	cp mine keys/next
	[ "$(pop3 RCKEY | tail -n +2)" = "+OK Keys
x25519 $KEY current
x25519 $MINE next
." ]
	is '-ERR Argument missing, unwanted or wrong' 'RCKEY x'
}

@test "handshake = require: what is served before it" {
	local line

	options=(-o handshake=require)
	for line in 'USER ann' 'PASS x' 'AUTH PLAIN' STAT 'RETR 1' RSET; do
		is '-ERR [SYS/PERM] Must issue STARTNOISE first' "$line"
	done
	is '+OK' NOOP
	is '+OK Bye' QUIT
	is '.' RCKEY
	[ "$(pop3 CAPA | grep -cE '^(USER|SASL)')" = 0 ]
	dissononce
	listen -o handshake=require
	sealed "${LOGIN[@]}" STAT QUIT | grep -q '^+OK 0 0$'
	chmod 644 keys/current
	run "$BUILD/pop3d-lite" -c conf -o log=none -o handshake=require \
		</dev/null
	[ "$status" = 78 ]
	[[ $output == '-ERR [SYS/PERM]'* ]]
}

@test "pipelined answers are one write" {
	"$SRC/test/lib/scripted_pop3.py" "$BUILD/pop3d-lite" one_write
}

@test "a message that changes while it is sent is never whole" {
	"$SRC/test/lib/scripted_pop3.py" "$BUILD/pop3d-lite" changing
}
