#!/usr/bin/env bats
# The teaching dialect beside the strict one, and what a class is given.
# bats file_tags=classroom
load lib/play

# What the strict dialogues say that the teaching dialect does otherwise, and
# the rows of seeds.bats that want it so.
otherwise() {
	cat <<-EOF
		smtp/mail-no-argument 20
		smtp/path-bad-recipient 27
		smtp/path-bad-sender 26
		smtp/postmaster 27
		smtp/teaching-verbs-strict 7 8 9 20
		pop3/arguments 32
		pop3/list 31
		pop3/list-deleted 31
		pop3/pipelining 31
		pop3/trailing-space 31
	EOF
}

# Plays one dialogue in the teaching dialect, once.
teach() {
	DIALOGUE_WAYS=step DIALOGUE_OPTIONS=dialect=teaching dialogue "$@"
}

@test "the strict dialogues in the teaching dialect, but for what rows say" {
	local name rows all

	cd "$SRC/test/dialogues"
	otherwise | while read -r name rows; do
		[ -e "$name.t" ]
		[ -n "$rows" ]
		echo "$name.t"
	done | sort >"$BATS_TEST_TMPDIR/others"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/others")" -eq 10 ]
	printf '%s\n' smtp/*.t pop3/*.t | sort |
		comm -23 - "$BATS_TEST_TMPDIR/others" >"$BATS_TEST_TMPDIR/all"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/all")" -gt 390 ]
	mapfile -t all <"$BATS_TEST_TMPDIR/all"
	teach "${all[@]}"
	# The list holds nothing that need not be in it.
	while read -r name; do
		! teach "$name" >/dev/null </dev/null || {
			echo "$name is no exception"
			return 1
		}
	done <"$BATS_TEST_TMPDIR/others"
}

page=$SRC/man/smtpd-lite-teaching.7.in

@test "what stands in smtpd-lite-teaching(7) is what happens" {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/teaching_page.py" "$page"
}

# The lines of a section or subsection of the page.
section() {
	sed -n "/^\.S[hs] $1\$/,/^\.S[hs] /p" "$page"
}

@test "each exercise has a solution, each code its meaning" {
	local code n

	cd "$BATS_TEST_TMPDIR"
	n=$(section EXERCISES | grep -c '^\.It')
	[ "$n" -ge 8 ]
	seq "$n" | diff - <(sed -n 's/^\.Ss \([0-9]\)/\1/p' "$page")
	section 'REPLY CODES' | sed -n 's/^\.It Li //p' >said
	grep -oE '^S: [2-5][0-9]{2}' "$page" | cut -c 4- | sort -u |
		comm -23 - said | diff - /dev/null
	while read -r code; do
		echo "$code"
		grep -q "^\.It Li $code" "$BUILD/man/smtpd-lite.8"
	done <said
}

@test "the units of the class have no mistakes" {
	local unit

	command -v systemd-analyze >/dev/null || skip 'no systemd-analyze'
	cd "$BATS_TEST_TMPDIR"
	for unit in "$BUILD"/contrib/classroom/*classroom{.socket,@.service}; do
		sed "s|^ExecStart=[^ ]*/|ExecStart=$BUILD/|
			s|^ExecStartPre=.*|ExecStartPre=/bin/true|" "$unit" \
			>"${unit##*/}"
	done
	for unit in *.service; do
		cp "$unit" "${unit/@/@1}"
	done
	run systemd-analyze verify --man=no ./*.socket ./*@1.service
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	grep -qx ListenStream=12000 smtpd-classroom.socket
	grep -q '^ExecStart=.*/smtpd-lite -c .*/classroom.conf$' \
		smtpd-classroom@.service
}
