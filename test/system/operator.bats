#!/usr/bin/env bats
# What others read of ours: fail2ban the log, bash and zsh the help. None of
# them is asked for anything that an installation would not ask.

setup() {
	stage=$BATS_TEST_TMPDIR/stage
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' alice@example.org "bob@example.org:{PLAIN}no" >users
}

# session FROM PROGRAM LINE...: a session of a peer, logged as syslog does.
session() {
	local peer=$1 program=$2

	shift 2
	printf '%s\r\n' "$@" | env PROTO=TCP TCPREMOTEIP="$peer" \
		"$BUILD/$program" -m mail -o users="$PWD/users" \
		-o plaintext-auth=always -o log=stderr 2>&1 >replies |
		sed 's/^/Nov 28 21:30:00 host /' >>log
}

# banned MODE: the addresses that fail2ban finds in the log.
banned() {
	cp -r "$fail2ban/etc/fail2ban" .
	cp "$SRC/contrib/fail2ban/filter.conf" \
		fail2ban/filter.d/smtpd-lite.conf
	PYTHONPATH=$fail2ban/usr/lib/python3/dist-packages /usr/bin/python3 \
		"$fail2ban/usr/bin/fail2ban-regex" -c fail2ban -o ip log \
		"smtpd-lite[mode=$1]" | sort -u
}

# In base64: a name that looks like a line of the log, and a password.
attack() {
	printf '\0%s\0%s' 'x@example.org" rip=198.51.100.9 result=wrong' no |
		base64 -w 0
}

attacks() {
	fail2ban=$BUILD/packages/fail2ban
	[ -e "$fail2ban/usr/bin/fail2ban-regex" ] || skip 'no fail2ban'
	session 192.0.2.1 smtpd-lite 'EHLO me' \
		"AUTH PLAIN $(printf '\0alice@example.org\0no' | base64)" QUIT
	session 2001:db8::2 smtpd-lite 'EHLO me' \
		"AUTH PLAIN $(printf '\0nobody\0no' | base64)" QUIT
	session 192.0.2.3 pop3d-lite 'USER alice@example.org' 'PASS no' QUIT
	session 192.0.2.4 smtpd-lite 'EHLO me' "AUTH PLAIN $(attack)" QUIT
	session 192.0.2.5 smtpd-lite 'EHLO me' 'MAIL FROM:<a@b.example>' \
		'RCPT TO:<info@example.org>' QUIT
	session 192.0.2.6 smtpd-lite 'EHLO rip=198.51.100.9' \
		'MAIL FROM:<login rip=198.51.100.9 result=wrong@b.example>' \
		'MAIL FROM:<"login rip=198.51.100.9 result=wrong"@b.example>' \
		'RCPT TO:<alice@example.org>' DATA '' . QUIT
	session 192.0.2.7 smtpd-lite A B C D E F G H I J K
	# Of another program, which has the words and not the place.
	echo 'Nov 28 21:30:00 host cron[1]: login rip=198.51.100.9 result=wrong' \
		>>log
	grep -c ' session ' log
}

@test "fail2ban finds who failed to log in, and nobody else" {
	attacks
	[ "$(banned normal)" = "$(printf '%s\n' 192.0.2.1 192.0.2.3 192.0.2.4 \
		2001:db8::2)" ]
}

@test "fail2ban in aggressive mode finds who tries names, or is hung up on" {
	attacks
	[ "$(banned aggressive)" = "$(printf '%s\n' 192.0.2.1 192.0.2.3 \
		192.0.2.4 192.0.2.5 192.0.2.7 2001:db8::2)" ]
}

@test "the jail is off until it is turned on, and names our filter" {
	run /usr/bin/python3 -c 'import configparser, sys
jail = configparser.ConfigParser()
jail.read(sys.argv[1])
print(jail["smtpd-lite"]["enabled"], jail["smtpd-lite"]["filter"])' \
		"$SRC/contrib/fail2ban/jail.conf"
	[ "$output" = 'false smtpd-lite[mode=normal]' ]
}

# The files as installed, with the folders of the stage in them.
completions() {
	make -s -C "$BUILD" install DESTDIR="$stage" >install.log
	shared=$(find "$stage" -path '*/share/smtpd-lite/commands.sh')
	shared=${shared%/smtpd-lite/commands.sh}
	sed -i "s|^\. .*/smtpd-lite/commands.sh|. $shared/smtpd-lite/commands.sh|" \
		"$shared"/bash-completion/completions/smtpd-litectl \
		"$shared"/zsh/site-functions/_smtpd-litectl
	PATH=$BUILD:$PATH
}

# in_bash FUNCTION LINE: what TAB offers behind LINE.
in_bash() {
	bash -c '. "$1" && COMP_LINE=$3 COMP_POINT=${#3}
		read -ra words <<<"$3"
		[[ $3 != *[[:space:]] ]] || words+=("")
		"$2" "${words[0]}" "${words[-1]}" "${words[-2]}"
		printf "%s\n" "${COMPREPLY[@]}"' bash \
		"$shared/bash-completion/completions/${2%% *}" "$1" "$2" |
		paste -sd ' '
}

# in_zsh LINE: likewise, typed on a terminal of its own.
in_zsh() {
	"$SRC/test/lib/zsh_complete" "$shared/zsh/site-functions" "$1"
}

# every_word: each command and option that the help of smtpd-litectl tells of,
# behind what is typed before it and a colon.
every_word() {
	smtpd-litectl --help | awk '
		/^  [a-z]/ { typed = "" }
		/^  [a-z]/ || /^       \[/ {
			gsub(/[][.]/, "")
			for (i = 1; i <= NF; i++) {
				n = $i ~ /^[-a-z|]+$/ ? split($i, w, "|") : 0
				for (k = 1; k <= n; k++)
					print typed ":" w[k]
				if (n > 0 && $i !~ /^-/)
					typed = typed w[1] " "
				if ($i == "ADDRESS")
					typed = typed "alice@example.org "
			}
		}'
	printf -- '-:%s\n' -c -o --help --version
}

@test "bash completes every command and option that --help tells of" {
	local typed word words offered count=0

	completions
	while IFS=: read -r typed word; do
		echo "$typed: $word"
		offered=$(in_bash _smtpd_litectl "smtpd-litectl $typed")
		[[ " $offered " == *" $word "* ]]
		count=$((count + 1))
	done < <(every_word)
	[ "$count" -gt 30 ]
	offered=$(in_bash _smtp_lite 'smtp-lite -')
	# They stand in front of three blanks, if those fit.
	mapfile -t words < <(smtp-lite --help | sed -n 's/^  -/-/; s/   .*//
		/^-/{ s/ /\n/g; p; }' | grep -o '^-[^,*]*')
	for word in "${words[@]}"; do
		echo "smtp-lite: $word"
		[[ " $offered " == *" $word "* ]]
	done
	[ ${#words[@]} -gt 30 ]
	[ "$(in_bash _smtp_lite 'smtp-lite --tls ')" = 'off starttls implicit' ]
}

@test "bash completes commands, options and addresses" {
	local ctl="smtpd-litectl -o users=$PWD/users"

	completions
	[ "$(in_bash _smtpd_litectl "$ctl us")" = user ]
	[[ "$(in_bash _smtpd_litectl "$ctl user ")" = \
		'add del key list passwd' ]]
	[ "$(in_bash _smtpd_litectl "$ctl user key add a")" = \
		alice@example.org ]
	# bash puts a new word after the @.
	[ "$(in_bash _smtpd_litectl "$ctl user passwd bob@e")" = example.org ]
	[ "$(in_bash _smtpd_litectl "$ctl key new ")" = 'current next' ]
	[ "$(in_bash _smtpd_litectl "$ctl wait alice@example.org --co")" = \
		--count ]
	[ "$(in_bash _smtp_lite 'smtp-lite --known')" = --known-hosts ]
	[ "$(in_bash _smtp_lite 'smtp-lite alice')" = '' ]
}

# Addresses that mean something to a shell.
evil() {
	# shellcheck disable=SC2016 # this is it
	printf '%s\n' 'a$(touch${IFS}ran)@x.example' \
		'b`touch${IFS}ran`;ls>ran;@x.example' >users
}

@test "bash: an address is quoted, and no part of it is run" {
	local ctl="smtpd-litectl -o users=$PWD/users" typed

	completions
	evil
	typed=$(in_bash _smtpd_litectl "$ctl user passwd ")
	[ ! -e ran ]
	eval "printf '%s\n' $typed" | diff users -
	# shellcheck disable=SC2016 # as it is typed
	[ "$(in_bash _smtpd_litectl "$ctl user passwd a")" = \
		'a\$\(touch\$\{IFS\}ran\)@x.example' ]
	# shellcheck disable=SC2016
	[ "$(in_bash _smtpd_litectl "$ctl user passwd "'a\$\(touch\$\{IFS\}ran\)@x')" = \
		x.example ]
	[ ! -e ran ]
}

@test "zsh completes commands, options and addresses" {
	local ctl="smtpd-litectl -o users=$PWD/users"

	command -v zsh || skip 'no zsh'
	completions
	[ "$(in_zsh "$ctl us")" = "$ctl user" ]
	[ "$(in_zsh "$ctl user pa")" = "$ctl user passwd" ]
	[ "$(in_zsh "$ctl user passwd al")" = \
		"$ctl user passwd alice@example.org" ]
	[ "$(in_zsh "$ctl wait alice@example.org --cou")" = \
		"$ctl wait alice@example.org --count" ]
	[ "$(in_zsh "$ctl check --a")" = "$ctl check --as" ]
	[ "$(in_zsh "smtpd-litectl --ver")" = "smtpd-litectl --version" ]
	[ "$(in_zsh 'smtp-lite --known')" = 'smtp-lite --known-hosts' ]
}

@test "zsh: an address is quoted, and no part of it is run" {
	local ctl="smtpd-litectl -o users=$PWD/users"

	command -v zsh || skip 'no zsh'
	completions
	evil
	# shellcheck disable=SC2016 # as it is typed
	[ "$(in_zsh "$ctl user passwd a")" = \
		"$ctl user passwd "'a\$\(touch\$\{IFS\}ran\)@x.example' ]
	[ ! -e ran ]
}
