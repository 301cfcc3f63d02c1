#!/usr/bin/env bats
# What README tells an administrator to type after make install, typed in a
# Debian that was booted, in that order.
# shellcheck disable=SC2030,SC2031 # each test has its own `status`
# shellcheck disable=SC2154 # in_container sets some

load "$SRC/test/system/nspawn"

setup() {
	in_container
	cd "$BATS_TEST_TMPDIR" || return
	# As they are called inside.
	etc=${etc#"$root"} lib=${mail#"$root"}
	lib=${lib%/mail}
	dropins=/etc/systemd/system/dovecot.service.d
}

# steps SECTION: the commands of it, for the folders of this build.
steps() {
	awk -v title="$1" '$0 == title { on = 1; next }
		on && /^[A-Z][A-Z, ]+$/ { exit }
		on && /^     *[#$] |^          / { print }' "$SRC/README" |
		sed -e ':a' -e '/\\$/{N;s/\\\n */ /;ta' -e '}' -e 's/^ *[#$] //' \
			-e "s|\([ >]\)/etc/smtpd-lite|\1$etc|g" \
			-e "s|/var/lib/smtpd-lite|$lib|g" \
			-e "s| etc/smtpd-lite| ${etc#/}|" \
			-e "s| var/lib/smtpd-lite| ${lib#/}|" \
			-e "s|/usr/share/doc/smtpd-lite|$(folder_of docdir)|"
}

# typed COMMAND: by root, who is asked for a password here and there.
typed() {
	echo "# $1"
	echo sesame | inside env -i HOME=/root \
		PATH="$(folder_of sbindir):$(folder_of bindir):$PATH" sh -c "$1"
}

@test "README: the first mail, and how it is read" {
	local step

	while IFS= read -r step <&5; do
		case $step in
		apt-get*) ;;
		'systemctl restart dovecot')
			# What dovecot.conf says of a mail folder below /usr.
			if [[ $lib == /usr/* ]]; then
				dovecot_with "$(cure)"
			fi
			typed "$step"
			within 20 listening 143
			;;
		*) typed "$step" ;;
		esac
	done 5< <(steps 'THE FIRST MAIL') >said
	cat said
	[ "$(grep -c '^# ' said)" -ge 10 ]
	# By POP3, and by IMAP.
	[ "$(grep -c '^Subject: hello' said)" -eq 2 ]
	grep ',S=' said
	grep 'session rip=' said
	[ "$(inside stat -c '%a %G' "$etc/users")" = '640 smtpd-lite' ]
}

# The lines for Dovecot's unit.
cure() {
	sed -n '/^#   \[Service\]/,/^#   ReadWritePaths=/s/^#   //p' \
		"$BUILD/contrib/dovecot.conf"
}

# dovecot_with LINE...: Dovecot's unit has these, too.
dovecot_with() {
	mkdir -p "$root$dropins"
	printf '%s\n' "$@" >"$root$dropins/mail.conf"
	inside systemctl daemon-reload
	inside systemctl restart dovecot
	within 20 listening 143
}

# With any prefix, only what the unit needs is written here.
@test "B3: dovecot.conf tells how its unit may write to the mail" {
	local strict=('[Service]' ProtectSystem=strict
		'ReadWritePaths=/run /var/lib/dovecot /var/log')
	local read

	read=$(steps 'THE FIRST MAIL' | grep imap://)
	typed "echo 'Subject: two' | smtp-lite -f me@example.org alice@example.org"
	dovecot_with "${strict[@]}"
	run typed "${read/INDEX=1/INDEX=2}"
	[ "$status" -ne 0 ]
	[ "$(cure | wc -l)" -eq 2 ]
	dovecot_with "${strict[@]}" "$(cure)"
	run typed "${read/INDEX=1/INDEX=2}"
	[[ $output == *'Subject: two'* ]]
}

@test "README: back up, remove, restore" {
	local save take

	{ read -r save && read -r take; } < <(steps 'UPGRADE, BACK UP, REMOVE')
	typed "cd /root && $save"
	[ "$(inside stat -c %a /root/backup.tar.gz)" = 600 ]
	# As make uninstall does.
	inside systemctl disable --now smtpd-lite.socket pop3d-lite.socket
	inside systemctl stop dovecot
	while IFS= read -r step; do
		typed "$step"
	done < <(steps 'UPGRADE, BACK UP, REMOVE' | tail -n 2)
	run inside ls "$etc" "$lib"
	[ "$status" -ne 0 ]
	# So that the account has another number.
	inside useradd -r somebody
	inside systemctl enable --now smtpd-lite.socket pop3d-lite.socket
	typed "cd /root && $take"
	[ "$(inside stat -c %U "$lib"/mail/example.org/alice)" = smtpd-lite ]
	run typed 'curl -sS -u alice@example.org:sesame pop3://localhost/1'
	[[ $output == *'Subject: hello'* ]]
}
