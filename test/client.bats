#!/usr/bin/env bats
# smtp-lite: messages, envelopes, exit codes, a server that fails at every
# step. client_trust.bats has what it trusts.
load lib/client_site
load lib/play

setup() {
	port='' to=''
	client_setup
}

# as_sendmail: ./sendmail, which calls the server of now.
as_sendmail() {
	ln -sf "$BUILD/smtp-lite" sendmail
	echo "server = $to" >config/smtp-lite/smtp-lite.conf
}

teardown() {
	client_teardown
}

@test "client: --help and --version" {
	run "$BUILD/smtp-lite" --help
	[ "$status" -eq 0 ]
	contains --password-command
	run "$BUILD/smtp-lite" --version
	[ "$status" -eq 0 ] && [[ $output == 'smtp-lite '[0-9]* ]]
}

@test "client: usage is 64" {
	for args in '' '--nothing a@b' '-bd' '--timeout 0 a@b' '--timeout x a@b' \
		'--timeout -1 a@b' '--server : a@b' '--server x:0 a@b' \
		'--pin AAAA a@b' '--helo a_b!c a@b' '--interactive a@b' '-bs a@b' \
		'-f' '--new-key' '--new-key x a@b' '--pin'; do
		# shellcheck disable=SC2086
		run "$BUILD/smtp-lite" $args </dev/null
		echo "$args: $status $output"
		[ "$status" -eq 64 ]
		[ "${#lines[@]}" -eq 1 ]
		[ ! -e x ]
	done
	run "$BUILD/smtp-lite" --nothing=x a@b </dev/null
	[ "$output" = 'smtp-lite: no such option (see --help): "--nothing=x"' ]
	run "$BUILD/smtp-lite" -tz a@b </dev/null
	[ "$output" = 'smtp-lite: no such option (see --help): "-z"' ]
	run "$BUILD/smtp-lite" a@b --helo </dev/null
	contains 'without its argument (see --help): "--helo"'
}

@test "A6: called as sendmail, no recipient is an option" {
	local option
	fake
	as_sendmail
	echo secret >password
	for option in "--password-command=touch $PWD/ran" \
		"--password-file=$PWD/password" "--server=$to" "--new-key=$PWD/ran" \
		"--key=$PWD/password" "--known-hosts=$PWD/ran" --tofu --plain \
		--interactive --helo=x --timeout=1 "--pin=$KEY" -uann -O; do
		run ./sendmail -i "$option" x@y <message
		echo "$option: $status $output"
		[ "$status" -eq 64 ]
		contains 'no such option'
		# Behind a recipient, it is one more of them.
		run ./sendmail -i x@y "$option" <message
		[ "$status" -ne 64 ]
		[ ! -e ran ]
	done
	run ./sendmail --help
	[ "$status" -eq 0 ]
	run ./sendmail --version
	[ "$status" -eq 0 ]
	rm -f said
	run ./sendmail -i -f a@b.example -- x@y --tofu -t <message
	[ "$status" -eq 0 ]
	said_is 'MAIL FROM:<a@b.example>' 'RCPT TO:<x@y>' \
		"RCPT TO:<--tofu@$(hostname)>" "RCPT TO:<-t@$(hostname)>" \
		DATA 'Subject: hello' '' world .
}

@test "B12: options of other sendmails are taken, with their arguments" {
	local program
	fake
	as_sendmail
	for program in ./sendmail "$BUILD/smtp-lite"; do
		rm -f said
		run "$program" -G -N delay,failure -R hdrs -r who@b -V id -X trace \
			-L tag -Nnever -Rfull -Xtrace -i -f a@b x@y <message
		echo "$output"
		[ "$status" -eq 0 ]
		[ -z "$output" ]
		[ ! -e trace ]
		said_is 'MAIL FROM:<a@b>' 'RCPT TO:<x@y>' DATA 'Subject: hello' \
			'' world .
		rm said
		for option in -bp -q -q30m -qIabc '-v -bp' '-bp x@y'; do
			# shellcheck disable=SC2086
			run "$program" $option </dev/null
			[ "$status" -eq 0 ]
			contains 'no queue'
		done
		[ ! -e said ]
	done
}

@test "client: a message arrives as it was" {
	listen -o log=none
	printf 'From: x@y\nDate: now\nMessage-ID: <a@b>\nX: y\n z\n\n.\n..\na.\n\nend' \
		>message
	gives 0 -f ann@b.example
	[ -z "$output" ]
	stored bob | diff <(cat message && echo) -
	grep -qx 'Return-Path: <ann@b.example>' mail/b.example/bob/new/*
}

@test "client: missing fields are added" {
	fake
	gives 0 -F 'A "B" \C'
	said_is 'MAIL FROM:<ann@b.example>' 'RCPT TO:<bob@b.example>' \
		DATA 'Subject: hello' '' world .
	grep -qx 'From: "A \\"B\\" \\\\C" <ann@b.example>' said
	grep -qxE 'Date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \+0000' said
	grep -qxE 'Message-ID: <[0-9a-f]{32}@c\.example>' said
	fake
	gives 0 -F 'Jörg Müller, who has a name that is longer than an encoded word'
	until_true closed
	grep -qx 'From: =?UTF-8?B?.*?=' said
	/usr/bin/python3 - said <<-'EOF'
		import email, email.header, sys
		text = open(sys.argv[1]).read().split('DATA\n')[1]
		name = email.header.make_header(email.header.decode_header(
		    email.message_from_string(text)['From']))
		assert str(name) == ('Jörg Müller, who has a name that is longer '
		    'than an encoded word <ann@b.example>'), name
	EOF
}

@test "client: SIZE is what is sent, dots and Bcc aside" {
	printf 'Subject: x\nBcc: y@z\n\n.\n..\nwithout an end' >message
	fake
	gives 0
	until_true closed
	size=$(sed -n '/^DATA$/,/^\.$/p' said | sed '1d;$d;s/^\.//;s/$/\r/' | wc -c)
	grep -qx "MAIL FROM:<ann@b.example> SIZE=$size" said
}

@test "client: a name cannot add a field" {
	fake
	gives 0 -F $'x\nBcc: y@z'
	until_true closed
	[ "$(grep -c '^From: =?UTF-8?B?' said)" -eq 1 ]
	if grep -q Bcc said; then false; fi
}

@test "client: an empty message, one without a header, one without a body" {
	listen -o log=none
	: >message
	gives 0
	stored bob | grep -vE '^(From|Date|Message-ID):' | diff /dev/null -
	rm -r mail/b.example
	echo hello >message
	gives 0
	stored bob | grep -vE '^(From|Date|Message-ID):' | diff <(printf '\nhello\n') -
	rm -r mail/b.example
	printf 'Subject: x' >message
	gives 0
	stored bob | grep -vE '^(From|Date|Message-ID):' | diff <(echo Subject: x) -
}

@test "client: recipients on the command line" {
	fake
	send -f '"a b"@c' 'x@y, Zoe <z@y>' '"q r"@y' x@y postmaster root
	[ "$status" -eq 0 ]
	said_is 'MAIL FROM:<"a b"@c>' 'RCPT TO:<x@y>' 'RCPT TO:<z@y>' \
		'RCPT TO:<"q r"@y>' 'RCPT TO:<postmaster>' \
		"RCPT TO:<root@$(hostname)>" DATA 'Subject: hello' '' world .
}

@test "client: the null sender, in three spellings" {
	for null in '-f <>' '-f<>' '-f '; do
		fake
		if [ "$null" = '-f ' ]; then
			send -f '' x@y
		else
			# shellcheck disable=SC2086
			send $null x@y
		fi
		[ "$status" -eq 0 ]
		until_true closed
		grep -q '^MAIL FROM:<> ' said
	done
	fake
	send -fann@b.example -- x@y
	[ "$status" -eq 0 ]
	until_true closed
	grep -q '^MAIL FROM:<ann@b.example> ' said
}

@test "client: -t takes recipients from the header, Bcc is removed" {
	listen -o log=none -o users=any
	cat >message <<-'EOF'
		From: ann@b.example
		to: "Last, First" <c1@b.example>, c2@b.example (a comment
		 with (another) in it),
		 friends: c3@b.example, "quo, ted" <c4@b.example>;
		Cc: undisclosed-recipients:;
		bcc: c5@b.example,
		 <c6@b.example>,
		X-To: c8@b.example
		Subject: Bcc: c9@b.example

		Bcc: c9@b.example
	EOF
	send -t c7@b.example -f ann@b.example
	[ "$status" -eq 0 ]
	for n in 1 2 3 4 5 6 7; do
		stored "c$n" >"$n"
	done
	[ ! -e mail/b.example/c8 ]
	[ ! -e mail/b.example/c9 ]
	grep -vE '^(Date|Message-ID):' 1 |
		diff <(grep -vE '^(bcc:| <c6)' message) -
	cmp 1 7
}

@test "A13: -t takes Resent-* where there is one, and Resent-Bcc is removed" {
	listen -o log=none -o users=any
	cat >message <<-'EOF'
		Resent-To: c1@b.example
		Resent-Bcc: c2@b.example,
		 c3@b.example
		resent-cc: c4@b.example
		From: ann@b.example
		To: c5@b.example
		Bcc: c6@b.example
		Cc: c7@b.example

		text
	EOF
	send -t -f ann@b.example
	[ "$status" -eq 0 ]
	ls mail/b.example >got
	printf 'c%s\n' 1 2 3 4 | diff - got
	stored c1 | grep -vE '^(Date|Message-ID):' |
		diff <(grep -vE '^(Resent-Bcc:| c3|Bcc:)' message) -
	rm -r mail/b.example
	gives 0
	stored bob >out
	if grep -v ^Message-ID: out | grep -iE 'bcc|c[236]@'; then false; fi
	rm -r mail/b.example
	printf 'Resent-From: x@y\nTo: c1@b.example\n\ntext\n' >message
	send -t -f ann@b.example
	[ "$status" -eq 0 ]
	stored c1
}

@test "B12: names in the header get the domain, and SIZE counts it" {
	printf 'From: root (Cron Daemon)\nTo: ann,\n <bob>\nSubject: x\n\nTo: carl\n' \
		>message
	fake
	as_sendmail
	echo 'domain = d.example' >>config/smtp-lite/smtp-lite.conf
	run ./sendmail -t -i <message
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx 'From: root@d.example (Cron Daemon)' said
	grep -qx 'To: ann@d.example,' said
	grep -qx ' <bob@d.example>' said
	grep -qx 'To: carl' said
	size=$(sed -n '/^DATA$/,/^\.$/p' said | sed '1d;$d;s/$/\r/' | wc -c)
	grep -q "^MAIL FROM:.* SIZE=$size$" said
}

@test "client: -t with nobody or nonsense in the header is 65" {
	fake
	send -t
	[ "$status" -eq 65 ]
	contains 'no recipient'
	printf 'To: a@b, not an address\n\nx\n' >message
	send -t
	[ "$status" -eq 65 ]
	contains 'not an address'
	[ ! -e said ]
}

@test "client: addresses that cannot be sent are 65" {
	fake
	for a in 'a b@c' 'a@' '@b' 'a..b@c' 'a@b>' 'a@b c@d' $'a@b\nRCPT TO:<c@d>' \
		"$(printf 'a%.0s' {1..65})@b"; do
		send "$a"
		[ "$status" -eq 65 ]
		send -f "$a" x@y
		[ "$status" -eq 65 ]
	done
	[ ! -e said ]
}

@test "B12: a bare postmaster is a recipient, and no sender" {
	printf 'From: postmaster\nTo: postmaster, root\n\nx\n' >message
	fake
	echo 'domain = d.example' >config/smtp-lite/smtp-lite.conf
	send -f postmaster postmaster x@y
	[ "$status" -eq 0 ]
	until_true closed
	grep -q '^MAIL FROM:<postmaster@d\.example> ' said
	grep -qx 'RCPT TO:<postmaster>' said
	grep -qx 'From: postmaster@d\.example' said
	grep -qx 'To: postmaster, root@d\.example' said
}

@test "client: more recipients than there is room for are 65, and said so" {
	fake
	{
		printf 'To: c@d'
		printf ',\n c%s@d' {1..20000}
		printf '\n\nx\n'
	} >message
	send -t
	[ "$status" -eq 65 ]
	[ "$output" = "smtp-lite: too many recipients: send to fewer at a time" ]
	# shellcheck disable=SC2046
	send $(printf 'c%s@d ' {1..20000})
	[ "$status" -eq 65 ]
	[ "$output" = "smtp-lite: too many recipients: send to fewer at a time" ]
	[ ! -e said ]
}

@test "client: -f with two addresses is 65" {
	fake
	send -f 'a@b, c@d' x@y
	[ "$status" -eq 65 ]
	[ ! -e said ]
}

@test "client: 8-bit needs 8BITMIME, such addresses SMTPUTF8" {
	printf 'Subject: x\n\n\303\266\n' >message
	fake
	gives 0
	until_true closed
	grep -q '^MAIL .* BODY=8BITMIME$' said
	fake EHLO='250 fake'
	gives 65
	contains 8BITMIME
	until_true closed
	if grep -q MAIL said; then false; fi
	printf 'Subject: x\n\nx\n' >message
	fake
	send -f a@b 'jörg@b'
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx 'MAIL FROM:<a@b> SIZE=[0-9]* SMTPUTF8' said
	fake EHLO='250-fake\r\n250 8BITMIME'
	send -f a@b 'jörg@b'
	[ "$status" -eq 65 ]
	contains SMTPUTF8
	until_true closed
	if grep -q MAIL said; then false; fi
}

@test "client: a lone CR is 65; in sendmail's place, a line end" {
	printf 'Subject: a\rX: b\n\n1\r2\n' >message
	fake
	gives 65
	contains CR
	[ ! -e said ]
	as_sendmail
	run ./sendmail -i x@y <message
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx 'Subject: a X: b' said
	grep -qx 2 said
}

@test "client: a dot alone ends the message for sendmail only" {
	printf 'Subject: x\n\none\n.\ntwo\n' >message
	as_sendmail
	for how in "$BUILD/smtp-lite" './sendmail -i' './sendmail -oi'; do
		fake
		as_sendmail
		# shellcheck disable=SC2086
		run $how x@y <message
		[ "$status" -eq 0 ]
		until_true closed
		grep -qx two said
		grep -qx '\.\.' said
	done
	fake
	as_sendmail
	run ./sendmail -oem x@y <message
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx one said
	if grep -qx two said; then false; fi
	fake
	as_sendmail
	printf 'Subject: x\r\n\r\none\r\n.\r\ntwo\r\n' >message
	run ./sendmail x@y <message
	[ "$status" -eq 0 ]
	until_true closed
	said_is "$(sed -n '/^MAIL/s/ SIZE.*//p' said)" 'RCPT TO:<x@y>' DATA \
		'Subject: x' '' one .
}

@test "client: as cron, git and PHP call a sendmail" {
	listen -o log=none -o users=any
	ln -s "$BUILD/smtp-lite" sendmail
	echo "server = $to" >config/smtp-lite/smtp-lite.conf
	printf 'domain = b.example\n' >>config/smtp-lite/smtp-lite.conf
	printf 'Subject: x\nTo: cron\n\nx\n' >message
	run ./sendmail -FCronDaemon -i -B8BITMIME -oem cron <message
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	stored cron | grep -q '^From: "CronDaemon" <.*@b.example>$'
	rm -r mail/b.example
	run ./sendmail -FCronDaemon -i -odi -oem -oi -t -f root <message
	[ "$status" -eq 0 ]
	grep -qx 'Return-Path: <root@b.example>' mail/b.example/cron/new/*
	rm -r mail/b.example
	run ./sendmail -t -i <message
	[ "$status" -eq 0 ]
	stored cron
	rm -r mail/b.example
	run ./sendmail -bm -i -f a@b.example cron <message
	[ "$status" -eq 0 ]
	stored cron
}

@test "client: more recipients than a transaction may have" {
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=2'
	send -f a@b c1@d c2@d c3@d c4@d c5@d
	[ "$status" -eq 0 ]
	until_true closed
	[ "$(grep -c ^MAIL said)" -eq 3 ]
	[ "$(grep -c ^RCPT said)" -eq 5 ]
	[ "$(grep -cx world said)" -eq 3 ]
	fake
	# shellcheck disable=SC2046
	send -f a@b $(printf 'r%s@d ' {1..250})
	[ "$status" -eq 0 ]
	until_true closed
	[ "$(grep -c ^MAIL said)" -eq 3 ]
	[ "$(grep '^RCPT' said | sort -u | wc -l)" -eq 250 ]
}

@test "client: recipients too many for the server go into one more transaction" {
	local code
	for code in '452 4.5.3 too many' '552 too many'; do
		fake "RCPT3=$code" "RCPT4=$code"
		send -f a@b c1@d c2@d c3@d c4@d
		[ "$status" -eq 0 ]
		[ -z "${output#exit 0: }" ]
		said_is 'MAIL FROM:<a@b>' 'RCPT TO:<c1@d>' 'RCPT TO:<c2@d>' \
			'RCPT TO:<c3@d>' 'RCPT TO:<c4@d>' DATA 'Subject: hello' '' world . \
			'MAIL FROM:<a@b>' 'RCPT TO:<c3@d>' 'RCPT TO:<c4@d>' \
			DATA 'Subject: hello' '' world .
	done
	# One at a time, and others behind them.
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=2' RCPT2="$code"
	send -f a@b c1@d c2@d c3@d
	[ "$status" -eq 0 ]
	until_true closed
	[ "$(grep '^RCPT' said | tr -dc 0-9)" = 1223 ]
	[ "$(grep -cx world said)" -eq 3 ]
}

# few SIZE ANSWER: the server takes so many recipients at a time, and hangs up
# at the fourth that is too many.
few() {
	cat >few.py <<-'EOF'
		import socket, sys
		size, ehlo = int(sys.argv[1]), sys.argv[2].encode()
		s = socket.create_server(('127.0.0.1', 0))
		print(s.getsockname()[1], flush=True)
		c, _ = s.accept()
		c.sendall(b'220 x\r\n')
		out, patience, body = open('said', 'wb', 0), 3, False
		for line in c.makefile('rb'):
		    out.write(line.replace(b'\r', b''))
		    reply, verb = b'250 ok', line.split()[:1]
		    if body:
		        if line != b'.\r\n':
		            continue
		        body = False
		    elif verb == [b'EHLO']:
		        reply = ehlo
		    elif verb == [b'MAIL']:
		        taken = 0
		    elif verb == [b'RCPT']:
		        taken += b'full' not in line
		        if taken > size or b'full' in line:
		            reply, patience = b'452 too many', patience - 1
		        if patience < 0:
		            break
		    elif verb == [b'DATA']:
		        reply, body = b'354 x', True
		    c.sendall(reply + b'\r\n')
		out.write(b'--\n')
	EOF
	started python3 few.py "$@"
}

@test "client: recipients too many for the server: it is asked no oftener" {
	few 5 '250 x'
	# shellcheck disable=SC2046
	send -f a@b $(printf 'r%s@d ' {1..23})
	[ "$status" -eq 0 ]
	until_true closed
	# Five transactions; three recipients are offered twice.
	[ "$(grep -cx world said)" -eq 5 ]
	[ "$(grep -c '^RCPT' said)" -eq 26 ]
	[ "$(grep '^RCPT' said | sort -u | wc -l)" -eq 23 ]
	# What is under way is answered: here two.
	few 48 $'250-x\r\n250-PIPELINING\r\n250 LIMITS RCPTMAX=50'
	# shellcheck disable=SC2046
	send -f a@b $(printf 'r%s@d ' {1..200})
	[ "$status" -eq 0 ]
	until_true closed
	[ "$(grep -cx world said)" -eq 5 ]
	[ "$(grep -c '^RCPT' said)" -eq 202 ]
	# A mailbox that is full is no limit.
	few 50 '250 x'
	send -f a@b c1@d full@d c{2..9}@d
	[ "$status" -eq 75 ]
	[ "${#lines[@]}" -eq 1 ]
	until_true closed
	[ "$(grep -cx world said)" -eq 1 ]
	few 50 $'250-x\r\n250 LIMITS RCPTMAX=2'
	send -f a@b c1@d full@d c{2..9}@d
	[ "$status" -eq 75 ]
	until_true closed
	[ "$(grep -cx world said)" -eq 5 ]
}

@test "client: a recipient refused alone as too many is refused" {
	fake 'RCPT2=452 4.2.2 full' 'RCPT3=452 4.2.2 full'
	send -f a@b c1@d c2@d
	[ "$status" -eq 75 ]
	contains 'RCPT TO:<c2@d>: the server said "452 4.2.2 full"'
	[ "${#lines[@]}" -eq 1 ]
	until_true closed
	[ "$(grep -cx world said)" -eq 1 ]
	fake 'RCPT=452 4.5.3 too many'
	send -f a@b c1@d c2@d c3@d
	[ "$status" -eq 75 ]
	[ "${#lines[@]}" -eq 3 ]
	until_true closed
	[ "$(grep -c '^RCPT' said)" -eq 3 ]
}

@test "client: who was put off and is left is named, and it is 75" {
	local step
	for step in 'dot=554 spam' 'DATA=550 no' MAIL2=close 'MAIL2=503 no' \
		'MAIL2=550 no' 'MAIL2=421 bye'; do
		fake 'RCPT2=452 4.2.2 full' "$step"
		send -f a@b c1@d c2@d
		[ "$status" -eq 75 ]
		[ "${#lines[@]}" -eq 2 ]
		contains 'not sent to <c2@d>'
	done
	# Beside one that was refused, and with others who were not asked.
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=3' 'RCPT2=452 later' \
		'RCPT3=550 no' 'MAIL2=550 no'
	send -f a@b c1@d c2@d c3@d c4@d
	[ "$status" -eq 75 ]
	[ "${#lines[@]}" -eq 4 ]
	contains 'not sent to <c2@d>'
	contains 'not sent to <c4@d>'
	# Nobody was put off: the refusal decides, and those who are left are named.
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=1' 'MAIL2=550 no'
	send -f a@b c1@d c2@d
	[ "$status" -eq 69 ]
	[ "${#lines[@]}" -eq 2 ]
	contains 'not sent to <c2@d>'
	# Nobody has it: one line tells it.
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=1' 'dot=554 spam'
	send -f a@b c1@d c2@d
	[ "$status" -eq 69 ]
	[ "${#lines[@]}" -eq 1 ]
}

@test "client: a refused recipient of several; the others get it" {
	fake 'RCPT2=550 5.1.1 no \x1b[31msuch user'
	send -f a@b c1@d c2@d c3@d
	[ "$status" -eq 67 ]
	contains 'RCPT TO:<c2@d>: the server said "550 5.1.1 no \x1b[31msuch user"'
	[ "${#lines[@]}" -eq 1 ]
	until_true closed
	grep -qx world said
	fake 'RCPT1=450 4.2.1 later'
	send -f a@b c1@d c2@d c3@d
	[ "$status" -eq 75 ]
	contains '450 4.2.1 later'
	until_true closed
	grep -qx world said
	fake 'RCPT1=450 4.2.1 later' 'RCPT2=550 5.1.1 no' 'RCPT3=450 4.2.1 later'
	send -f a@b c1@d c2@d c3@d c4@d
	[ "$status" -eq 67 ] && [ "${#lines[@]}" -eq 3 ]
}

@test "client: a message that fails for now after a refused recipient is 75" {
	# Who was not refused may have it later; the refusal is told as well.
	for step in 'DATA=451 later' 'dot=451 later' 'RCPT3=421 later' DATA=close \
		dot=close RCPT3=close; do
		fake 'RCPT1=550 no' "$step"
		send -f a@b c1@d c2@d c3@d
		[ "$status" -eq 75 ]
		[ "${#lines[@]}" -eq 2 ]
		contains '550 no'
	done
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=1' 'RCPT1=550 no' MAIL2='451 later'
	send -f a@b c1@d c2@d
	[ "$status" -eq 75 ]
	fake 'RCPT1=550 no' dot='554 never'
	send -f a@b c1@d c2@d
	[ "$status" -eq 67 ]
}

@test "client: all recipients refused, in every transaction" {
	fake 'EHLO=250-fake\r\n250 LIMITS RCPTMAX=1' 'RCPT=550 no'
	send -f a@b c1@d c2@d
	[ "$status" -eq 67 ]
	said_is 'MAIL FROM:<a@b>' 'RCPT TO:<c1@d>' RSET 'MAIL FROM:<a@b>' \
		'RCPT TO:<c2@d>'
}

@test "client: a refused sender is said once" {
	fake 'MAIL=550 5.7.1 not you' 'RCPT=503 5.5.1 first MAIL'
	send -f a@b c1@d c2@d c3@d
	[ "$status" -eq 69 ]
	[ "${#lines[@]}" -eq 1 ]
	contains '550 5.7.1 not you'
	for step in RCPT=close 'RCPT=421 too many errors' RCPT2=close; do
		fake 'MAIL=550 5.7.1 not you' "$step"
		send -f a@b c1@d c2@d c3@d
		[ "$status" -eq 69 ]
	done
	fake 'MAIL=451 not now' RCPT=close
	send -f a@b c1@d
	[ "$status" -eq 75 ]
}

@test "client: HELO for servers that are that old" {
	fake 'EHLO=500 what?'
	gives 0
	said_is 'HELO c.example' 'MAIL FROM:<ann@b.example>' \
		'RCPT TO:<bob@b.example>' DATA 'Subject: hello' '' world .
}

@test "client: 4xx at each step is 75" {
	for step in banner EHLO MAIL RCPT DATA dot; do
		fake "$step=451 4.3.0 not now"
		gives 75
		contains 'the server said "451 4.3.0 not now"'
		[ "${#lines[@]}" -eq 1 ]
	done
	fake 'MAIL=421 4.3.2 going' 'RCPT=close'
	gives 75
	[ "${#lines[@]}" -eq 1 ]
}

@test "client: 5xx at each step is 69, for a recipient 67" {
	for step in banner HELO MAIL RCPT DATA dot; do
		fake "EHLO=500 no" "$step=554-5.0.0 not\r\n554 5.0.0 ever"
		case $step in
		RCPT) gives 67 ;;
		*) gives 69 ;;
		esac
		contains 'the server said "554 5.0.0 not 5.0.0 ever"'
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "client: a server that hangs up at each step is 75" {
	for step in banner EHLO MAIL RCPT DATA; do
		fake "$step=close"
		gives 75
		contains 'connection is lost'
		lacks duplicate
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "client: a reply lost after the dot may be a duplicate" {
	for how in close hang raw:25 'raw:250-yes\r\n' garbage drip lines line \
		'raw:250 \x00\r\n'; do
		fake "dot=$how"
		gives 75 --timeout 1
		contains duplicate
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "client: silence at each step is 75" {
	for step in banner EHLO MAIL DATA; do
		fake "$step=hang"
		gives 75 --timeout 1
		contains 'no answer in time'
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "client: a reply that comes drop by drop is 75" {
	for step in banner EHLO RCPT; do
		fake "$step=drip"
		gives 75 --timeout 1
		contains 'no answer in time'
	done
}

@test "client: endless replies are 69, and soon" {
	for step in banner EHLO MAIL; do
		for how in lines line; do
			fake "$step=$how"
			gives 69
			contains 'not SMTP'
		done
	done
}

@test "client: garbage is 69" {
	for how in 'raw:\r\n' 'raw:250 ok\n' '250 \x00' '25' '2500 x' \
		'250-a\r\n251 b' '199 x' 'raw:250 a\rb\r\n' '\xff\xfe' \
		'250-a\r\nb'; do
		fake "MAIL=$how"
		gives 69
		[ "${#lines[@]}" -eq 1 ]
	done
	for step in banner EHLO RCPT DATA; do
		fake "$step=garbage"
		gives 69
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "client: a code from another step is 69" {
	for wrong in 'banner=250 ok' 'EHLO=220 ok' 'MAIL=354 ok' 'RCPT=334 ok' \
		'DATA=250 ok' 'dot=354 ok'; do
		fake "$wrong"
		gives 69
	done
}

@test "client: a server that hangs up in the message is 75" {
	head -c 20000000 /dev/zero | tr '\0' 'x' | fold >message
	cat >cut.py <<-'EOF'
		import socket
		s = socket.create_server(('127.0.0.1', 0))
		print(s.getsockname()[1], flush=True)
		while True:
		    c, _ = s.accept()
		    f = c.makefile('rb')
		    c.sendall(b'220 x\r\n')
		    for line in f:
		        c.sendall(b'354 x\r\n' if line == b'DATA\r\n' else b'250 x\r\n')
		        if line == b'DATA\r\n':
		            break
		    f.readline()
		    f.close()
		    c.close()
	EOF
	started python3 cut.py
	gives 75
	contains 'connection is lost'
	lacks duplicate
}

@test "client: nobody listens is 69" {
	call 127.0.0.1:1
	gives 69
	contains 'Connection refused'
	[ "${#lines[@]}" -eq 1 ]
	call /nowhere
	gives 69
}

@test "client: a name server that does not answer is 75" {
	local flags=(-mn)
	[ "$(id -u)" -eq 0 ] || flags=(-Urmn)
	unshare "${flags[@]}" true 2>/dev/null || skip 'no namespaces here'
	cat >silent.py <<-'EOF'
		import socket, subprocess, sys
		s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
		s.bind(('127.0.0.1', 53))
		sys.exit(subprocess.run(sys.argv[1:]).returncode)
	EOF
	echo nameserver 127.0.0.1 >resolv.conf
	echo hosts: dns >nsswitch.conf
	cat >alone.sh <<-'EOF'
		set -e
		ip link set lo up
		mount --bind resolv.conf /etc/resolv.conf
		[ ! -e /etc/nsswitch.conf ] ||
			mount --bind nsswitch.conf /etc/nsswitch.conf
		exec "$@"
	EOF
	# As it is, the machine may lack ip or a resolv.conf to put ours upon.
	run unshare "${flags[@]}" sh alone.sh true
	[ "$status" -eq 0 ] || skip "no resolver of our own here: $output"
	call mx.example
	# Nobody listens there: the resolver knows it at once. Then it waits.
	run unshare "${flags[@]}" sh alone.sh "$BUILD/smtp-lite" \
		--server "$to" x@y <message
	echo "$output"
	[ "$status" -eq 75 ]
	run unshare "${flags[@]}" sh alone.sh python3 silent.py \
		"$BUILD/smtp-lite" --server "$to" --timeout 1 x@y <message
	echo "$output"
	[ "$status" -eq 75 ]
	contains 'mx.example:25: cannot look up the name: '
}

@test "A21: SIGCHLD that a caller ignores and blocks changes no exit code" {
	cat >deaf.py <<-'EOF'
		import os, signal, sys
		signal.signal(signal.SIGCHLD, signal.SIG_IGN)
		signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
		os.execv(sys.argv[1], sys.argv[1:])
	EOF
	call 127.0.0.1:1
	run python3 deaf.py "$BUILD/smtp-lite" --server "$to" x@y <message
	echo "$output"
	[ "$status" -eq 69 ]
	contains 'Connection refused'
	fake
	run python3 deaf.py "$BUILD/smtp-lite" --server "$to" --timeout 10 \
		-f a@b -u ann --password-command 'echo secret' x@y <message
	echo "$output"
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx "AUTH PLAIN $(printf '\0ann\0secret' | base64)" said
}

@test "client: a UNIX socket whose queue is full is waited for" {
	cat >full.py <<-'EOF'
		import signal, socket
		s = socket.socket(socket.AF_UNIX)
		s.bind('full')
		s.listen(0)
		held = []
		try:
		    while True:
		        held.append(socket.socket(socket.AF_UNIX))
		        held[-1].setblocking(False)
		        held[-1].connect('full')
		except BlockingIOError:
		    print('full', flush=True)
		signal.pause()
	EOF
	started python3 full.py
	call "$PWD/full"
	gives 69 --timeout 1
	contains 'timed out'
}

@test "client: a message that cannot be kept is 75" {
	fake
	TMPDIR=/nowhere gives 75
	contains 'cannot keep the message: No such file'
	[ ! -e said ]
}

@test "client: a UNIX socket, and IPv6" {
	fake bind="$PWD/socket"
	call "$PWD/socket"
	gives 0
	said_is 'MAIL FROM:<ann@b.example>' 'RCPT TO:<bob@b.example>' \
		DATA 'Subject: hello' '' world .
	ip -6 addr show dev lo 2>/dev/null | grep -q ::1 || skip 'no IPv6 here'
	fake bind=::1
	call "[::1]:$port"
	gives 0
}

@test "client: settings come from the user's file, options beat them" {
	fake
	cat >config/smtp-lite/smtp-lite.conf <<-EOF
		# a comment
		server = $to
		from = cfg@b.example
		helo = cfg.example
		timeout = 9
	EOF
	run "$BUILD/smtp-lite" x@y <message
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx 'EHLO cfg.example' said
	grep -q '^MAIL FROM:<cfg@b.example>' said
	fake
	send -f opt@b.example x@y
	[ "$status" -eq 0 ]
	until_true closed
	grep -qx 'EHLO c.example' said
	grep -q '^MAIL FROM:<opt@b.example>' said
}

@test "client: what is wrong in the configuration is 78, with its line" {
	fake
	while IFS= read -r line; do
		printf '\n%s\n' "$line" >config/smtp-lite/smtp-lite.conf
		gives 78
		contains "$PWD/config/smtp-lite/smtp-lite.conf:2:"
	done <<-'EOF'
		colour = red
		server
		server =
		server = x:y
		timeout = 0
		timeout = 1d
		plain = maybe
		pin = AAAA
		helo = a b
	EOF
	[ ! -e said ]
}

@test "client: what is no line of ours is not shown: it may have a password" {
	local file=$PWD/config/smtp-lite/smtp-lite.conf
	printf 'password = hunter2\npassword hunter2\ntimeout = 0\n' >"$file"
	call 127.0.0.1:1
	gives 78
	[ "${lines[0]}" = "$file:1: unknown key (see smtp-lite.conf(5)): \"password\"" ]
	[ "${lines[1]}" = "$file:2: not of the form key = value (see smtp-lite.conf(5))" ]
	[ "${lines[2]}" = "$file:3: bad value (see smtp-lite.conf(5)): \"timeout = 0\"" ]
	[ "${#lines[@]}" -eq 3 ]
}

@test "client: who talks is confined" {
	[ -e /proc/self/status ] || skip 'no /proc'
	needs_filter
	fake banner=hang
	"$BUILD/smtp-lite" --server "$to" --timeout 60 x@y <message &
	servers+=("$!")
	grep -q SECCOMP_MODE_FILTER "$SRC/src/sandbox/seccomp.c"
	confined() { grep -qx 'Seccomp:.2' "/proc/$1/status"; }
	until_true confined "${servers[1]}"
}

@test "client: -v shows the dialogue, and no password" {
	fake
	echo secret >password
	gives 0 -v -u ann --password-file password
	contains '> "RCPT TO:<bob@b.example>"'
	contains '< "354 go on"'
	contains '> "(hidden)"'
	lacks "$(printf '\0ann\0secret' | base64)"
	fake 'EHLO=250-x\r\n250 AUTH LOGIN'
	gives 0 -v -u ann --password-file password
	lacks "$(printf secret | base64)"
}
