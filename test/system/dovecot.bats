#!/usr/bin/env bats
# A Dovecot beside smtpd-lite, configured by contrib/dovecot.conf: the same
# users file, the same Maildirs. It runs in a mount namespace, in which its
# packages' files lie over /usr and the accounts exist. Needs root and the
# packages' archives: test/run.
load ../lib/play

PASSWORD='sésame, open: {up}'

setup_file() {
	export PACKAGES=$BUILD/packages/dovecot holder='' why=''
	[ "$(id -u)" -eq 0 ] || why='needs root'
	[ -x "$PACKAGES/usr/sbin/dovecot" ] ||
		why="Dovecot's packages are not unpacked in $PACKAGES"
	[ -z "$why" ] || return 0
	cd "$BATS_FILE_TMPDIR" || return
	chmod 755 .
	mkdir etc run mail base
	chown 65011:65011 run mail
	cp "$BUILD"/{smtpd-lite,smtpd-litectl,pop3d-lite} .
	printf '%s\n' 'hostname = mx.example' 'users = /mnt/etc/users' \
		'mail = /mnt/mail/%d/%u' 'run = /mnt/run' 'keys = /mnt/keys' \
		'plaintext-auth = always' 'log = stderr' >conf
	site <"$BUILD/contrib/dovecot.conf" >dovecot.conf
	cat >>dovecot.conf <<-'EOF'
		protocols = imap pop3
		base_dir = /mnt/base
		log_path = /mnt/log
		ssl = no
		service imap-login {
		  inet_listener imap {
		    port = 0
		  }
		  unix_listener imap {
		  }
		}
		service pop3-login {
		  inet_listener pop3 {
		    port = 0
		  }
		  unix_listener pop3 {
		  }
		}
		# Tests are wrong on purpose, and in a hurry.
		auth_failure_delay = 0
		service anvil {
		  unix_listener anvil-auth-penalty {
		    mode = 0
		  }
		}
	EOF
	accounts
	began
}

teardown_file() {
	[ -z "$holder" ] || kill "$holder"
}

setup() {
	[ -z "$why" ] || skip "$why"
	cd "$BATS_FILE_TMPDIR" || return
	rm -rf etc/users mail/*
}

# site: the configuration that comes along, for the folders of this test.
site() {
	sed -E -e 's,[^ =]*/smtpd-lite/users$,/mnt/etc/users,' \
		-e 's,home=.*/lib/smtpd-lite/mail/,home=/mnt/mail/,'
}

accounts() {
	local pair

	cp /etc/passwd /etc/group etc
	for pair in smtpd-lite:65011 dovecot:65013 dovenull:65014; do
		sed -i "/^${pair%:*}:/d" etc/passwd etc/group
		echo "${pair%:*}:x:${pair#*:}:${pair#*:}::/:/bin/false" >>etc/passwd
		echo "${pair%:*}:x:${pair#*:}:" >>etc/group
	done
}

# Starts Dovecot in its namespace, which lasts as long as it.
began() {
	# shellcheck disable=SC2016 # the inner shell expands it
	setpriv --pdeathsig TERM unshare -m --propagation private sh -ec '
		mount -t overlay -o "lowerdir=$PACKAGES/usr:/usr" usr /usr
		mount --bind . /mnt
		mount --bind etc/passwd /etc/passwd
		mount --bind etc/group /etc/group
		exec dovecot -F -c /mnt/dovecot.conf' >out 2>&1 3>&- &
	holder=$!
	for ((i = 0; i < 200; i++)); do
		[ ! -S base/imap ] || return 0
		kill -0 "$holder" || break
		sleep 0.05
	done
	cat out log
	grep -q '^mount:' out && why="no overlay here: $(tail -n 1 out)"
}

# inside COMMAND...: where Dovecot runs.
inside() {
	# shellcheck disable=SC2016
	nsenter -t "$holder" -m sh -c 'cd /mnt && exec "$@"' sh "$@"
}

# served COMMAND...: as the server's account.
served() {
	inside setpriv --reuid 65011 --regid 65011 --clear-groups "$@"
}

ctl() {
	inside ./smtpd-litectl -c conf "$@"
}

dovecot_takes() {
	inside doveadm -c dovecot.conf auth test "$@" | grep -q 'auth succeeded'
}

# comes_true COMMAND...: Dovecot looks at the file once a second, and at no
# less than seconds of its time.
comes_true() {
	local end=$((SECONDS + 10))
	until "$@"; do
		[ "$SECONDS" -lt "$end" ] || return 1
		touch etc/users
		sleep 0.2
	done
}

dovecot_refuses() {
	! dovecot_takes "$@"
}

# we_say ADDRESS [PASSWORD]: the code of our reply.
we_say() {
	printf 'EHLO x\nAUTH PLAIN %s\nQUIT\n' \
		"$(printf '\0%s\0%s' "$1" "${2-$PASSWORD}" | base64 -w0)" |
		served ./smtpd-lite -c conf 2>>ours |
		tail -n 2 | head -n 1 | cut -c 1-3
}

# talk SERVICE LINE...: what Dovecot's login says to these.
talk() {
	printf '%s\r\n' "${@:2}" |
		inside socat -T 30 STDIO,ignoreeof "UNIX-CONNECT:base/$1" | tr -d '\r'
}

# imap ADDRESS LINE...: logged in.
imap() {
	talk imap "a AUTHENTICATE PLAIN $(printf '\0%s\0%s' "$1" \
		"$PASSWORD" | base64 -w0)" "${@:2}" 'z LOGOUT'
}

# mail ADDRESS...: one message to each of them, by smtpd-lite.
mail() {
	local to
	{
		printf '%s\r\n' 'EHLO c.example'
		for to; do
			printf '%s\r\n' 'MAIL FROM:<a@b.example>' \
				"RCPT TO:<$to>" DATA "Subject: to $to" '' \
				'some text' '..dot' .
		done
		printf '%s\r\n' QUIT
	} | served ./smtpd-lite -c conf 2>>ours | grep -c '^250 2.0.0 Stored'
}

@test "users made here log in there, and the mail is in sight" {
	ctl user add bob@example.org <<<"$PASSWORD"
	ctl user add ann@example.net <<<"$PASSWORD"
	[ "$(stat -c %a:%U:%G etc/users)" = 640:root:UNKNOWN ]
	comes_true dovecot_takes bob@example.org "$PASSWORD"
	dovecot_takes BOB@Example.ORG "$PASSWORD"
	dovecot_refuses bob@example.org sesame
	dovecot_refuses bob "$PASSWORD"
	[ "$(mail bob@example.org bob@example.org ann@example.net)" -eq 3 ]
	imap bob@example.org 'b SELECT INBOX' 'c FETCH 1:* (RFC822.SIZE BODY[])' |
		tee said
	grep -q '^a OK' said
	grep -qx '\* 2 EXISTS' said
	[ "$(grep -cx 'Subject: to bob@example.org' said)" -eq 2 ]
	[ "$(grep -cx '\.dot' said)" -eq 2 ]
	imap ann@example.net 'b STATUS INBOX (MESSAGES)' |
		grep -x '\* STATUS INBOX (MESSAGES 1)'
}

@test "after a new password, and after user del" {
	ctl user add bob@example.org <<<"$PASSWORD"
	ctl user passwd bob@example.org <<<another
	comes_true dovecot_takes bob@example.org another
	dovecot_refuses bob@example.org "$PASSWORD"
	ctl user del bob@example.org
	comes_true dovecot_refuses bob@example.org another
}

@test "a bare address is nobody's login there, either" {
	printf '%s\n' printer@example.org empty@example.org:::::: \
		@lists.example.org >etc/users
	for who in printer@example.org empty@example.org @lists.example.org \
		x@lists.example.org; do
		for password in '' x "$who"; do
			dovecot_refuses "$who" "$password"
			[ "$(we_say "$who" "$password")" != 235 ] || return 1
		done
	done
}

@test "hashes that doveadm makes: ours alike, or refused by name" {
	for scheme in ARGON2ID ARGON2I BLF-CRYPT SHA512-CRYPT PLAIN; do
		echo "$scheme@example.org:$(inside doveadm -c dovecot.conf pw \
			-s "$scheme" -p "$PASSWORD"):::::"
	done >etc/users
	# More than three rounds come with 1 GiB.
	echo "much@example.org:$(inside doveadm -c dovecot.conf pw -s ARGON2ID \
		-r 5 -p "$PASSWORD"):::::" >>etc/users
	[ "$(we_say ARGON2ID@example.org)" = 235 ]
	[ "$(we_say ARGON2ID@example.org sesame)" = 535 ]
	for scheme in ARGON2I BLF-CRYPT SHA512-CRYPT PLAIN much; do
		[ "$(we_say "$scheme@example.org")" = 454 ]
		[ "$(we_say "$scheme@example.org" sesame)" = 454 ]
	done
	chmod 640 etc/users
	chgrp 65011 etc/users
	run ctl check
	[ "$status" -eq 78 ]
	[ "$(cut -d'"' -f2 <<<"$output")" = "$(printf '%s@example.org\n' \
		ARGON2I BLF-CRYPT SHA512-CRYPT PLAIN much)" ]
}

@test "an address in capitals: ours, and Dovecot's only as it is spelled" {
	ctl user add Bob@example.org <<<"$PASSWORD"
	[ "$(we_say bob@EXAMPLE.org)" = 235 ]
	dovecot_refuses Bob@example.org "$PASSWORD"
	cp dovecot.conf kept
	echo 'auth_username_format = %u' >>dovecot.conf
	inside doveadm -c dovecot.conf reload
	comes_true dovecot_takes Bob@example.org "$PASSWORD"
	dovecot_refuses bob@example.org "$PASSWORD"
	mv kept dovecot.conf
	inside doveadm -c dovecot.conf reload
}

@test "POP3 by either: the same numbers, octets and ids" {
	ctl user add bob@example.org <<<"$PASSWORD"
	comes_true dovecot_takes bob@example.org "$PASSWORD"
	[ "$(mail bob@example.org bob@example.org)" -eq 2 ]
	# Within a second, each has an order of its own.
	files=(mail/example.org/bob/new/*)
	mv "${files[1]}" "${files[1]/new\/??????????./new/1700000000.}"
	lines=('USER bob@example.org' "PASS $PASSWORD" STAT LIST UIDL 'RETR 2')
	printf '%s\r\n' "${lines[@]}" RSET QUIT |
		served ./pop3d-lite -c conf 2>>ours | tr -d '\r' >first
	imap bob@example.org 'b SELECT INBOX' 'c STORE 1 +FLAGS (\Answered)' |
		grep '^c OK'
	talk pop3 "${lines[@]}" RSET QUIT >second
	printf '%s\r\n' "${lines[@]}" RSET QUIT |
		served ./pop3d-lite -c conf 2>>ours | tr -d '\r' >third
	cat first
	grep -qx '\.\.dot' first
	cmp first third
	# Words behind +OK are each one's own.
	diff <(sed -E 's/^\+OK( [0-9]+ [0-9]+$)?.*/+OK\1/' first) \
		<(sed -E 's/^\+OK( [0-9]+ [0-9]+$)?.*/+OK\1/' second)
}

@test "what one deletes is gone for the other" {
	ctl user add bob@example.org <<<"$PASSWORD"
	comes_true dovecot_takes bob@example.org "$PASSWORD"
	[ "$(mail bob@example.org bob@example.org bob@example.org)" -eq 3 ]
	imap bob@example.org 'b SELECT INBOX' 'c STORE 2 +FLAGS (\Deleted)' \
		'd EXPUNGE' | grep '^d OK'
	printf '%s\r\n' 'USER bob@example.org' "PASS $PASSWORD" STAT 'DELE 1' \
		QUIT | served ./pop3d-lite -c conf 2>>ours >said
	grep '^+OK 2 ' said
	imap bob@example.org 'b STATUS INBOX (MESSAGES)' |
		grep -x '\* STATUS INBOX (MESSAGES 1)'
	# New mail comes in, whatever Dovecot has put beside it.
	[ "$(mail bob@example.org)" -eq 1 ]
	imap bob@example.org 'b STATUS INBOX (MESSAGES)' |
		grep -x '\* STATUS INBOX (MESSAGES 2)'
}
