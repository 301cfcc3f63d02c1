#!/usr/bin/env bats
# smtp-lite and servers that nobody here wrote: Postfix's smtp-sink, as
# hostile as it can be, and aiosmtpd. Needs packages and, for smtp-sink, a
# package's archive: test/run.
load ../lib/play
load ../lib/client_site

setup() {
	client_setup
}

teardown() {
	client_teardown
}

# sink OPTION...: smtp-sink, on a UNIX socket.
sink() {
	local package=$BUILD/packages/postfix

	[ -x "$package/usr/sbin/smtp-sink" ]
	client_teardown
	rm -f sock
	LD_LIBRARY_PATH=$package/usr/lib/postfix \
		"$package/usr/sbin/smtp-sink" -u root -h sink.example "$@" \
		"unix:$PWD/sock" 10 2>>log >&2 3>&- &
	servers=("$!")
	call "$PWD/sock"
	until_true listens
}

# True if somebody listens on the socket, which is a flag here.
listens() {
	grep -q "^[^ ]* [0-9A-F]* 00000000 00010000 .* $PWD/sock$" /proc/net/unix
}

# meets STATUS TEXT OPTION...: so ends a message to a sink with these
# options, and this is said.
meets() {
	local want=$1 text=$2
	shift 2
	sink "$@"
	gives "$want" "${how[@]}"
	[[ $output == *"$text"* ]] || return 1
	[ -n "$text" ] || [ -z "$output" ]
}

# aiosmtpd OPTION...: that server; what it takes is in taken.
aiosmtpd() {
	/usr/bin/python3 -c 'import aiosmtpd' ||
		skip 'python3-aiosmtpd is not installed'
	mkfifo answer
	"$SRC/test/system/foreign_server.py" "$@" >answer 2>>log 3>&- &
	servers+=("$!")
	exec 4<answer
	read -r port <&4
	call "127.0.0.1:$port"
}

# took LINE...: this is the next it took.
took() {
	local line got
	for line; do
		read -r -t 10 got <&4
		[ "$got" = "$line" ] || {
			echo "want $line"
			echo "got  $got"
			return 1
		}
	done
}

@test "smtp-sink hangs up without a word" {
	lost='the connection is lost: '
	meets 75 "$lost\"the banner\"" -q connect
	meets 75 "$lost\"EHLO\"" -q ehlo
	meets 75 "$lost" -q mail
	meets 75 "$lost" -q rcpt
	meets 75 "$lost\"DATA\"" -q data
	meets 75 'may make a duplicate' -q .
	meets 0 '' -q quit
}

@test "smtp-sink hangs up with a word" {
	for command in connect ehlo mail rcpt data .; do
		meets 75 'the server said "421 4.0.0' -Q "$command"
	done
	meets 0 '' -Q quit
}

@test "smtp-sink refuses for now" {
	for command in connect ehlo mail rcpt data .; do
		meets 75 'the server said "450 4.3.0' -r "$command"
	done
	meets 0 '' -r quit
}

@test "smtp-sink refuses for good; a recipient is 67" {
	for command in connect ehlo,helo mail data .; do
		meets 69 'the server said "500 5.3.0' -f "$command"
	done
	meets 67 'RCPT TO:<bob@b.example>: the server said "500' -f rcpt
	meets 0 '' -f quit
	# It speaks HELO then.
	meets 0 '' -f ehlo
	# With another code.
	meets 69 'the server said "554 5.7.1 go away"' -f mail -B '554 5.7.1 go away'
	meets 75 'the server said "452 4.3.1 full"' -r data -b '452 4.3.1 full'
}

@test "smtp-sink has less to offer" {
	for less in -e -P -p -E -a -N; do
		meets 0 '' "$less"
	done
	# What speaks LMTP does not speak SMTP.
	meets 69 'the server said "500' -L
	printf 'Subject: gr\303\274n\n\n' >message
	meets 0 ''
	meets 65 8BITMIME -8
	meets 65 8BITMIME -e
}

@test "smtp-sink takes its time" {
	meets 0 '' -w 1
	how=(--timeout 1)
	meets 75 'no answer in time: "DATA"' -w 20
	meets 75 'no answer in time: "the banner"' -W connect:20
	meets 75 'may make a duplicate' -W .:20
}

@test "smtp-sink does not read on" {
	{
		printf 'Subject: long\n\n'
		head -c 5000000 /dev/zero | tr '\0' x | fold -w 70
	} >message
	meets 69 'the message: the server said "550' -A 0
	meets 69 'the message: the server said "550' -A 1
	meets 0 '' -H 1
	how=(--timeout 1)
	meets 75 'no answer in time: "the message"' -H 20
}

@test "what smtp-sink took is the message" {
	{
		printf '%s\n' 'From: ann@b.example' 'To: bob@b.example' \
			'Message-ID: <1@b.example>' \
			'Date: Fri, 21 Nov 2025 04:17:00 +0000' '' . .. .dot ''
		printf 'x%.0s' $(seq 900)
		printf '\nlast'
	} >message
	sink -D dump
	gives 0
	{
		cat message
		printf '\n\n'
	} >whole
	sed '1,/^	[A-Z][a-z][a-z], /d' dump | cmp - whole
	cat dump; grep -x 'X-Mail-Args: <ann@b.example>' dump
	grep -x 'X-Rcpt-Args: <bob@b.example>' dump
}

@test "aiosmtpd takes the message, and a login" {
	aiosmtpd
	printf 'Subject: hello\nFrom: a@b.example\nDate: now\nMessage-ID: <1@b>\n\n.\n..x\nworld' \
		>message
	send -f ann@b.example bob@b.example eve@b.example
	[ "$status" -eq 0 ]
	took "('c.example', False, 'ann@b.example', [], ['bob@b.example', 'eve@b.example'])" \
		"b'Subject: hello'" "b'From: a@b.example'" "b'Date: now'" \
		"b'Message-ID: <1@b>'" "b''" "b'.'" "b'..x'" "b'world'" "b''"
	(umask 077 && echo 'correct horse' >right && echo 'other' >wrong)
	printf 'Subject: hello\nFrom: a@b\nDate: now\nMessage-ID: <1@b>\n' >message
	gives 0 -u ann --password-file right
	took "('c.example', True, 'ann@b.example', [], ['bob@b.example'])"
	gives 69 -u ann --password-file wrong
	[[ $output == *'the server said "535'* ]]
	[[ $output != *other* ]]
}

@test "aiosmtpd and what is beyond ASCII" {
	aiosmtpd
	printf 'Subject: gr\303\274n\nFrom: a@b\nDate: now\nMessage-ID: <1@b>\n' \
		>message
	send -f ann@b.example "$(printf 'bj\303\266rn@b.example')"
	[ "$status" -eq 0 ]
	took "('c.example', False, 'ann@b.example', ['BODY=8BITMIME', 'SMTPUTF8'], ['björn@b.example'])" \
		"b'Subject: gr\\xc3\\xbcn'"
}

@test "aiosmtpd refuses" {
	aiosmtpd 100000
	printf 'Subject: hello\nFrom: a@b\nDate: now\nMessage-ID: <1@b>\n' >message
	for pair in no:67 full:67 later:75 crash:67; do
		send -f ann@b.example "${pair%:*}@b.example"
		[ "$status" -eq "${pair#*:}" ]
	done
	# The others get it all the same.
	send -f ann@b.example no@b.example bob@b.example later@b.example
	[ "$status" -eq 67 ]
	took "('c.example', False, 'ann@b.example', ['SIZE=57'], ['bob@b.example'])"
	for pair in no:69 later:75 full:69; do
		printf 'Subject: %s\n\n' "${pair%:*}" >message
		gives "${pair#*:}"
	done
	# It says so at MAIL, by SIZE.
	head -c 200000 /dev/zero | tr '\0' x | fold >message
	gives 69
	[[ $output == *'MAIL FROM:<ann@b.example>: the server said "552'* ]]
	# A line longer than it takes.
	head -c 5000 /dev/zero | tr '\0' x >message
	gives 69
}
