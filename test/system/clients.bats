#!/usr/bin/env bats
# Programs that people send mail with, against smtpd-lite under tcpserver on
# the loopback interface. What each was given must stand in the Maildir, byte
# by byte. Needs packages and, for smtp-source, a package's archive: test/run.
load ../lib/play

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	echo bob@example.org >users
	# A message with everything that is easily mangled.
	{
		printf '%s\n' 'From: Ann <ann@client.example>' \
			'To: bob@example.org' 'Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=' \
			'Date: Fri, 21 Nov 2025 04:17:00 +0000' \
			'Message-ID: <1@client.example>' 'MIME-Version: 1.0' \
			'Content-Type: text/plain; charset=utf-8' \
			'Content-Transfer-Encoding: 8bit' '' \
			'.' '..' '.dot' 'From here on' '' ' grüße	' '.' '' 'end.'
	} >message
	tcpserver_begin smtpd-lite -o hostname=mx.example
}

teardown_file() {
	tcpserver_end
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
	rm -rf mail/example.org
}

# body: the one message in bob's Maildir without its two trace headers.
body() {
	local files=(mail/example.org/bob/new/*)
	[ ${#files[@]} -eq 1 ] && sed '1,/^	[A-Z][a-z][a-z], /d' "${files[0]}"
}

# whole [TEXT]: it is the message, with TEXT behind it.
whole() {
	body | cmp - <(cat message && printf '%b' "${1-}")
	[ -z "$(find mail -path '*/tmp/*')" ]
}

@test "curl" {
	curl -sS --url "smtp://127.0.0.1:$PORT/client.example" \
		--mail-from ann@client.example --mail-rcpt bob@example.org \
		--upload-file message --crlf
	whole
}

@test "curl is told of a refusal" {
	run curl -sS --url "smtp://127.0.0.1:$PORT/client.example" \
		--mail-from ann@client.example --mail-rcpt eve@example.org \
		--upload-file message --crlf
	[ "$status" -eq 55 ]
	[[ $output == *550* ]]
}

@test "swaks, over TCP" {
	swaks --server "127.0.0.1:$PORT" --from ann@client.example \
		--to bob@example.org --helo client.example --data @message
	whole '\n' # swaks ends with an empty line
}

@test "swaks, through a pipe" {
	swaks --pipe "$BUILD/smtpd-lite -m mail -o log=none" \
		--from ann@client.example --to bob@example.org \
		--helo client.example --data @message
	whole '\n' # swaks ends with an empty line
}

@test "msmtp" {
	msmtp --host=127.0.0.1 --port="$PORT" --tls=off --auth=off \
		--domain=client.example --from=ann@client.example \
		-- bob@example.org <message
	whole
}

@test "msmtp is told of a refusal" {
	run msmtp --host=127.0.0.1 --port="$PORT" --tls=off --auth=off \
		--domain=client.example --from=ann@client.example \
		-- eve@example.org <message
	[ "$status" -eq 67 ] || [ "$status" -eq 65 ]
}

@test "mutt" {
	printf '%s\n' "set smtp_url = smtp://127.0.0.1:$PORT" \
		'set ssl_force_tls = no' 'set ssl_starttls = no' \
		'set from = ann@client.example' \
		'set hostname = client.example' 'set copy = no' \
		'set charset = utf-8' 'set send_charset = utf-8' \
		'set allow_8bit = yes' >muttrc
	sed '1,/^$/d' message >text
	LC_ALL=C.UTF-8 HOME=$PWD mutt -F muttrc -s grüße -- \
		bob@example.org <text
	body | sed '1,/^$/d' | cmp - text
	body | grep -q '^Subject: =?utf-8?.*?=$'
	grep -q '^Return-Path: <ann@client.example>$' mail/example.org/bob/new/*
}

@test "Python's smtplib" {
	/usr/bin/python3 -I - "$PORT" <<-'END'
		import smtplib, sys
		with open("message", "rb") as file:
		    text = file.read().replace(b"\n", b"\r\n")
		with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), "client.example") as smtp:
		    smtp.ehlo()
		    assert smtp.esmtp_features["size"] == "52428800"
		    assert smtp.verify("bob")[0] == 252
		    refused = smtp.sendmail("ann@client.example",
		        ["bob@example.org", "eve@example.org"], text,
		        ["BODY=8BITMIME"])
		    assert list(refused) == ["eve@example.org"], refused
		    assert refused["eve@example.org"][0] == 550
	END
	whole
}

@test "Python's smtplib, a thousand messages in a session" {
	/usr/bin/python3 -I - "$PORT" <<-'END'
		import smtplib, sys
		with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), "client.example") as smtp:
		    for number in range(1000):
		        smtp.sendmail("ann@client.example", "bob@example.org", f"{number}\n")
	END
	cat mail/example.org/bob/new/* | grep -x '[0-9]*' | sort -n |
		cmp - <(seq 0 999)
}

@test "Postfix's smtp-source" {
	package=$BUILD/packages/postfix
	[ -x "$package/usr/sbin/smtp-source" ]
	LD_LIBRARY_PATH=$package/usr/lib/postfix timeout 120 \
		"$package/usr/sbin/smtp-source" -c -s 4 -m 200 -l 5000 \
		-M client.example -f ann@client.example -t bob@example.org \
		"127.0.0.1:$PORT"
	[ "$(find mail/example.org/ -path '*/new/*' | wc -l)" -eq 200 ]
	# All of them are the same but for their trace headers and ids.
	for file in mail/example.org/*/new/*; do
		sed '1,/^	[A-Z][a-z][a-z], /d; /^Message-Id: /d; /^Date: /d' \
			"$file" | md5sum
	done | sort -u | wc -l | grep -qx 1
}
