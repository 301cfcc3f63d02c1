#!/usr/bin/env bats
# The sealed channel: vectors, the order of refusals, and a foreign client.
load lib/play
load lib/noise_site

MSG=ZLEBsdC+WocEvQePmJUAH8A+jp+VIvGI3RKNmEbUhGaIJHVytoY5AEPF17YFOivY
NAME=Noise_XK_25519_ChaChaPoly_SHA256

setup() {
	channel_setup
}

# says LINE...: the last reply to them in a local session.
says() {
	printf '%s\n' "$@" | "$BUILD/smtpd-lite" -c conf -o log=none |
		tail -n 1 | tr -d '\r'
}

# is WANT LINE...: the last reply begins with WANT.
is() {
	local want=$1 got
	shift
	got=$(says "$@")
	[[ $got == "$want"* ]] || {
		echo "want $want, got $got, after: $*"
		return 1
	}
}

# listen OPTION...: starts a server for every connection to $port.
listen() {
	mkfifo answer
	"$SRC/test/lib/inetd.py" "$BUILD/smtpd-lite" -c conf "$@" 2>log >answer &
	listener=$!
	# a fifo: waits for the port
	read -r port <answer
}

teardown() {
	[ -z "${listener-}" ] || kill "$listener"
}

client() {
	/usr/bin/python3 "$SRC/contrib/noise-client.py" 127.0.0.1 "$port" "$@"
}

@test "noise: the committed vectors are what make.py makes" {
	dissononce
	/usr/bin/python3 "$SRC/test/vectors/make.py" |
		diff "$SRC/test/vectors/noise.txt" -
}

@test "noise: vectors of other projects" {
	local file tried=''

	for file in "${NOISE_VECTORS-}" "$SRC/../shared/noise-vectors.json"; do
		[ -e "$file" ] || continue
		tried=$file
		"$SRC/test/vectors/convert.py" "$file" |
			cat "$SRC/test/vectors/noise.txt" - >foreign.txt
		"$BUILD/test/unit/noise_test" foreign.txt
		"$BUILD/test/unit/connection_test" foreign.txt
	done
	[ -n "$tried" ] || skip 'NOISE_VECTORS names none, as it does in test/run'
}

@test "noise: the example of smtpd-lite-noise(7) is right" {
	dissononce
	/usr/bin/python3 "$SRC/test/vectors/page.py" \
		"$BUILD/man/smtpd-lite-noise.7"
}

@test "noise: refusals, in their order" {
	start="STARTNOISE $NAME $KEY $MSG"
	other=${KEY/B6N8/C6N8}
	is '554 5.7.5' "$start"
	is '554 5.7.0' "STARTNOISE $NAME $other $MSG"
	is '504 5.7.6' "STARTNOISE Noise_NK_25519_ChaChaPoly_SHA256 $other $MSG"
	is '501 5.5.4' "STARTNOISE Noise_NK_25519_ChaChaPoly_SHA256 $other x"
	is '501 5.5.4' STARTNOISE
	is '501 5.5.4' "$start x"
	is '503 5.5.1' 'STARTNOISE x' 'NOOP'
	is '503 5.5.1' 'EHLO x' 'MAIL FROM:<>' 'STARTNOISE x'
	chmod 644 keys/current
	is '454 4.7.0' "$start"
	is '454 4.7.0' "STARTNOISE $NAME $other $MSG"
	is '504 5.7.6' "STARTNOISE x $other $MSG"
	mv keys kept
	ln -s keys keys
	is '454 4.7.0' "$start"
	rm keys
	mv kept keys
	rm keys/current
	is '502 5.5.1' 'EHLO x' 'MAIL FROM:<>' 'STARTNOISE x'
	is '502 5.5.1' STARTNOISE
	is '502 5.5.1' RCKEY
}

# row WANT LINE...: line by line, each after the reply to the one before, the
# last reply begins like this, and the session stays or closes.
row() {
	/usr/bin/python3 - "$BUILD/smtpd-lite" "$@" <<-'EOF'
		import subprocess, sys
		server, want, *lines = sys.argv[1:]
		p = subprocess.Popen([server, "-c", "conf", "-o", "log=none"],
		                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)
		def reply():
		    line = "   -"
		    while line[3:4] == "-":
		        line = p.stdout.readline().decode()
		    return line
		last = reply()
		for line in lines:
		    p.stdin.write(line.encode() + b"\n")
		    p.stdin.flush()
		    last = reply()
		try:
		    p.stdin.write(b"NOOP\n")
		    p.stdin.flush()
		except BrokenPipeError:
		    pass
		got = last[:9] + " " + ("stays" if reply()[:3] == "250" else "closes")
		if got != want:
		    raise SystemExit(f"want {want}, got {got}, after {lines}")
	EOF
}

@test "noise: every row of the refusals, and what becomes of the session" {
	start="STARTNOISE $NAME" other=${KEY/B6N8/C6N8}
	# ... whose last characters hold bits that are no octet's.
	odd=${KEY%w=}x=
	for args in '' x "$KEY $MSG x" "${KEY%=} $MSG" "$odd $MSG" "$KEY x" \
		"$KEY ${MSG%????}" "$MSG $KEY" "$KEY  $MSG" "$KEY! $MSG"; do
		row '501 5.5.4 stays' "$start $args"
	done
	row '504 5.7.6 stays' "STARTNOISE ${NAME/XK/IK} $KEY $MSG"
	row '504 5.7.6 stays' "STARTNOISE ${NAME,,} $KEY $MSG"
	row '554 5.7.0 stays' "$start $other $MSG"
	row '554 5.7.0 stays' RCKEY "$start $MINE $MSG" NOOP "$start $MINE $MSG"
	row '554 5.7.5 closes' "$start $KEY $MSG"
	# A point of low order in the place of the ephemeral key.
	for low in "$(printf 'A%.0s' {1..64})" \
		"AQ$(printf 'A%.0s' {1..62})" \
		"4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA${MSG:43}"; do
		row '554 5.7.5 closes' EHLO\ x "$start $KEY $low"
	done
	row '503 5.5.1 stays' 'EHLO x' 'MAIL FROM:<>' "$start $KEY $MSG"
	row '503 5.5.1 stays' 'EHLO x' 'MAIL FROM:<>' 'RCPT TO:<bob@b.example>' \
		STARTNOISE
	row '503 5.5.1 stays' 'EHLO x' "AUTH PLAIN $(printf \
		'\0ann@b.example\0correct horse' | base64 -w0)" STARTNOISE
	# A MAIL or a login that was refused does not count.
	row '501 5.5.4 stays' 'EHLO x' 'MAIL FROM:<' STARTNOISE
	row '501 5.5.4 stays' 'EHLO x' "AUTH PLAIN $(printf \
		'\0ann@b.example\0wrong' | base64 -w0)" STARTNOISE
	chmod 644 keys/current
	row '454 4.7.0 stays' "$start $KEY $MSG"
	rm keys/current
	row '502 5.5.1 stays' "$start $KEY $MSG"
	row '502 5.5.1 stays' 'EHLO x' 'MAIL FROM:<>' STARTNOISE
}

@test "noise: no handshake after the first accepted MAIL" {
	mail='MAIL FROM:<>' rcpt='RCPT TO:<bob@b.example>'
	for end in RSET 'EHLO x' 'HELO x'; do
		row '503 5.5.1 stays' 'EHLO x' "$mail" "$end" STARTNOISE
	done
	# The same where all of it comes at once, with a body behind it, that
	# looks like anything.
	printf '%s\n' 'EHLO x' "$mail" "$rcpt" DATA STARTNOISE RCKEY . \
		'STARTNOISE x y z' RCKEY 'EHLO x' QUIT |
		"$BUILD/smtpd-lite" -c conf -o log=none >out
	grep -A 2 '^354 ' out | cut -c 1-9 | tr '\n' ' ' >replies
	[ "$(cat replies)" = '354 Go ah 250 2.0.0 503 5.5.1 ' ]
	# RCKEY is served on, STARTNOISE offered no more.
	[ "$(grep -c "^250 x25519 $KEY current" out)" -eq 1 ]
	[ "$(grep -c STARTNOISE out)" -eq 1 ]
	[ "$(grep -c RCKEY out)" -eq 2 ]
	find mail -type f -exec tail -n 2 {} + | tr '\n' ' ' >body
	[ "$(cat body)" = 'STARTNOISE RCKEY ' ]
}

@test "noise: no handshake after a login by POP3" {
	mkdir -p mail/b.example/ann
	printf '%s\n' 'USER ann@b.example' 'PASS wrong' CAPA \
		'USER ann@b.example' 'PASS correct horse' CAPA 'STARTNOISE x' \
		RCKEY QUIT | "$BUILD/pop3d-lite" -c conf -o log=none >out
	[ "$(grep -c STARTNOISE out)" -eq 1 ]
	[ "$(grep -c '^RCKEY' out)" -eq 2 ]
	tail -n 5 out | tr -d '\r' | cut -c 1-6 | tr '\n' , >replies
	[ "$(cat replies)" = '-ERR [,+OK Ke,x25519,.,+OK By,' ]
}

# wait3 OCTET...: a server, from its 220 to STARTNOISE on, is sent these; then
# it must hang up at once and say nothing.
wait3() {
	/usr/bin/python3 -B - "$SRC/contrib/noise-client.py" \
		"$BUILD/smtpd-lite" "$KEY" "$@" <<-'EOF'
		import importlib.util, socket, subprocess, sys
		spec = importlib.util.spec_from_file_location("client", sys.argv[1])
		client = importlib.util.module_from_spec(spec)
		spec.loader.exec_module(client)
		ours, theirs = socket.socketpair()
		with subprocess.Popen([sys.argv[2], "-c", "conf", "-o", "log=none"],
		                      stdin=theirs, stdout=theirs) as server:
		    theirs.close()
		    plain = client.Plain(ours)
		    ours.settimeout(20)
		    class Half:  # does not send message 3
		        recv = ours.recv
		        def sendall(data):
		            if data[:1] != b"\0":
		                ours.sendall(data)
		    plain.socket = Half
		    client.handshake(plain, sys.argv[3].encode(), None)
		    ours.sendall(bytes.fromhex("".join(sys.argv[4:])))
		    got = ours.recv(100)
		    if got != b"":
		        raise SystemExit(f"it said {got!r}")
	EOF
}

@test "A17: two octets that do not begin message 3 are enough" {
	dissononce
	wait3 00 41
	wait3 45 48
	wait3 00 30
	wait3 00 40 "$(printf '5a%.0s' {1..64})"
}

@test "noise: what has come in behind the line" {
	# In a transaction the line is refused for that, and the rest served;
	# without a key, it is a line like any other.
	printf '%s\n' 'EHLO x' 'MAIL FROM:<>' 'STARTNOISE x' QUIT |
		"$BUILD/smtpd-lite" -c conf -o log=none >out
	[ "$(tail -n 2 out | cut -c 1-9 | tr '\n' ' ')" = '503 5.5.1 221 2.0.0 ' ]
	# In one piece: through a pipe, bash sends line by line.
	printf '%s\n' 'STARTNOISE x' QUIT >in
	"$BUILD/smtpd-lite" -c conf -o log=none <in >out
	[ "$(tail -n +2 out | cut -c 1-9)" = '503 5.5.1' ]
	rm keys/current
	"$BUILD/smtpd-lite" -c conf -o log=none <in >out
	[ "$(tail -n 2 out | cut -c 1-9 | tr '\n' ' ')" = '502 5.5.1 221 2.0.0 ' ]
}

@test "noise: RCKEY lists the keys, best first" {
	is "250 x25519 $KEY current" RCKEY
	is '501 5.5.4' 'RCKEY x'
	cp mine keys/old
	printf 'RCKEY\n' | "$BUILD/smtpd-lite" -c conf -o log=none >out
	grep -q "^250-x25519 $KEY current" out
	grep -q "^250 x25519 $MINE old" out
	chmod 640 keys/current
	is "250 x25519 $MINE old" RCKEY
}

@test "noise: a foreign client with a key of its own sends mail" {
	dissononce
	listen
	printf '%s\n' 'EHLO c' 'AUTH EXTERNAL =' 'MAIL FROM:<bob@b.example>' \
		'RCPT TO:<bob@b.example>' DATA 'Subject: sealed' '' hello . QUIT |
		client "$KEY" --key mine >out
	grep -q '^250-AUTH PLAIN LOGIN EXTERNAL' out
	grep -q '^235 2.7.0 ' out
	grep -q '^221 2.0.0 ' out
	[ "$(grep -c STARTNOISE out)" = 0 ]
	grep -q 'ESMTPA (Noise_XK_25519_ChaChaPoly_SHA256 key=' \
		mail/b.example/bob/new/*
	grep -q '^hello$' mail/b.example/bob/new/*
	grep -q 'end=quit messages=1' log
}

@test "noise: a client without a key logs in with its password" {
	dissononce
	listen -o plaintext-auth=never
	printf '%s\n' 'EHLO c' 'AUTH EXTERNAL =' 'AUTH LOGIN YW5u' \
		Y29ycmVjdCBob3JzZQ== NOOP QUIT | client "$KEY" --hello c >out
	grep -q '^250-AUTH PLAIN LOGIN.$' out
	grep -q '^504 5.5.4 ' out
	grep -q '^235 2.7.0 ' out
	grep -q '^221 2.0.0 ' out
	[ "$(grep -c -e 'correct horse' -e Y29ycmVj log)" = 0 ]
}

@test "noise: AUTH EXTERNAL, by name" {
	dissononce
	listen
	printf '%s\n' 'EHLO c' "AUTH EXTERNAL $(printf ann@b.example | base64)" \
		'AUTH EXTERNAL !' 'AUTH EXTERNAL' '*' 'AUTH EXTERNAL' \
		"$(printf BOB | base64)" 'AUTH EXTERNAL =' 'STARTNOISE x' QUIT |
		client ask --key mine | tr -d '\r' |
		cut -c 1-9 | sed 's/ $//' | tail -n 10 >out
	diff out - <<-EOF
		250 HELP
		535 5.7.8
		501 5.5.2
		334
		501 5.7.0
		334
		235 2.7.0
		503 5.5.1
		503 5.5.1
		221 2.0.0
	EOF
}

@test "noise: a server that has not the key gets nowhere" {
	dissononce
	listen
	run client "${KEY/B6N8/C6N8}" </dev/null
	[ "$status" = 69 ]
	[[ $output == *'554 5.7.0'* ]]
	run client "$(head -c 32 /dev/zero | base64)" </dev/null
	[ "$status" != 0 ]
}

@test "noise: rotation under a pin" {
	dissononce
	cp mine keys/next
	listen
	for pin in $KEY $MINE; do
		printf 'RCKEY\nQUIT\n' | client "$pin" >out
		grep -q "^250-x25519 $KEY current" out
		grep -q "^250 x25519 $MINE next" out
	done
	mv keys/current keys/old
	mv keys/next keys/current
	for pin in $KEY $MINE; do
		printf 'RCKEY\nQUIT\n' | client "$pin" >out
		grep -q "^250-x25519 $MINE current" out
		grep -q "^250 x25519 $KEY old" out
	done
}

@test "noise: required, nothing is served before it" {
	dissononce
	for line in 'MAIL FROM:<>' 'AUTH PLAIN' 'DATA' 'VRFY x' 'RCPT TO:<b>'; do
		got=$(printf 'EHLO x\n%s\nQUIT\n' "$line" | "$BUILD/smtpd-lite" \
			-c conf -o log=none -o handshake=require | tail -n 2)
		[[ $got == '530 5.7.0'*'221 2.0.0'* ]]
	done
	for line in HELP NOOP RSET RCKEY; do
		got=$(printf '%s\n' "$line" | "$BUILD/smtpd-lite" \
			-c conf -o log=none -o handshake=require | tail -n 1)
		[[ $got == 2[15]* ]]
	done
	listen -o handshake=require
	printf '%s\n' 'EHLO c' 'MAIL FROM:<>' QUIT | client "$KEY" >out
	grep -q '^250 2.1.0 ' out
	chmod 644 keys/current
	run "$BUILD/smtpd-lite" -c conf -o log=none -o handshake=require \
		</dev/null
	[ "$status" = 78 ]
	[[ $output == '421 4.3.5'* ]]
}

@test "A11: what is required first is said of a chunk, too, and none is run" {
	for bdat in 'BDAT 5' 'BDAT 5 LAST'; do
		printf '%s\n' 'EHLO x' "$bdat" QUIT NOOP QUIT |
			"$BUILD/smtpd-lite" -c conf -o log=none \
				-o handshake=require | tail -n 3 >out
		[ "$(cut -c 1-10 out | tr '\n' ,)" = \
			'530 5.7.0 ,250 2.0.0 ,221 2.0.0 ,' ]
	done
	for bdat in BDAT 'BDAT x' 'BDAT 5 LATS'; do
		printf '%s\n' 'EHLO x' "$bdat" QUIT NOOP QUIT |
			"$BUILD/smtpd-lite" -c conf -o log=none \
				-o handshake=require | tail -n 2 >out
		[ "$(cut -c 1-4 out | tr '\n' ,)" = '250 ,530 ,' ]
	done
	# An unknown verb is no exception.
	[ "$(printf 'NONSENSE\n' |
		"$BUILD/smtpd-lite" -c conf -o log=none -o handshake=require |
		tail -n 1 | cut -c 1-9)" = '530 5.7.0' ]
}
