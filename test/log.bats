#!/usr/bin/env bats
# What servers say in the log, and that the pages know every word of it.
load lib/play

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p mail/b.example/ann/{tmp,new,cur}
	echo password | "$BUILD/smtpd-litectl" -c /dev/null -o users=users \
		user add ann@b.example
}

# serve PROGRAM LINE...: a local session of these lines; its log is in `log`.
serve() {
	local program=$1
	shift
	printf '%s\n' "$@" | "$BUILD/$program" -c /dev/null -o users=users \
		-o "mail=$PWD/mail/%d/%u" -o run=. -o log=stderr 2>log >said
}

# sources: all of src/ in one line, since a call may take several.
sources() {
	find "$SRC/src" -name '*.c' -exec cat {} + | tr '\n\t' '  '
}

# events: the first words of lines.
events() {
	sources | grep -oE 'log_(begin\(&l,|problem\() *"[^"]*"' |
		grep -oE '"[^"]*"$' | tr -d '"'
}

# words: the first words of lines, keys and fixed values that src/ logs.
words() {
	local source
	source=$(sources)
	# The argument before a comma or a parenthesis that ends the call.
	grep -oE 'log_(begin\(&l|problem\(|word\(&l|num\(&l|text\(&l)[, ]*"[^"]*"' \
		<<<"$source" | grep -oE '"[^"]*"$'
	grep -oE '(log_(word\(&l, "[a-z]+",|login\(g, [a-z.]+,)|conclude\(g,)[^;]*;' \
		<<<"$source" | grep -oE '"[a-z-]+"'
	# Tables of them.
	grep -oE '\b(ends\[[^]]*\]|results\[\]|refusals\[\]) = \{[^;]*;' \
		<<<"$source" | grep -oE '"[a-z-]+"'
}

@test "B14: every word of the log stands in the page, in a sample line" {
	local word all page
	all=$(words | tr -d '"' | sort -u)
	# It finds them.
	for word in session end quit octets signup refused no-user storage \
		result later not-listed password key what; do
		grep -qx -e "$word" <<<"$all"
	done
	page=$(sed -n '/^\.Sh LOG/,/^\.Sh [^L]/p' "$SRC/man/smtpd-lite.8.in")
	for word in $all; do
		grep -qw -e "$word" <<<"$page" ||
			{ echo "not in the page: $word" && return 1; }
	done
	all=$(events | sort -u)
	for word in session violation file listen turned-away; do
		grep -qx -e "$word" <<<"$all"
	done
	for word in $all; do
		grep -qE "^(smtp|pop3)d-lite\[[0-9]*\]: $word (rip|what)=" \
			<<<"$page" || { echo "no sample: $word" && return 1; }
	done
}

@test "B14: POP3 counts the octets it has sent" {
	printf 'Subject: x\n\n.dot\n' >mail/b.example/ann/new/1.x
	serve pop3d-lite 'USER ann@b.example' 'PASS password' 'RETR 1' \
		'TOP 1 0' QUIT
	# 20 octets and a dot; then 14.
	grep -q ' session .* octets=35 ' log
}

@test "B14: quotes and backslashes are readable" {
	serve smtpd-lite 'EHLO c' 'MAIL FROM:<"a\"b\\c"@d.example>' \
		'RCPT TO:<ann@b.example>' DATA x . QUIT
	grep -qF ' from="a\"b\\c@d.example"' log
}

@test "B6: a file that may not grow is in the log" {
	(
		ulimit -f 8
		serve smtpd-lite 'EHLO c' 'MAIL FROM:<>' \
			'RCPT TO:<ann@b.example>' DATA \
			"$(head -c 20000 /dev/zero | tr '\0' x)" . QUIT
	)
	grep -q '^552 5.3.4' said
	grep -q ' storage .*what="cannot write a message" error="File too large"' log
	[ -z "$(find mail -name "*M*")" ]
}

# lines FILE PATTERN: how many there are.
lines() {
	grep -c -- "$2" "$1"
}

@test "A23: a peer that repeats what fails for now does not fill the log" {
	local i
	echo ann@b.example >users
	printf '%s\n' "many: ann$(printf ', t%d' {1..1200})" >aliases
	mkdir -p mail/ann/{new,cur}
	ln -s new mail/ann/tmp
	{
		printf '%s\n' 'EHLO c' 'MAIL FROM:<>'
		yes 'RCPT TO:<many@b.example>' | head -n 150
		printf 'RCPT TO:<%s@b.example>\n' who else
		echo RSET
		for ((i = 0; i < 150; i++)); do
			printf '%s\n' 'MAIL FROM:<>' 'RCPT TO:<ann@b.example>' \
				DATA
		done
		echo QUIT
	} | "$BUILD/smtpd-lite" -c /dev/null -o users=users -o log=stderr \
		-o aliases=aliases -o "mail=$PWD/mail/%u" >said 2>log
	[ "$(lines said '^451 4.3.0')" -eq 300 ]
	[ "$(lines log ' refused .*why=error')" -eq 100 ]
	[ "$(lines log ' refused .*why=no-user')" -eq 2 ]
	[ "$(lines log ' file .*too many targets')" -eq 100 ]
	[ "$(lines log ' storage ')" -eq 100 ]
	grep -q ' session .*end=quit .*commands=606 ' log
}

# unconfined: a session where the kernel has no Landlock; its log is in `log`.
unconfined() {
	printf 'QUIT\n' | strace -f -qq -o trace \
		-e inject=landlock_create_ruleset:error=ENOSYS \
		"$BUILD/smtpd-lite" -m mail -o "run=$1" -o log=stderr 2>log >said
	grep -q 'landlock_create_ruleset.*ENOSYS.*INJECTED' trace
	grep -q '^221 ' said
}

@test "B15: that the guard is not confined is told once a boot" {
	needs_strace
	mkdir run
	unconfined run
	[ "$(grep -c ' sandbox rip=.*not confined' log)" -eq 1 ]
	unconfined run
	[ "$(grep -c ' sandbox ' log)" -eq 0 ]
	# As after a boot.
	rm -r run
	mkdir run
	ln -s ../victim run/unconfined
	unconfined run
	[ ! -e victim ]
	rm run/unconfined
	unconfined run
	[ "$(grep -c ' sandbox ' log)" -eq 1 ]
	unconfined nowhere
	[ "$(grep -c ' sandbox ' log)" -eq 0 ]
}
