#!/usr/bin/env bats
# smtpd-lite-site(7), typed as it stands there in a Debian that was booted. The
# tests build on each other, as its sections do.

load "$SRC/test/system/nspawn"

setup_file() {
	# The page has TLS as well.
	[ -x "$BUILD/tlsd-lite" ] || export why='built --with-tls=no' machine=
	[ -n "${why:-}" ] || container
	[ -z "$why" ] || return 0
	inside useradd -m ann
	# Here is the laptop: a machine that knows the site's, by another
	# address than that of loopback.
	beside ip address add 192.0.2.1/32 dev lo
	printf '%s\n' '127.0.0.1 localhost' '192.0.2.1 mx.example.org' \
		>"$BATS_FILE_TMPDIR/hosts"
}

setup() {
	in_container
	page=$BUILD/man/smtpd-lite-site.7
	cd "$BATS_TEST_TMPDIR" || return
}

# The commands of this section do what the page says, as long as those before
# have done so.
section() {
	local gone=$BATS_FILE_TMPDIR/gone_wrong

	[ ! -e "$gone" ] || { echo "wrong before: $(cat "$gone")"; return 1; }
	echo "$1" >"$gone"
	# shellcheck disable=SC2154 # container sets it
	"$SRC/test/system/site.py" "$page" "$1" "$leader"
	rm "$gone"
}

@test "site: name and DNS" {
	section 'NAME AND DNS'
}

@test "site: account" {
	section ACCOUNT
}

@test "site: users" {
	section USERS
}

@test "site: aliases" {
	section ALIASES
}

@test "site: key" {
	section KEY
}

@test "site: sockets" {
	section SOCKETS
}

@test "site: mail in" {
	section 'MAIL IN'
}

@test "site: mail out" {
	section 'MAIL OUT'
}

@test "site: POP3" {
	section POP3
}

@test "site: IMAP" {
	section IMAP
}

@test "site: log" {
	section LOG
}

@test "site: TLS" {
	section TLS
}

@test "site: publishing" {
	section PUBLISHING
}

@test "site: backup" {
	section BACKUP
	[ "$(inside stat -c %a /root/site.tar.gz)" = 600 ]
}

@test "site: upgrade" {
	section UPGRADE
}

@test "site: removal" {
	section REMOVAL
	# The folders of the prefix belong to no package.
	run inside find /etc /usr /var /run -xdev ! -type d \
		\( -name '*[mp3]d-lite*' -o -name '*d-classroom*' \)
	echo "$output"
	[ "$output" = '' ]
	run inside id smtpd-lite
	[ "$status" -ne 0 ]
}

@test "site: no command of the page stands elsewhere" {
	local title

	awk '/^\.Sh / { title = substr($0, 5) }
		/^\.Bd -literal/ { on = 1 }
		/^\.Ed/ { on = 0 }
		on && /^(laptop\$|[#$]) / { print title }' "$page" | sort -u >all
	[ "$(wc -l <all)" -eq 16 ]
	while IFS= read -r title; do
		echo "$title"
		grep -qE "^	section '?$title'?$" "$BATS_TEST_FILENAME"
	done <all
}
