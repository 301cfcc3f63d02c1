#!/usr/bin/env bats
# smtpd-lite.conf(5): what each key takes and refuses, and how that is said.
load lib/play

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# serve OPTION...: a session without a word; what it says goes to said, its
# complaints and its log to log.
serve() {
	"$BUILD/smtpd-lite" "$@" </dev/null >said 2>log
}

# takes KEY VALUE..., refuses KEY VALUE...: on the command line and in a file.
takes() {
	local key=$1 value

	shift
	for value; do
		echo "takes $key=$value"
		serve -m mail -o "$key=$value"
		grep -q '^220 ' said
		printf '%s = %s\n' "$key" "$value" >conf
		serve -m mail -c conf
		grep -q '^220 ' said
	done
}

refuses() {
	local key=$1 value status

	shift
	for value; do
		echo "refuses $key=$value"
		status=0
		serve -m mail -o "$key=$value" || status=$?
		[ "$status" -eq 78 ]
		[[ $(cat said) == '421 4.3.5 '* ]]
		grep -q "^-o: bad value: \"$key=" log
		printf '#\n%s = %s\n' "$key" "$value" >conf
		status=0
		serve -m mail -c conf || status=$?
		[ "$status" -eq 78 ]
		grep -q "^conf:2: bad value: \"$key =" log
	done
}

@test "sizes" {
	takes max-size 1 1024 1K 2k 3M 4m 1024G 1g 1099511627776
	refuses max-size '' 0 0K -1 +1 1.5M 50MB '50 M' M 1T 1025G \
		1099511627777 18446744073709551617 0x10
}

@test "numbers" {
	takes max-recipients 100 00100 10000
	refuses max-recipients '' 99 10001 1K 100s
	takes max-errors 1 1000000
	refuses max-errors '' 0 1000001
	takes min-rate 0 1099511627776
	refuses min-rate '' -1 1K
	takes max-connections 1 10000
	takes max-per-source 1 10000
	refuses max-connections '' 0 10001 -1
	refuses max-per-source '' 0 10001 1K
	takes signup-limit 0 1000000
	refuses signup-limit '' 1000001
}

@test "times" {
	local key

	takes idle-exit 0 0s 1 30s 10m 168h
	refuses idle-exit '' 169h -1 never
	for key in idle-timeout session-timeout; do
		takes "$key" 1 1s 10m 168h 604800 10080m
		refuses "$key" '' 0 0h s 1d 169h 604801 10081m 5M '5 s' -1
	done
}

@test "a NUL ends no value" {
	local key value

	for key in idle-timeout max-size users recipient-delimiter log; do
		case $key in log) value=none ;; *) value=5 ;; esac
		printf '%s = %s\0\n' "$key" "$value" >conf
		run serve -m mail -c conf
		[ "$status" -eq 78 ]
	done
}

@test "words" {
	local key

	takes handshake off offer
	takes tls offer off
	takes submission no yes
	takes plaintext-auth never local always
	takes sender-login match any
	takes dialect strict
	! has_teaching || takes dialect teaching
	takes signup off guest open guest,open
	takes helo-domain off match
	takes log auto stderr syslog none
	for key in handshake tls submission plaintext-auth sender-login dialect signup \
		helo-domain log; do
		refuses "$key" '' nonsense 'any match' OFF Match
	done
}

@test "names" {
	takes hostname a mx.example.org '[192.0.2.1]' "$(printf '%0255d' 0)"
	refuses hostname '' 'a b' 'a"b' '(a)' '<a>' 'a@b' 'a,b' 'a;b' 'a\b' \
		$'a\x01' $'m\xc3\xbc' "$(printf '%0256d' 0)"
	takes recipient-delimiter '' + - =
	refuses recipient-delimiter ++ @ / . '"' \\
}

@test "paths" {
	local long

	long=$(printf '%01023d' 0)
	takes mail 'mail/%u@%d/100%%' 'a folder/%u'
	refuses mail '' %d/%u 'mail/%x' 'mail/%'
	takes aliases 'no such file' "$long"
	refuses aliases '' "0$long"
}

@test "lines" {
	printf '%s\r\n' '# a comment' '' '	hostname	=	a.example  ' \
		'max-size=1' 'max-size = 2=3' >conf
	run serve -m mail -c conf
	[ "$status" -eq 78 ]
	[ "$(cat log)" = 'conf:5: bad value: "max-size = 2=3"' ]
	printf '%s\r\n' ' # a comment' ' hostname	=	a.example  ' \
		'hostname=b.example' >conf
	serve -m mail -c conf
	grep -q '^220 b.example ' said
	serve -m mail -c conf -o ' hostname = c.example '
	grep -q '^220 c.example ' said
}

@test "a line that is none of ours is not shown whole: it may have a password" {
	printf '%s\n' 'password = hunter2' 'password hunter2' \
		"password: hunter2 $(printf '%016384d' 0)" >conf
	run serve -m mail -c conf
	[ "$status" -eq 78 ]
	printf '%s\n' 'conf:1: unknown key: "password"' \
		'conf:2: not of the form key = value' 'conf:3: line too long' |
		diff - log
}

@test "mistakes are all named, with their lines" {
	printf '%s\n' 'log = none # really' 'Log = none' nonsense '= 1' \
		"users = $(printf '%016384d' 0)" 'max-size = 1' >conf
	run serve -m mail -c conf
	[ "$status" -eq 78 ]
	sed 's/: ".*//' log >named
	printf '%s\n' 'conf:1: bad value' 'conf:2: unknown key' \
		'conf:3: not of the form key = value' 'conf:4: unknown key' \
		'conf:5: line too long' | diff - named
}
