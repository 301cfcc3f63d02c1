#!/usr/bin/env bats
# Keys in the sealed channel: who may log in with one, and what `require`
# leaves in the clear; and that no secret is found where it must not be.
load lib/play
load lib/noise_site

PASSWORD='correct horse'
MSG=ZLEBsdC+WocEvQePmJUAH8A+jp+VIvGI3RKNmEbUhGaIJHVytoY5AEPF17YFOivY
NAME=Noise_XK_25519_ChaChaPoly_SHA256

setup() {
	as_root=()
	channel_setup
}

teardown() {
	[ -z "${listener-}" ] || kill "$listener"
	[ -z "${SERVER_PID-}" ] || kill "$SERVER_PID" 2>/dev/null || :
}

# listen OPTION...: starts a server for every connection to $port.
listen() {
	mkfifo answer
	"$SRC/test/lib/inetd.py" "$BUILD/smtpd-lite" -c conf "$@" 2>log >answer &
	listener=$!
	read -r port <answer
}

# sealed FILE LINE...: what the server says to LINEs in the channel, to a
# client with the key in FILE.
sealed() {
	local key=$1
	shift
	printf '%s\n' 'EHLO c.example' "$@" QUIT |
		/usr/bin/python3 "$SRC/contrib/noise-client.py" 127.0.0.1 \
			"$port" "$KEY" --key "$key" | tr -d '\r'
}

b64() {
	printf %s "$1" | base64 -w0
}

# clear WANT LINE...: the reply to the last of LINEs, in the clear.
clear_says() {
	local want=$1 got
	shift
	got=$(printf '%s\n' "$@" | "$BUILD/smtpd-lite" -c conf -o log=none \
		"${options[@]}" | tail -n 1 | tr -d '\r')
	[[ $got == "$want"* ]] || {
		echo "want $want, got $got, after: $*"
		return 1
	}
}

@test "AUTH EXTERNAL: as the first account of the key, or as one of them" {
	dissononce
	echo "ann@b.example x25519 $MINE" >>authorized_keys
	listen
	sealed mine 'AUTH EXTERNAL =' >said
	grep -x '250-AUTH PLAIN LOGIN EXTERNAL' said
	grep '^235 2.7.0' said
	grep 'result=yes by=key sealed=1 user="bob@b.example"' log
	sealed mine "AUTH EXTERNAL $(b64 ann)" | grep '^235 2.7.0'
	grep 'by=key sealed=1 user="ann@b.example"' log
	sealed mine 'AUTH EXTERNAL' '' 'AUTH EXTERNAL =' >said
	grep -x '334 ' said
	grep '^235 2.7.0' said
	grep '^503 5.5.1' said
	sealed mine 'AUTH EXTERNAL =' 'MAIL FROM:<ann@b.example>' |
		grep '^553 5.7.1'
}

@test "AUTH EXTERNAL: 535 for another account, 504 for nobody's key" {
	dissononce
	listen
	sealed mine "AUTH EXTERNAL $(b64 ann@b.example)" \
		"AUTH EXTERNAL $(b64 nobody@b.example)" \
		'AUTH EXTERNAL YWI' 'AUTH EXTERNAL' '*' 'MAIL FROM:<>' \
		'AUTH EXTERNAL =' >said
	[ "$(grep -c '^535 5.7.8' said)" -eq 2 ]
	grep '^501 5.5.2' said
	grep '^501 5.7.0' said
	grep '^503 5.5.1' said
	sealed keys/current 'AUTH EXTERNAL =' "AUTH EXTERNAL $(b64 bob)" >said
	[ "$(grep -c '^504 5.5.4' said)" -eq 2 ]
	grep -x '250-AUTH PLAIN LOGIN' said
}

@test "AUTH EXTERNAL: accounts that are gone do not count" {
	dissononce
	echo "ann@b.example x25519 $MINE" >>authorized_keys
	sed -i /bob/d users
	listen
	sealed mine 'AUTH EXTERNAL =' | grep '^235 2.7.0'
	grep 'by=key sealed=1 user="ann@b.example"' log
	sealed mine "AUTH EXTERNAL $(b64 bob@b.example)" | grep '^535 5.7.8'
	sed -i /ann/d authorized_keys
	sealed mine 'AUTH EXTERNAL =' >said
	grep -x '250-AUTH PLAIN LOGIN' said
	grep '^504 5.5.4' said
}

@test "AUTH EXTERNAL: nobody is listed in a file that others may write to" {
	dissononce
	chmod 660 authorized_keys
	listen
	sealed mine 'AUTH EXTERNAL =' | grep '^504 5.5.4'
	grep authorized_keys log
}

@test "a password is taken in the channel, whatever plaintext-auth says" {
	dissononce
	listen -o plaintext-auth=never -o handshake=require
	sealed mine "AUTH PLAIN $(printf '\0ann@b.example\0%s' "$PASSWORD" |
		base64 -w0)" 'MAIL FROM:<ann@b.example>' >said
	grep '^235 2.7.0' said
	grep '^250 2.1.0' said
}

@test "RCKEY: current, next, old, in the clear and in the channel" {
	dissononce
	cp mine keys/next
	echo QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY= >keys/old
	printf 'RCKEY\nEHLO x\nRCKEY\nRCKEY x\nQUIT\n' |
		"$BUILD/smtpd-lite" -c conf -o log=none | tr -d '\r' >said
	grep x25519 said | head -n 3 >keys.said
	[ "$(sed -E 's/^(250.x25519) \S+ /\1 /' keys.said | tr '\n' ' ')" = \
		'250-x25519 current 250-x25519 next 250 x25519 old ' ]
	[ "$(cut -d' ' -f2 keys.said | head -n 2 | tr '\n' ' ')" = "$KEY $MINE " ]
	[ "$(grep -c x25519 said)" -eq 6 ]
	grep '^501 5.5.4' said
	listen
	sealed mine RCKEY | grep x25519 | cmp - keys.said
	rm keys/current keys/next
	printf 'RCKEY\n' | "$BUILD/smtpd-lite" -c conf -o log=none |
		grep -q '^250 x25519 [A-Za-z0-9+/]*= old'
	chmod 644 keys/old
	printf 'RCKEY\n' | "$BUILD/smtpd-lite" -c conf -o log=none |
		grep '^454 4.7.0'
}

@test "handshake = require: what is served in the clear, and what is not" {
	options=(-o handshake=require)
	for served in 250:EHLO\ x 250:HELO\ x 250:NOOP 250:RSET 214:HELP \
		221:QUIT 250:RCKEY 501:STARTNOISE; do
		clear_says "${served%%:*}" "${served#*:}"
	done
	for refused in 'MAIL FROM:<>' 'RCPT TO:<bob@b.example>' DATA 'BDAT 0 LAST' \
		'VRFY bob' 'AUTH PLAIN' 'AUTH PLAIN dGVzdA==' 'AUTH EXTERNAL =' \
		EXPN STARTTLS; do
		clear_says '530 5.7.0 Must issue STARTNOISE first' \
			'EHLO x' "$refused"
	done
	clear_says '530 5.7.0 Must issue STARTNOISE first' FROB
	printf 'EHLO x\n' | "$BUILD/smtpd-lite" -c conf -o log=none \
		-o handshake=require >said
	! grep AUTH said || return 1
	rm keys/current
	run "$BUILD/smtpd-lite" -c conf -o handshake=require </dev/null
	[ "$status" -eq 78 ] && [[ $output == *'421 4.3.5 '* ]]
}

# memory PID FILE: all that can be read of the memory of a process. 77: nobody
# may.
memory() {
	python3 - "$1" >"$2" <<-'EOF'
		import sys
		try:
		    maps = open(f"/proc/{sys.argv[1]}/maps")
		    mem = open(f"/proc/{sys.argv[1]}/mem", "rb", 0)
		except PermissionError:
		    sys.exit(77)
		with maps, mem:
		    for line in maps:
		        words = line.split()
		        if words[1][0] != "r" or words[-1].startswith("[v"):
		            continue
		        start, end = (int(x, 16) for x in words[0].split("-"))
		        mem.seek(start)
		        left = end - start
		        while left > 0 and (data := mem.read(min(left, 1 << 20))):
		            sys.stdout.buffer.write(data)
		            left -= len(data)
	EOF
}

# clean FILE...: none of the octets in secret.* is in these.
clean() {
	python3 - "$@" <<-'EOF'
		import glob, sys
		secrets = [open(n, "rb").read() for n in glob.glob("secret.*")]
		found = [(name, s) for name in sys.argv[1:] for s in secrets
		         if s in open(name, "rb").read()]
		sys.exit(f"{found}" if found or len(secrets) < 5 else 0)
	EOF
}

@test "no secret is left in log, replies, argv, environment or memory" {
	local i=0 secret response wrong may

	for_root
	response=$(printf '\0ann@b.example\0%s' "$PASSWORD" | base64 -w0)
	wrong=$(b64 "$PASSWORD, or not: it is wrong, and longer than a block is")
	head -c 32 /dev/urandom >secret.key
	base64 -w0 secret.key >keys/current
	for secret in "$PASSWORD" "$(b64 "$PASSWORD")" "$response" "$wrong" \
		"$(cat keys/current)"; do
		i=$((i + 1))
		printf %s "$secret" >"secret.$i"
	done
	coproc SERVER { exec "${as_root[@]}" "$BUILD/smtpd-lite" -c conf 2>log; }
	pid=$SERVER_PID
	exec {to}>&"${SERVER[1]}" {from}<&"${SERVER[0]}"
	# ask CODE LINE: sends a line and reads up to the end of the reply.
	ask() {
		[ -z "$2" ] || printf '%s\n' "$2" >&"$to"
		while read -r -t 30 -u "$from" line; do
			printf '%s\n' "$line" >>said
			[[ $line != [0-9][0-9][0-9]' '* ]] || break
		done
		[[ $line == "$1"* ]]
	}
	ask 220 ''
	ask 250 'EHLO x'
	ask 250 RCKEY
	ask 554 "STARTNOISE $NAME ${KEY/B6N8/C6N8} $MSG"
	ask 334 'AUTH LOGIN'
	ask 334 "$(b64 ann)"
	ask 535 "$wrong"
	ask 235 "AUTH PLAIN $response"
	ask 250 NOOP
	wire=$(cut -d' ' -f1 "/proc/$pid/task/$pid/children")
	for who in "$pid" "$wire"; do
		grep -q '^Max core file size  *0 ' "/proc/$who/limits"
		cat "/proc/$who/cmdline" "/proc/$who/environ" >"proc.$who"
		! sanitized || continue
		may=0
		memory "$who" "memory.$who" || may=$?
		[ "$may" -ne 77 ] || skip 'no memory may be read here'
		[ "$may" -eq 0 ]
		[ "$(stat -c %s "memory.$who")" -gt 100000 ]
		grep -aFq 'Must issue STARTNOISE' "memory.$who"
	done
	ask 221 QUIT
	! grep -F argon2id log said || return 1
	clean log said proc.*
	! sanitized || skip 'what sanitizers keep beside the memory has no end'
	clean memory.*
}
