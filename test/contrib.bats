#!/usr/bin/env bats
# What contrib/ and man/ say, and what make install does with it.
load lib/play

setup() {
	# Those of a make that runs this are none of ours.
	unset MAKEFLAGS MAKELEVEL
	stage=$BATS_TEST_TMPDIR/stage
	conf=$stage$(folder_of sysconfdir)/smtpd-lite/smtpd-lite.conf
}

installed() {
	(cd "$stage" && find . -type f | sort)
}

@test "every key stands in the configuration that comes along, and in its page" {
	local key keys

	keys=$(sed -n '/keys\[\] = {/,/^};/s/^	{ "\([a-z-]*\)",.*/\1/p' \
		"$SRC/src/base/conf.c")
	[ "$(wc -w <<<"$keys")" -gt 20 ]
	has_teaching || keys=$(grep -vxE \
		'signup|signup-limit|helo-domain' <<<"$keys")
	for key in $keys; do
		grep -q "^#$key = " "$BUILD/contrib/smtpd-lite.conf"
		grep -q "^\.It Cm $key No = " "$BUILD/man/smtpd-lite.conf.5"
	done
	[ "$(grep -c '^#[a-z]' "$BUILD/contrib/smtpd-lite.conf")" -eq \
		"$(wc -w <<<"$keys")" ]
}

@test "what is installed tells of the teaching dialect where there is one" {
	make -C "$BUILD" install DESTDIR="$stage"
	run grep -rlIiE 'teaching|sign-?up|signs .*up|watch|classroom|helo-domain' \
		"$stage"
	if has_teaching; then
		grep '/smtpd-lite-teaching\.7$' <<<"$output"
		return
	fi
	# One page says what is not there.
	[[ $output == */man5/smtpd-lite.conf.5 ]]
	[ -z "$(find "$stage" -name '*class*' -o -name '*teaching*')" ]
	run grep -iE 'teaching|sign-?up|watch|helo-domain' \
		<(sed '/^\.Ss Teaching/,/^\.S/d' "$output")
	[ "$status" -eq 1 ]
}

@test "B3: README installs where Dovecot may write, and names the cure" {
	grep -q '^ *\$ ./configure .*--sysconfdir=/etc --localstatedir=/var$' \
		"$SRC/README"
	grep -q 'contrib/dovecot.conf has' "$SRC/README"
}

# What FILE prints behind a prompt, with the lines that a command goes on in.
commands() {
	sed -n -e 's/^ *[a-z]*[#$] //;Ta;:b' -e '/\(|\|\\e\{0,1\}\)$/{N;bb' \
		-e '};s/\\e/\\/g;s/\\&//g;p;:a' "$1"
}

@test "what README and the pages print can be copied to a shell" {
	local page

	for page in "$SRC"/{README,man/*.in}; do
		echo "$page"
		sh -n <(commands "$page")
	done
	[ "$(commands "$SRC/README" | wc -l)" -ge 40 ]
}

@test "the removal of smtpd-lite-site(7) takes what is ours, if it is there" {
	local step unit=etc/systemd/system/dovecot.service.d

	cd "$BATS_TEST_TMPDIR"
	step=$(sed -n '/^\.Sh REMOVAL/,$p' "$SRC/man/smtpd-lite-site.7.in" |
		commands /dev/stdin |
		sed -ne ':a;/\\$/{N;s/\\\n//;ba' -e '}' \
			-e "/^rm .*dovecot/s| /etc/| $PWD/etc/|gp")
	mkdir -p etc/dovecot/conf.d
	touch etc/dovecot/conf.d/99-smtpd-lite.conf
	# Where the mail is in /var, nothing was done to the unit.
	sh -ec "$step"
	mkdir -p $unit
	touch $unit/{mine,smtpd-lite}.conf
	sh -ec "$step"
	[ "$(find etc -type f)" = $unit/mine.conf ]
}

@test "every option of smtp-lite, and every key, stands in its page" {
	local word words

	words=$(sed -n 's/^	KEY("\([a-z-]*\)".*/\1/p' "$SRC/src/smtp/config.c")
	[ "$(wc -w <<<"$words")" -gt 10 ]
	for word in $words; do
		echo "$word"
		grep -q "^\.It Cm $word No = " "$BUILD/man/smtp-lite.conf.5"
	done
	words=$("$BUILD/smtp-lite" --help | sed -n 's/^  \(-.*\)  .*/\1/p' |
		grep -oE -- '--?[a-zA-Z*-]+' | sed 's/^-//; s/[*]//')
	[ "$(wc -w <<<"$words")" -gt 20 ]
	for word in $words; do
		echo "$word"
		grep -qE "^\.It Fl (.*, )?(Fl )?$word( |,|$)" "$BUILD/man/smtp-lite.1"
	done
}

@test "B16: make puts folders into what it makes of contrib and man" {
	run grep -rnE '@[a-z]+@' "$BUILD/contrib" "$BUILD/man"
	[ "$status" -eq 1 ]
	# One spelling of a path: that of the build.
	run grep -nE '<[a-z]+dir>|/(etc|lib|s?bin|doc)/(smtp|pop3)d?-lite\b' \
		"$SRC"/man/*.in
	[ "$(grep -vE '@[a-z]+@(/lib)?/|/etc/xinetd.d/' <<<"$output")" = '' ]
	grep -qx ".Pa $(folder_of sysconfdir)/smtpd-lite/smtpd-lite.conf ." \
		"$BUILD/man/smtpd-lite.8"
	grep -qx "ExecStart=$(folder_of sbindir)/smtpd-lite" \
		"$BUILD/contrib/smtpd-lite@.service"
}

@test "every reply there is stands in the page" {
	local codes code

	codes=$(sed -n '/replies\[RE_COUNT\] = {/,/^};/p' \
		"$SRC/src/smtpd/reply.c" | tr -d '\n' |
		grep -oE '\{ *[0-9]{3}, *("[0-9.]+"|NULL)' |
		tr -d '{," ' | sed 's/NULL//; s/^\(...\)\(.\)/\1 \2/' | sort -u)
	[ "$(wc -l <<<"$codes")" -gt 30 ]
	has_teaching || codes=$(grep -vxE '450 4.7.1|553 5.1.8' <<<"$codes")
	while IFS= read -r code; do
		echo "$code"
		[[ $code == 250* ]] ||
			grep -q "^\.It Li $code Ta " "$BUILD/man/smtpd-lite.8"
	done <<<"$codes"
}

@test "every word that a log line begins with stands in the page" {
	local words word built=()

	has_teaching || built=(! -name '*_teaching.c')
	words=$(find "$SRC"/src/{base,conn,guard,listen,smtpd,store,users,vault} \
		-name '*.c' "${built[@]}" -exec cat {} + | tr -d '\n' |
		grep -oE 'log_(begin|problem)\([[:space:]]*(&l, *)?"[a-z-]+"' |
		grep -oE '"[a-z-]+"' | tr -d '"' | sort -u)
	[ "$(wc -w <<<"$words")" -gt 10 ]
	for word in $words; do
		echo "$word"
		grep -q "^\.It Cm .*\b$word\b" "$BUILD/man/smtpd-lite.8"
	done
}

# Text with every run of blanks and line ends as one blank.
flat() {
	tr -s ' \t\n' ' '
}

@test "the pages show the lines of contrib" {
	local page file text

	page=$(sed 's/\\e/\\/g' "$BUILD"/man/*d-lite.8 | flat)
	for file in {smtpd,pop3d}-lite.xinetd inetd.conf \
		{,pop3d-lite.}{tcpserver,socat}.run; do
		text=$(grep -v '^#\|^exec 2>&1' "$BUILD/contrib/$file" |
			sed 's/^exec //' | flat)
		echo "$file: $text"
		[[ $page == *"${text% }"* ]]
	done
}

# part FROM TO: the lines of the page between these two, without markup.
part() {
	sed -n "/^\$ $1/,/^\$ $2\|^\.Ed/{//!p;}" "$BUILD/man/smtpd-lite.8" |
		sed 's/^\\&//'
}

# What differs from message to message.
same() {
	sed -E 's/\b[0-9a-f]{16}\b/ID/; s/^\t[A-Z][a-z]{2}, .*/DATE/'
}

@test "the transcript of the page is what happens" {
	cd "$BATS_TEST_TMPDIR"
	part 'cat session' smtpd-lite >session.smtp
	grep -qx QUIT session.smtp
	"$BUILD/smtpd-lite" -m mail -o hostname=mx.example.org <session.smtp |
		tr -d '\r' | same >replies
	part smtpd-lite 'cat mail' | same | diff - replies
	part 'cat mail' nothing | same |
		diff - <(same <mail/example.org/alice/new/*)
}

@test "make install brings a configuration, and leaves one alone" {
	make -C "$BUILD" install DESTDIR="$stage"
	cmp "$BUILD/contrib/smtpd-lite.conf" "$conf"
	make -C "$BUILD" uninstall DESTDIR="$stage"
	[ "$(installed)" = '' ]
	make -C "$BUILD" install DESTDIR="$stage"
	echo 'log = none' >"$conf"
	make -C "$BUILD" install DESTDIR="$stage"
	[ "$(cat "$conf")" = 'log = none' ]
	make -C "$BUILD" uninstall DESTDIR="$stage"
	[ "$stage/$(installed)" = "$stage/.${conf#"$stage"}" ]
}

@test "the sweep spares all mail, whatever a user or a domain is called" {
	local file sweep

	# localstatedir may be anywhere, too.
	mkdir -p "$BATS_TEST_TMPDIR/tmp" && cd "$BATS_TEST_TMPDIR/tmp"
	sweep=$(sed -n "s|^ExecStart=find [^ ]*/mail |find '$PWD/mail' |p" \
		"$BUILD/contrib/smtpd-lite-sweep.service")
	[ "$sweep" != '' ]
	for file in {example.org,tmp}/{alice,tmp,new,.tmp}{,/.Sent,/.tmp}; do
		mkdir -p "mail/$file"/{cur,new,tmp}
		touch -d '37 hours ago' \
			"mail/$file"/{cur/1,new/1,tmp/1,dovecot.index,subscriptions}
		touch -d '35 hours ago' "mail/$file/tmp/2"
	done
	find mail -type f ! -path '*/tmp/1' | sort >stay
	eval "$sweep"
	find mail -type f | sort | diff stay -
}

@test "the dialogue in pop3d-lite(8) is true" {
	local page box=mail/example.org/alice

	cd "$BATS_TEST_TMPDIR"
	page=$(awk '/^Look, read/ { on = 1 } p && /^\.Ed/ { exit } p
		on && /^\.Bd/ { p = 1 }' "$BUILD/man/pop3d-lite.8")
	mkdir -p $box/{tmp,new,cur}
	printf 'Subject: one\n\nHello\n' >$box/new/1.one
	printf 'Subject: two\n\n.dot\nend\n' >$box/new/2.two
	echo secret | "$BUILD/smtpd-litectl" -c /dev/null -o users=users \
		user add alice@example.org
	grep -vE '^(\+OK|-ERR|    |$)' <<<"$page" |
		"$BUILD/pop3d-lite" -m mail -o users=users -o log=none |
		tr -d '\r' >said
	diff <(grep -E '^(\+OK|-ERR|    |$)' <<<"$page" | sed 's/^    //') said
	# What is refused.
	page=$(sed -n '/^A wrong password/,/^A local session/p' \
		"$BUILD/man/pop3d-lite.8")
	printf '%s\n' 'USER alice@example.org' 'PASS Secret' |
		"$BUILD/pop3d-lite" -m mail -o users=users -o log=none >said
	REMOTE_ADDR=192.0.2.1 "$BUILD/pop3d-lite" -m mail -o users=users \
		-o log=none >>said <<<$'USER alice@example.org\r'
	diff <(grep -E '^(\+OK|-ERR)' <<<"$page") \
		<(tr -d '\r' <said | grep -v ready)
}
