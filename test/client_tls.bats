#!/usr/bin/env bats
# smtp-lite and TLS: when, with whom, and what it does if a server cannot prove
# itself. tlsc.bats has the certificates in detail.
# shellcheck disable=SC2030,SC2031,SC2154 # each test has its own `status`
load lib/client_site

able() {
	[ -x "$BUILD/tlsc-lite" ] && command -v openssl >/dev/null
}

setup_file() {
	able || return 0
	mkdir "$BATS_FILE_TMPDIR/certs"
	export CERTS=$BATS_FILE_TMPDIR/certs
	cd "$CERTS" && "$SRC/test/lib/certs.py"
}

setup() {
	[ -x "$BUILD/tlsc-lite" ] || skip 'built --with-tls=no'
	command -v openssl >/dev/null || skip 'no openssl'
	to=''
	client_setup
	conf=config/smtp-lite/smtp-lite.conf
	setting "tls-program = $BUILD/tlsc-lite"
	ca=(--tls-ca "$CERTS/ca.crt")
}

teardown() {
	client_teardown
}

# setting LINE...: the user's file has these.
setting() {
	printf '%s\n' "$@" >>"$conf"
}

# serve CERT OPTION...: smtpd-lite with this certificate.
serve() {
	listen -o tls-cert="$CERTS/$1.pem" -o tls-key="$CERTS/$1.key" \
		-o tls-program="$BUILD/tlsd-lite" "${@:2}"
}

# tls STEP=ANSWER...: a server that says this, with TLS; far_tls: elsewhere.
tls() {
	started "$SRC/test/lib/fake_tls.py" "$@"
}

far_tls() {
	far_by fake_tls.py "$@"
}

# pin_of NAME
pin_of() {
	openssl x509 -in "$CERTS/$1.crt" -noout -pubkey |
		openssl pkey -pubin -outform der |
		openssl dgst -sha256 -binary | base64 | sed 's,^,sha256//,'
}

# unsent: neither address nor message nor login went out, in the clear or not.
unsent() {
	until_true closed
	if grep -E '^(MAIL|RCPT|DATA|AUTH|\(tls)' said; then return 1; fi
}

# came PROTOCOL: the message, over TLS; and away with it.
came() {
	grep -qE "with $1 \(TLS1\.[23] TLS_" mail/b.example/bob/new/*
	rm -r mail/b.example/bob
}

@test "client TLS: STARTTLS, and from the first octet" {
	serve right-ec
	gives 0 --tls starttls "${ca[@]}"
	came ESMTPS
	echo 'correct horse' >password
	gives 0 --tls starttls "${ca[@]}" -u ann@b.example --password-file password
	came ESMTPSA
	gives 0 --tls starttls "${ca[@]}" -v
	contains '> "STARTTLS"'
	contains '= "TLS1.3 TLS_AES_256_GCM_SHA384"'
	came ESMTPS
	# The chain is sent as it stands in the file.
	serve chained
	gives 0 --tls starttls "${ca[@]}"
	came ESMTPS
	serve incomplete
	gives 76 --tls starttls "${ca[@]}"
	serve right-rsa -o tls=implicit
	gives 0 --tls implicit "${ca[@]}"
	came ESMTPS
	gives 0 --tls implicit --tls-pin "$(pin_of right-rsa)"
	came ESMTPS
}

@test "client TLS: on this machine only if one asks for it" {
	serve own
	gives 0
	gives 0 "${ca[@]}"
	gives 0 --plain
	[ "$(grep -l 'with ESMTP$' mail/b.example/bob/new/* | wc -l)" -eq 3 ]
	rm -r mail/b.example/bob
	gives 0 --tls-pin "$(pin_of own)"
	came ESMTPS
	setting "tls-pin = $(pin_of right-ec);$(pin_of own)"
	gives 0 --plain
	came ESMTPS
	setting 'tls = starttls' "tls-pin = $(pin_of ca)"
	gives 76
	gives 0 --tls-pin "$(pin_of own)"
	came ESMTPS
}

@test "client TLS: elsewhere where it is offered, whatever --plain says" {
	local options
	elsewhere
	for options in '' --plain '--tls starttls'; do
		far_tls
		# shellcheck disable=SC2086 # none, one or two
		far_gives 0 "${ca[@]}" $options
		until_true closed
		[ "$(grep -v '^[FDM].*: ' said)" = "$(printf '%s\n' \
			'EHLO c.example' STARTTLS '(tls TLSv1.3 None)' \
			'EHLO c.example' "MAIL FROM:<ann@b.example> SIZE=$(size)" \
			'RCPT TO:<bob@b.example>' DATA 'Subject: hello' '' \
			world . QUIT --)" ]
		rm said
		# The CAs of the system do not know it: nothing, not even so.
		# shellcheck disable=SC2086
		far_gives 76 $options
		contains 'no CA that is trusted here'
		unsent
	done
	far_tls
	far_gives 77 --tls off
	unsent
	far_tls
	far_gives 0 --tls off --plain
	until_true closed
	if grep -q '(tls' said; then false; fi
}

# size: as MAIL has told it.
size() {
	sed -n 's/^MAIL.*SIZE=//p' said
}

@test "client TLS: port 465 has it from the first octet" {
	elsewhere
	far_tls tls=implicit port=465
	far_gives 0 "${ca[@]}"
	until_true closed
	grep '^(tls TLSv1.3 None)$' said
	far_gives 76
	started "${inside[@]}" "$SRC/test/lib/fake_tls.py" tls=implicit \
		port=465 bind=127.0.0.1
	to=localhost:465
	far_gives 0 "${ca[@]}"
	until_true closed
	grep '^(tls TLSv1.3 localhost)$' said
}

@test "client TLS: what was learnt before it is forgotten" {
	echo secret >password
	tls 'EHLO1=250-fake\r\n250-SIZE\r\n250-AUTH PLAIN\r\n250 STARTTLS' \
		'EHLO2=250 fake'
	gives 0 --tls starttls "${ca[@]}"
	until_true closed
	grep -x 'MAIL FROM:<ann@b.example>' said
	rm said
	gives 69 --tls starttls "${ca[@]}" -u ann --password-file password
	contains 'offers no login'
	until_true closed
	if grep AUTH said; then false; fi
	# It has never heard of EHLO, in TLS.
	tls 'EHLO2=500 what?'
	gives 0 --tls starttls "${ca[@]}"
	until_true closed
	grep -x 'HELO c.example' said
}

@test "client TLS: an answer behind that to STARTTLS is 76" {
	local how
	for how in 'STARTTLS=raw:220 go on\r\n250 injected\r\n' \
		'STARTTLS=raw:220 go on\r\n2' \
		'EHLO1=250-fake\r\n250 STARTTLS\r\n220 go on'; do
		tls "$how"
		gives 76 --tls starttls "${ca[@]}"
		contains 'tampered with'
		unsent
	done
	# It comes late, and is no part of a handshake.
	tls 'hello=raw:250 injected\r\n'
	gives 76 --tls starttls "${ca[@]}"
	contains 'no TLS with this server; nothing was sent'
	unsent
}

@test "client TLS: STARTTLS that was taken out is 76, with the cure" {
	local option
	for option in '--tls starttls' "--tls-pin $(pin_of own)"; do
		tls 'EHLO1=250-fake\r\n250 XXXXXXXA'
		# shellcheck disable=SC2086
		gives 76 $option --plain
		contains 'tls = implicit'
		unsent
		tls 'EHLO1=500 what?'
		# shellcheck disable=SC2086
		gives 76 $option
		unsent
	done
	elsewhere
	far_tls 'EHLO1=250 fake'
	far_gives 77
	contains 'TLS is off or not offered'
	contains --plain
	unsent
	far_tls 'EHLO1=250 fake'
	far_gives 0 --plain
	until_true closed
	grep -x world said
	[ "$(grep -c EHLO said)" -eq 1 ]
	echo secret >password
	far_tls 'EHLO1=250 AUTH PLAIN'
	far_gives 78 --plain -u ann --password-file password
	contains 'in the clear'
	unsent
}

@test "client TLS: what a server may answer to STARTTLS" {
	local step
	while read -r step code; do
		tls "STARTTLS=${step//_/ }"
		gives "$code" --tls starttls "${ca[@]}"
		unsent
	done <<-END
		454_not_now 75
		500_what? 76
		250_go_on 76
		close 75
		garbage 69
	END
}

@test "client TLS: a handshake that fails" {
	tls hello=close
	gives 75 --tls starttls "${ca[@]}"
	contains 'connection is lost'
	unsent
	tls most=1.1
	gives 76 --tls starttls "${ca[@]}"
	contains 'TLS 1.2 or 1.3'
	unsent
	tls hello=hang
	gives 75 --tls starttls "${ca[@]}" --timeout 1
	contains 'no answer in time'
	unsent
	# A record without end.
	tls hello=drip
	gives 75 --tls starttls "${ca[@]}" --timeout 1
	contains 'no answer in time'
	unsent
	# One speaks TLS at once, the other waits for it.
	tls tls=implicit
	gives 75 --tls starttls "${ca[@]}" --timeout 1
	tls
	gives 76 --tls implicit "${ca[@]}"
	contains 'no TLS with this server'
}

@test "client TLS: a server that cannot prove itself gets nothing, 76" {
	local cert words
	echo secret >password
	while read -r cert words; do
		tls cert="$cert"
		gives 76 --tls starttls "${ca[@]}" -u ann --password-file password
		contains "$words"
		contains 'nothing was sent'
		unsent
	done <<-END
		expired has expired
		early not valid yet
		misnamed made out for another name
		misnamed (tls-pin): "other.example"
		client-only proves nothing
		stranger (tls-pin): "$(pin_of stranger)"
		own (tls-pin): "$(pin_of own)"
		incomplete no CA that is trusted here
	END
	# The cure that was named.
	gives 0 --tls-pin "$(pin_of incomplete)" -u ann --password-file password
	until_true grep -q '^AUTH PLAIN' said
}

@test "client TLS: a certificate that is another one now" {
	tls cert=own,own,right-ec
	setting "tls-pin = $(pin_of own)"
	gives 0
	until_true closed
	rm said
	gives 0
	until_true closed
	rm said
	gives 76
	contains "(tls-pin): \"$(pin_of right-ec)\""
	unsent
}

@test "client TLS: the end is told, and a cut is noticed" {
	tls
	gives 0 --tls starttls "${ca[@]}"
	until_true closed
	if grep -i eof said; then false; fi
	# The mail is there; what is cut has been said already.
	tls end=cut
	gives 0 --tls starttls "${ca[@]}"
	tls dot=close end=cut
	gives 75 --tls starttls "${ca[@]}"
	contains 'may have been delivered'
	tls 'NOOP=raw:250 half of' end=cut
	run "$BUILD/smtp-lite" --server "$to" --tls starttls "${ca[@]}" \
		--timeout 10 --interactive <<<NOOP
	echo "$status: $output"
	[ "$status" -eq 75 ]
	contains '250 half of'
	contains 'connection is lost'
}

@test "client TLS: --interactive and -bs" {
	serve right-ec
	run "$BUILD/smtp-lite" --server "$to" --tls starttls "${ca[@]}" \
		--interactive <<-END
		EHLO c
		MAIL FROM:<ann@b.example>
		RCPT TO:<bob@b.example>
		DATA

		hi
		.
	END
	echo "$status: $output"
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = '220 mx.example ESMTP smtpd-lite' ]
	contains '250 2.0.0 Stored'
	lacks STARTTLS
	came ESMTPS
	setting 'tls = starttls' "tls-ca = $CERTS/ca.crt"
	run "$BUILD/smtp-lite" --server "$to" -bs < <(printf 'NOOP\r\nQUIT\r\n')
	echo "$status: $output"
	[ "$status" -eq 0 ]
	contains $'250 2.0.0 Ok\r'
	contains $'221 2.0.0 Bye\r'
}

@test "client TLS: in the place of sendmail" {
	serve right-ec -o tls=implicit
	ln -s "$BUILD/smtp-lite" sendmail
	setting "server = $to" 'tls = implicit' "tls-ca = $CERTS/ca.crt"
	./sendmail -f ann@b.example bob@b.example <message
	came ESMTPS
	run ./sendmail --tls off bob@b.example <message
	[ "$status" -eq 64 ]
}

@test "client TLS: a known key goes first, and so does --tofu" {
	serve own
	gives 0 --pin "$KEY" --tls starttls --tls-pin "$(pin_of ca)"
	grep -q Noise_XK mail/b.example/bob/new/*
	rm -r mail/b.example/bob
	echo "$to x25519 $KEY" >config/smtp-lite/known_hosts
	gives 0 --tls starttls
	grep -q Noise_XK mail/b.example/bob/new/*
	elsewhere
	far_tls "RCKEY=250 x25519 $KEY current" \
		'EHLO1=250-fake\r\n250-STARTNOISE x\r\n250 STARTTLS'
	far_gives 76 --tofu
	until_true closed
	grep '^STARTNOISE ' said
	if grep STARTTLS said; then false; fi
	# One without a key.
	far_tls
	far_gives 0 --tofu "${ca[@]}"
	until_true closed
	grep '^(tls' said
}

@test "client TLS: a server that requires it takes Noise for it" {
	# asks LINE OPTION...: what the server says to EHLO and the line.
	asks() {
		run "$BUILD/smtp-lite" --server "$to" --interactive "${@:2}" \
			<<<"EHLO c"$'\n'"$1"
		echo "$status: $output"
	}
	serve own -o tls=require
	gives 0 --pin "$KEY"
	grep -q Noise_XK mail/b.example/bob/new/*
	rm -r mail/b.example/bob
	asks STARTTLS --pin "$KEY"
	contains '503 5.5.1'
	lacks 250-STARTTLS
	asks 'MAIL FROM:<>'
	contains '530 5.7.0'
	contains 250-STARTTLS
	contains 250-STARTNOISE
	# Where Noise is required, TLS would be in its way.
	serve own -o handshake=require
	gives 0 --pin "$KEY"
	asks STARTTLS
	contains '530 5.7.0'
	lacks 250-STARTTLS
	serve own -o handshake=require -o tls=require
	gives 0 --pin "$KEY"
}

@test "client TLS: --tofu with a server that tells no key" {
	local options
	elsewhere
	for options in --tofu '--tofu --plain'; do
		# Better than the clear is offered.
		far_tls 'EHLO1=250-fake\r\n250-STARTNOISE x\r\n250 STARTTLS'
		# shellcheck disable=SC2086 # one or two
		far_gives 0 $options "${ca[@]}"
		until_true closed
		[ "$(sed -n 2,4p said)" = $'RCKEY\nSTARTTLS\n(tls TLSv1.3 None)' ]
		far_tls 'EHLO1=250-fake\r\n250-STARTNOISE x\r\n250 STARTTLS'
		# shellcheck disable=SC2086
		far_gives 76 $options
		contains 'nothing was sent'
		unsent
	done
	# With a key of ours no password was asked for, and TLS wants one.
	"$BUILD/smtp-lite" --new-key key
	far_tls 'EHLO1=250-fake\r\n250-STARTNOISE x\r\n250 STARTTLS' \
		'EHLO2=250 AUTH PLAIN'
	far_gives 69 --tofu --key key -u ann "${ca[@]}"
	contains 'a password is needed to log in there (--password-command)'
	until_true closed
	if grep MAIL said; then false; fi
	# Nothing better: the hint is true, and not given where it would not be.
	far_tls 'EHLO1=250-fake\r\n250 STARTNOISE x'
	far_gives 77 --tofu
	contains 'nothing was sent (--plain would)'
	unsent
	far_tls 'EHLO1=250-fake\r\n250 STARTNOISE x'
	far_gives 0 --tofu --plain
	echo secret >password
	far_tls 'EHLO1=250 AUTH PLAIN'
	far_gives 77 -u ann --password-file password
	contains 'nothing was sent'
	lacks --plain
	unsent
}

@test "client TLS: our own key does not log us in there" {
	"$BUILD/smtp-lite" --new-key config/smtp-lite/key
	tls 'EHLO2=250-fake\r\n250 AUTH EXTERNAL PLAIN'
	gives 0 --tls starttls "${ca[@]}"
	until_true closed
	if grep AUTH said; then false; fi
	echo secret >password
	gives 0 --tls starttls "${ca[@]}" -u ann --password-file password
	until_true grep '^AUTH PLAIN' said
}

@test "client TLS: without tlsc-lite, 78 says so" {
	setting 'tls-program = /nowhere/tlsc-lite'
	tls
	for how in starttls implicit; do
		gives 78 --tls "$how" "${ca[@]}"
		contains 'built --with-tls=no?'
	done
	gives 78 --tls-pin "$(pin_of own)"
	[ ! -e said ]
	gives 0
	elsewhere
	far_tls
	far_gives 78 --plain
	contains 'built --with-tls=no?'
	unsent
	# It can be started, and that is all.
	printf '#!/bin/nowhere\n' >broken
	chmod 700 broken
	setting "tls-program = $PWD/broken"
	tls
	gives 78 --tls starttls
	contains 'tlsc-lite does not work'
	contains 'No such file'
}

@test "client TLS: settings that cannot be" {
	local value
	for value in on '' OFF starttls,off; do
		gives 64 --tls "$value"
	done
	for value in '' x "$(pin_of own | sed s/256/1/)" \
		"$(pin_of own | sed 's/.$//')" "$(pin_of own);x" 'sha256//' ';'; do
		gives 64 --tls-pin "$value"
	done
	tls
	gives 78 --tls off --tls-pin "$(pin_of own)"
	[ ! -e said ]
	gives 78 --tls starttls --tls-ca nowhere
	contains '"nowhere: '
	unsent
	started "$SRC/test/lib/fake_tls.py" cert=own bind="$PWD/socket"
	to=$PWD/socket
	gives 78 --tls starttls
	contains 'a UNIX socket has no name'
	gives 0 --tls-pin "$(pin_of own)"
}

# relay TEXT: in the place of tlsc-lite, this Python with `tell(word, text)`.
relay() {
	cat >relay <<-END
		#!/usr/bin/python3 -ESB
		import os, re, struct, time
		words = re.findall(r'^\tTLS_(\w+)', open('$SRC/src/base/tls_talk.h').read(), re.M)
		def tell(word, text):
		    number = words.index(word) + 1 if isinstance(word, str) else word
		    os.write(3, struct.pack('I240s', number, text))
		$1
	END
	chmod 700 relay
	setting "tls-program = $PWD/relay"
}

@test "client TLS: a tlsc-lite that was taken over" {
	local word
	tls
	for word in "'STRANGER'" "'FAILED'" "'LOST'" 999; do
		relay "tell($word, b'\\x1b[2J\"' + b'x' * 237)"
		gives 76 --tls starttls
		contains '"\x1b[2J\"xxx'
		lacks $'\x1b'
	done
	relay 'pass'
	gives 75 --tls starttls
	contains 'without a word'
	relay 'os.write(3, b"short")'
	gives 75 --tls starttls
	relay 'time.sleep(20)'
	gives 75 --tls starttls --timeout 1
	# It is sealed, it says; and then nothing.
	relay 'tell("SEALED", b"TLS9")'
	gives 75 --tls starttls
	contains 'connection is lost'
}

@test "client TLS: a tlsc-lite that dies in mid-session" {
	local step
	# It is killed when the client has said this.
	dies_at() {
		relay "
tell('SEALED', b'TLS9')
heard = b''
while b'$1' not in heard:
    heard += os.read(4, 9999)
    last = heard.splitlines(True)[-1]
    if last.endswith(b'\r\n') and b'$1' not in heard:
        os.write(4, b'354 go on\r\n' if last == b'DATA\r\n' else b'250 ok\r\n')
os.kill(os.getpid(), 9)"
	}
	tls
	for step in EHLO MAIL RCPT DATA; do
		dies_at "$step"
		gives 75 --tls starttls
		contains 'the connection is lost'
		lacks 'may have been delivered'
	done
	dies_at '\r\n.\r\n'
	gives 75 --tls starttls
	contains 'may have been delivered'
	# All is said.
	dies_at QUIT
	gives 0 --tls starttls
	dies_at NOOP
	run "$BUILD/smtp-lite" --server "$to" --tls starttls --timeout 10 \
		--interactive <<<$'NOOP\nQUIT'
	echo "$status: $output"
	[ "$status" -eq 75 ]
	contains 'the connection is lost'
}

@test "client TLS: nothing of the environment counts there" {
	tls
	SSLKEYLOGFILE=$PWD/keys.log GNUTLS_DEBUG_LEVEL=9 \
		gives 0 --tls starttls "${ca[@]}"
	[ -z "$output" ] || [ "$output" = 'exit 0: ' ]
	[ ! -e keys.log ]
}

@test "client TLS: the bar shows what goes out" {
	head -c 30000000 /dev/zero | tr '\0' x | fold >large
	tls read=slow
	run "$SRC/test/lib/terminal_steps.py" 'size 100' 'file large' -- \
		"$BUILD/smtp-lite" --server "$to" --tls starttls "${ca[@]}" \
		-f a@b x@y --timeout 5
	contains '###'
	contains ' %, '
}

@test "TLS is in tlsd-lite and tlsc-lite alone" {
	local program
	command -v readelf >/dev/null || skip 'no readelf'
	for program in tlsc-lite tlsd-lite; do
		readelf -d "$BUILD/$program" | grep -qi gnutls
	done
	for program in smtp-lite smtpd-lite pop3d-lite smtpd-litectl; do
		readelf -d "$BUILD/$program" >needs
		if grep -iE 'gnutls|ssl' needs; then false; fi
	done
}
