#!/usr/bin/env bats
# smtp-lite and TLS servers that nobody here wrote: Postfix, aiosmtpd and
# OpenSSL. Postfix needs root and a package's archive: test/run.
# shellcheck disable=SC2154 # status and to are of bats and client_site
load ../lib/play
load ../lib/client_site

setup_file() {
	[ -x "$BUILD/tlsc-lite" ] || return 0
	mkdir "$BATS_FILE_TMPDIR/certs"
	export CERTS=$BATS_FILE_TMPDIR/certs
	cd "$CERTS" && "$SRC/test/lib/certs.py"
}

setup() {
	[ -x "$BUILD/tlsc-lite" ] || skip 'built --with-tls=no'
	client_setup
	echo "tls-program = $BUILD/tlsc-lite" >config/smtp-lite/smtp-lite.conf
	ca=(--tls-ca "$CERTS/ca.crt")
}

teardown() {
	client_teardown
}

needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# The file beside: what is done beside Postfix.
make_beside() {
	cat >beside <<-'END'
		set -eu
		send() {
			"$BUILD/smtp-lite" -f ann@b.example --timeout 60 "$@" bob@b.example
		}
		send --server localhost --tls starttls --tls-ca "$CERTS/ca.crt" <message
		send --server 127.0.0.1:465 --tls-ca "$CERTS/ca.crt" <message
		head -c 30000000 /dev/zero | tr '\0' x | fold >large
		send --server localhost:465 --tls-ca "$CERTS/ca.crt" <large
		send --server localhost:465 --tls-ca "$CERTS/other-ca.crt" <message ||
			echo "exit $?"
		printf 'EHLO x\r\nQUIT\r\n' | "$BUILD/smtp-lite" --interactive \
			--server localhost:465 --tls-ca "$CERTS/ca.crt"
		for i in $(seq 300); do
			set -- $(ls /run/mail/bob/new 2>/dev/null)
			[ $# -lt 3 ] || break
			sleep 0.1
		done
		grep -rlE 'using TLSv1.3' /run/mail/bob/new | wc -l
	END
}

@test "Postfix: STARTTLS, TLS at once, 30 MB" {
	[ "$(id -u)" -eq 0 ] || skip 'needs root'
	[ -x "$BUILD/packages/postfix/usr/sbin/postfix" ]
	make_beside
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" "$CERTS"
	run unshare -mnpf --mount-proc --kill-child \
		"$SRC/test/system/postfix.sh" "$BUILD/packages/postfix" "$CERTS" \
		sh "$PWD/beside"
	echo "$status: $output"
	[ "$status" -eq 0 ]
	contains 'no CA that is trusted here'
	contains 'exit 76'
	contains '221 2.0.0 Bye'
	[ "${lines[-1]}" -eq 3 ]
}

# aiosmtpd CERT: that server, which wants TLS and then a login.
aiosmtpd() {
	/usr/bin/python3 -c 'import aiosmtpd' ||
		skip 'python3-aiosmtpd is not installed'
	mkfifo answer
	"$SRC/test/system/foreign_server.py" 0 "$CERTS/$1.pem" >answer 2>>log 3>&- &
	servers+=("$!")
	exec 4<answer
	read -r port <&4
	call "127.0.0.1:$port"
}

@test "aiosmtpd: STARTTLS, and a login in it" {
	aiosmtpd right-rsa
	(umask 077 && echo 'correct horse' >right)
	gives 0 --tls starttls "${ca[@]}" -u ann --password-file right
	read -r -t 10 got <&4
	[[ $got == "('c.example', True, 'ann@b.example', "* ]]
	gives 69
	contains 'Must issue a STARTTLS command first'
	gives 76 --tls starttls
}

@test "openssl s_server: TLS from the first octet" {
	needs openssl
	mkfifo words
	openssl s_server -accept 127.0.0.1:0 -cert "$CERTS/right-ec.crt" \
		-key "$CERTS/right-ec.key" -crlf <words >heard 2>&1 3>&- &
	servers+=("$!")
	exec 5>words
	until_true grep -q '^ACCEPT 127' heard
	call "127.0.0.1:$(sed -n 's/^ACCEPT .*://p' heard)"
	printf '220 hi\n221 bye\nQ\n' >&5
	run "$BUILD/smtp-lite" --server "$to" --tls implicit "${ca[@]}" \
		--timeout 10 --interactive <<<'HELO c'
	echo "$status: $output"
	[ "$status" -eq 0 ]
	contains '220 hi'
	contains '221 bye'
}

@test "every system call of tlsc-lite fails, or is its last" {
	needs strace
	! sanitized || skip 'the sanitizers make thousands of calls'
	mkdir error killed
	(cd error && "$SRC/test/lib/tlsc_faults.py" error)
	(cd killed && "$SRC/test/lib/tlsc_faults.py" killed)
}

@test "every system call of tlsc-lite fails under its filter" {
	needs_tracer
	! sanitized || skip 'the sanitizers make thousands of calls'
	mkdir filter
	(cd filter && "$SRC/test/lib/tlsc_faults.py" filter)
}
