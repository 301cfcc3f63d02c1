#!/usr/bin/env bats
# TLS in a Debian that was booted: the units of ports 465, 587 and 995, and the
# listener, with a pair that tls-install has put there; a mail through each by a
# client that proves whom it talks to. The tests build on each other.

load "$SRC/test/system/nspawn"

setup_file() {
	[ -x "$BUILD/tlsd-lite" ] || return 0
	container
	[ -z "$why" ] || return 0
	cd "$BATS_FILE_TMPDIR" || return
	# The name leads to the address of loopback in the container.
	openssl req -x509 -nodes -days 90 -newkey ec \
		-pkeyopt ec_paramgen_curve:P-256 -subj /CN=mx.example.org \
		-addext subjectAltName=DNS:mx.example.org \
		-keyout key -out cert 2>openssl.log
	printf '%s\r\n' 'Subject: hello' '' 'over TLS' >message
}

teardown_file() {
	[ ! -x "$BUILD/tlsd-lite" ] || container_end
}

setup() {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	[ -z "$why" ] || skip "$why"
	cd "$BATS_FILE_TMPDIR" || return
	# shellcheck disable=SC2154 # container sets it
	root=/proc/$leader/root
	etc=$root$(folder_of sysconfdir)/smtpd-lite
	box=$root$(folder_of localstatedir)/lib/smtpd-lite/mail/example.org/alice/new
	tools=$(folder_of sbindir)
}

# client URL OPTION...: curl, which trusts this certificate and no other.
client() {
	local port=${1##*:}

	beside curl -sS --max-time 30 --ssl-reqd --cacert cert \
		--resolve "mx.example.org:${port%%/*}:127.0.0.1" "$@"
}

# send URL OPTION...: one message.
send() {
	client "$@" --mail-from alice@example.org \
		--mail-rcpt alice@example.org --upload-file message
}

# came PROTOCOL: one message, as that, and away with it.
came() {
	grep -q "with $1 (TLS1.3 TLS_AES_256_GCM_SHA384)" "$box"/*
	[ "$(find "$box" -type f | wc -l)" -eq 1 ]
	rm "$box"/*
}

@test "the units have no mistakes" {
	run inside systemd-analyze verify --man=no \
		smtpd-lite-submission.socket smtpd-lite-submission@1.service \
		smtpd-lite-submissions.socket smtpd-lite-submissions@1.service \
		pop3d-lite-tls.socket pop3d-lite-tls@1.service
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$output" = '' ]
}

@test "tls-install and the sockets of 587, 465 and 995" {
	inside systemctl enable --now smtpd-lite-submission.socket \
		smtpd-lite-submissions.socket pop3d-lite-tls.socket
	cp cert key "$root/root"
	inside sh "$(folder_of docdir)/tls-install" /root/cert /root/key
	[ "$(inside stat -c '%U:%G %a' "${etc#"$root"}/tls/privkey.pem")" = \
		'root:smtpd-lite 640' ]
	echo secret | inside "$tools/smtpd-litectl" user add alice@example.org
	echo 'hostname = mx.example.org' >>"$etc/smtpd-lite.conf"
	inside "$tools/smtpd-litectl" check
}

@test "587: STARTTLS and a login; without either no MAIL" {
	send smtp://mx.example.org:587 -u alice@example.org:secret
	came ESMTPSA
	run send smtp://mx.example.org:587
	[ "$status" -ne 0 ]
	[[ $output == *530* ]]
	run beside curl -sS --max-time 30 smtp://127.0.0.1:587 \
		--mail-from a@b.example --mail-rcpt alice@example.org \
		--upload-file message
	[ "$status" -ne 0 ]
	[[ $output == *530* ]]
}

@test "465: TLS from the first octet, and a login" {
	send smtps://mx.example.org:465 -u alice@example.org:secret
	grep -q 'with ESMTPSA (TLS1.3 ' "$box"/*
	run send smtps://mx.example.org:465
	[ "$status" -ne 0 ]
	[[ $output == *530* ]]
}

@test "995: the mail is read" {
	client pop3s://mx.example.org:995/1 -u alice@example.org:secret |
		grep 'over TLS'
	# As a reader leaves it.
	[ "$(find "${box%/new}/cur" -name '*:2,S' | wc -l)" -eq 1 ]
	rm "${box%/new}/cur"/*
}

@test "the listener: STARTTLS, and a session that a restart lets end" {
	inside systemctl enable --now smtpd-lite-listen.socket
	send smtp://mx.example.org:25
	came ESMTPS
	inside systemctl restart smtpd-lite-listen.service
	send smtp://mx.example.org:25
	came ESMTPS
}

@test "a key that cannot be read: mail in the clear, and a line in the journal" {
	chmod 0644 "$etc/tls/privkey.pem"
	run send smtp://mx.example.org:25
	[ "$status" -ne 0 ]
	beside curl -sS --max-time 30 smtp://127.0.0.1:25 \
		--mail-from a@b.example --mail-rcpt alice@example.org \
		--upload-file message
	grep -q 'with ESMTP$' "$box"/*
	within 10 reported 'must be 0600, 0400, 0640 or 0440'
	run inside "$tools/smtpd-litectl" check
	[ "$status" -eq 78 ]
	chmod 0640 "$etc/tls/privkey.pem"
	inside "$tools/smtpd-litectl" check
}

reported() {
	inside journalctl --no-pager -o cat -t smtpd-lite | grep -F -- "$1"
}
