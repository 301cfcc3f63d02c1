#!/usr/bin/env bats
# smtp-lite: whom it trusts, and with what.
# shellcheck disable=SC2030,SC2031 # each test has its own `status`
load lib/client_site

known=config/smtp-lite/known_hosts

setup() {
	port='' to='' faked=''
	client_setup
}

teardown() {
	client_teardown
}

# nothing_sent: to the server that was called, of either kind.
nothing_sent() {
	if [ -z "$faked" ]; then
		[ ! -e mail/b.example/bob/new ]
		return
	fi
	until_true closed
	if grep -qE '^(MAIL|RCPT|DATA|AUTH)' said; then return 1; fi
}

# sealed: the message came through the channel.
sealed() {
	grep -q 'Noise_XK_25519_ChaChaPoly_SHA256' mail/b.example/bob/new/* &&
		rm -r mail/b.example/bob
}

# page COMMAND: what smtp-lite(1) shows after this command, for this server.
page() {
	awk -v start="\$ smtp-lite --server mx.example.org $1" '
		index($0, start) == 1 { on = 1; next }
		/^(\$|\.Ed)/ { on = 0 }
		!on { next }
		sub(/ *\\e$/, " ") { sub(/^ +/, ""); printf "%s", $0; next }
		{ sub(/^ +/, ""); print }' "$BUILD/man/smtp-lite.1" |
		sed "s,/home/ann/.config,$PWD/config,
			s,mx.example.org:25,$to,"
}

# plant KINDS FILE COMMAND...: runs it with each kind of name planted as FILE.
plant() {
	local kinds=$1 file=$2 kind
	shift 2
	echo '# not yours' >theirs
	for kind in $kinds; do
		rm -rf "$file" nowhere
		case $kind in
		link) ln -s "$PWD/theirs" "$file" ;;
		dangling) ln -s "$PWD/nowhere" "$file" ;;
		fifo) mkfifo "$file" ;;
		hard) ln theirs "$file" ;;
		folder) mkdir "$file" ;;
		esac
		echo "$kind"
		"$@"
		[ "$(cat theirs)" = '# not yours' ]
		[ ! -e nowhere ]
	done
	rm -rf "$file"
}

# new_key_planted: --new-key fails. The process keeps its number over the exec,
# so the name of the file that it makes first is known.
new_key_planted() {
	# shellcheck disable=SC2016
	run sh -c 'mv planted "new.new$$" 2>/dev/null
		exec "$BUILD/smtp-lite" --new-key new'
	echo "$status $output"
	[ "$status" -eq 78 ]
	rm -rf new.new*
}

@test "trust: an unknown server gets nothing" {
	elsewhere
	far "RCKEY=250-x448 abc current\r\n250 x25519 $KEY current"
	far_gives 77
	nothing_sent
	[ "$output" = "$(page bob)" ]
	contains "$PWD/$known: if it is the right one, add this line: $to x25519 $KEY"
	contains 'fingerprint '
	[ "$(cat said)" = $'EHLO c.example\nRCKEY\nQUIT\n--' ]
	for how in '502 what?' '250 ok' '250 x25519 AAAA current' \
		'250 x25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= current'; do
		far "RCKEY=$how"
		far_gives 77
		contains --plain
		nothing_sent
	done
}

@test "trust: in the clear, if one says so; a password never" {
	elsewhere
	far
	far_gives 0 --plain
	until_true closed
	grep -qx world said
	far
	echo plain = yes >config/smtp-lite/smtp-lite.conf
	far_gives 0
	until_true closed
	grep -qx world said
	far
	echo secret >password
	far_gives 78 -u ann --password-file password
	contains 'in the clear'
	until_true closed
	if grep -qE '^(AUTH|MAIL)' said; then false; fi
}

@test "trust: a pin beats --plain, a line of known_hosts too" {
	elsewhere
	far
	far_gives 76 --plain --pin "$KEY"
	nothing_sent
	far
	echo "$to x25519 $KEY" >"$known"
	far_gives 76 --plain
	nothing_sent
}

@test "trust: loopback needs no key" {
	listen
	gives 0
	grep -q 'with ESMTP$' mail/b.example/bob/new/*
}

@test "trust: a pin" {
	listen
	gives 0 --pin "$KEY"
	sealed
	echo "pin = $KEY" >config/smtp-lite/smtp-lite.conf
	gives 0
	sealed
	gives 77 --pin "$MINE"
	contains "not the one known"
	nothing_sent
}

@test "trust: the lines of known_hosts" {
	listen
	printf '# ours\n\n%s x25519 %s\nother:25 x25519 %s\n%s x25519 %s me\n' \
		"$to" "$MINE" "$MINE" "$to" "$KEY" >"$known"
	gives 0
	sealed
	gives 0 --plain
	sealed
	printf '%s x25519 %s\n' "$to" "$MINE" >"$known"
	gives 77
	nothing_sent
	printf 'LOCALHOST:%s x25519 %s\n' "$port" "$KEY" >"$known"
	call "LocalHost:$port"
	gives 0
	sealed
	printf '127.0.0.1:1 x25519 %s\n' "$KEY" >elsewhere
	gives 0 --known-hosts elsewhere
	if sealed; then false; fi
}

@test "trust: what is revoked is never accepted" {
	listen
	printf 'revoked who:25 x25519 %s stolen\n%s x25519 %s\n' \
		"$KEY" "$to" "$KEY" >"$known"
	gives 77
	contains revoked
	nothing_sent
	gives 77 --pin "$KEY"
	nothing_sent
	printf 'revoked who:25 x25519 %s\n' "$KEY" >"$known"
	gives 77 --tofu
	contains revoked
	nothing_sent
	[ "$(wc -l <"$known")" -eq 1 ]
	printf 'revoked who:25 x25519 %s\n%s x25519 %s\n%s x25519 %s\n' \
		"$MINE" "$to" "$MINE" "$to" "$KEY" >"$known"
	gives 0
	sealed
}

@test "A5: a host of which a key is revoked is known, whatever one says" {
	elsewhere
	far
	printf 'revoked %s x25519 %s\n' "$to" "$KEY" >"$known"
	far_gives 77 --plain
	contains revoked
	nothing_sent
	far
	printf 'revoked %s x25519 %s\n' "$to" "$KEY" >"$known"
	far_gives 77 --plain --tofu
	nothing_sent
	fake
	printf 'revoked %s x25519 %s\n' "$to" "$KEY" >"$known"
	gives 77
	nothing_sent
	fake
	printf 'revoked %s x448 AAAA\n' "$to" >"$known"
	gives 77 --plain
	nothing_sent
}

@test "A20: an unknown type of key in known_hosts is passed over" {
	listen
	printf 'who:25 ed25519 AAAA\n%s x448 %s\nrevoked who:25 x448 %s\n%s x25519 %s\n' \
		"$to" "$MINE" "$KEY" "$to" "$KEY" >"$known"
	gives 0
	sealed
	printf 'who:25 ed25519 AAAA\n' >"$known"
	gives 0
	# It is a line of its host all the same.
	rm -r mail/b.example
	fake
	printf '%s ed25519 AAAA\n' "$to" >"$known"
	gives 77 --plain --tofu
	nothing_sent
}

@test "A20: a server's name is one word of a line" {
	local blank
	for blank in 'my socket' $'a\tb' $'a\nb' $'a\x7fb'; do
		fake bind="$PWD/$blank"
		call "$PWD/$blank"
		gives 64 --tofu
		contains 'bad value'
		call '#x:25'
		gives 64 --tofu
		printf 'server = %s\n' "$PWD/$blank" >config/smtp-lite/smtp-lite.conf
		call 127.0.0.1:1
		[ "$blank" = $'a\nb' ] || gives 78 --tofu
		rm config/smtp-lite/smtp-lite.conf
	done
	[ ! -e "$known" ] && [ ! -e said ]
}

# other_keys N: keys of nobody, each of them another one.
other_keys() {
	/usr/bin/python3 -c 'import base64, sys
for n in range(int(sys.argv[1])):
    print(base64.b64encode(b"%32d" % n).decode())' "$1"
}

@test "A20: what --tofu adds can be read again" {
	elsewhere
	far "RCKEY=502 what?"
	far_gives 77 --tofu
	nothing_sent
	far "RCKEY=454 4.7.0 later"
	far_gives 75 --tofu --plain
	nothing_sent
	# A pin stands for the lines of the host: none is added at each run.
	cp mine keys/next
	listen
	gives 0 --tofu --pin "$KEY"
	sealed
	[ ! -s "$known" ]
	{ echo "$KEY" && other_keys 14; } | sed "s/^/$to x25519 /" >"$known"
	gives 0 --tofu
	sealed
	[ "$(wc -l <"$known")" -eq 16 ]
	rm keys/next
	"$BUILD/smtp-lite" --new-key keys/next
	gives 0 --tofu
	sealed
	gives 0
	[ "$(wc -l <"$known")" -eq 16 ]
}

@test "trust: --plain with --tofu, where there is no key" {
	elsewhere
	far
	far_gives 0 --tofu --plain
	until_true closed
	grep -qx world said
}

@test "A1: --tofu writes to no name that somebody planted" {
	listen
	plant 'fifo hard folder' "$known" gives 78 --tofu
	nothing_sent
	# Here, others may have made the link.
	chmod g+w "${known%/*}"
	plant 'link dangling' "$known" gives 78 --tofu
	contains 'a folder that others can change'
	nothing_sent
	mv "${known%/*}" moved
	ln -s "$PWD/moved" "${known%/*}"
	chmod g+w "$(dirname "${known%/*}")"
	gives 78 --tofu
	contains 'a folder that others can change'
	rm "${known%/*}"
	mv moved "${known%/*}"
	chmod g-w "${known%/*}" "$(dirname "${known%/*}")"
	# Reading follows a link, and a FIFO does not block it.
	printf '%s x25519 %s\n' "$to" "$KEY" >theirs
	ln -s "$PWD/theirs" "$known"
	gives 0
	sealed
	rm "$known"
	mkfifo "$known"
	gives 78
	rm "$known"
	if [ "$(id -u)" -eq 0 ]; then
		echo '# theirs' >"$known"
		chown 65534 "$known"
		gives 78 --tofu
		contains 'somebody else'
	fi
}

@test "A1: --tofu follows the links of one's own" {
	listen
	mkdir dotfiles
	mv "${known%/*}" dotfiles/smtp-lite
	ln -s "$PWD/dotfiles/smtp-lite" "${known%/*}"
	printf '# mine' >dotfiles/known
	ln -s ../known dotfiles/smtp-lite/known_hosts
	gives 0 --tofu
	sealed
	[ -L "$known" ]
	printf '# mine\n%s x25519 %s\n' "$to" "$KEY" | cmp - dotfiles/known
	# One that leads to nothing yet.
	rm dotfiles/known
	gives 0 --tofu
	sealed
	[ "$(stat -c %a dotfiles/known)" = 600 ]
	grep -qx "$to x25519 $KEY" dotfiles/known
}

@test "A1: --tofu and --new-key by root, in the folder of an account" {
	[ "$(id -u)" -eq 0 ] || skip 'what root does, only root can try'
	listen
	chmod 755 .
	mkdir home theirs.d
	chown nobody:nogroup home
	export HOME=$PWD/home
	unset XDG_CONFIG_HOME
	gives 0 --tofu
	sealed
	run "$BUILD/smtp-lite" --new-key "$HOME/.config/smtp-lite/key"
	[ "$status" -eq 0 ]
	[ -z "$(find home ! -user nobody -o ! -group nogroup)" ]
	[ "$(stat -c %a home/.config/smtp-lite/key)" = 600 ]
	rm -r home/.config
	ln -s "$PWD/theirs.d" home/.config
	gives 78 --tofu
	run "$BUILD/smtp-lite" --new-key "$HOME/.config/smtp-lite/key"
	[ "$status" -eq 78 ]
	[ -z "$(ls theirs.d)" ]
}

@test "A1: --new-key writes to no name that somebody planted" {
	local kinds='link dangling fifo hard folder'
	plant "$kinds" new new_key_planted
	rm -rf new
	plant "$kinds" planted new_key_planted
	[ ! -e new ]
}

@test "A20: a key that known_hosts has many times is one key" {
	# First runs with --tofu, at the same time, each add it.
	listen
	yes "$to x25519 $KEY" | head -n 40 >"$known"
	yes "revoked x:25 x25519 $MINE" | head -n 300 >>"$known"
	gives 0
	sealed
}

@test "trust: a line that cannot be read is 78" {
	listen
	while IFS= read -r line; do
		printf '# 1\n%s\n' "$line" >"$known"
		gives 78
		contains "known_hosts:2:"
		contains ' (see smtp-lite(1)): "'
		nothing_sent
	done <<-EOF
		revoked
		$to
		$to x25519
		$to x25519 ${KEY}x
		revoked $to x25519 ${KEY%?}
		$to x25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
	EOF
	{
		printf '# 1\nrevoked x:25 x25519 %s ' "$KEY"
		head -c 20000 /dev/zero | tr '\0' x
	} >"$known"
	gives 78
	other_keys 17 | sed "s/^/$to x25519 /" >"$known"
	gives 78
	contains 'known_hosts:17: too many keys'
	other_keys 257 | sed 's/^/revoked x:25 x25519 /' >"$known"
	gives 78
	contains 'known_hosts:257: too many keys'
	rm "$known"
	mkdir "$known"
	gives 78
}

@test "trust: --tofu trusts from now on" {
	rm -r config/smtp-lite
	mkdir -p config
	listen
	gives 0 --tofu
	[ "$output" = "$(page --tofu)" ]
	contains "added: $to x25519 $KEY"
	sealed
	[ "$(cat "$known")" = "$to x25519 $KEY" ]
	[ "$(stat -c %a "$known")" = 600 ]
	gives 0
	[ -z "$output" ]
	sealed
	gives 0 --tofu --plain
	[ -z "$output" ]
	sealed
	# Another key is not trusted, whatever one says.
	cp mine keys/current
	gives 77 --tofu --plain
	nothing_sent
	[ "$(wc -l <"$known")" -eq 1 ]
}

@test "B5: --tofu and --new-key make the folders they need" {
	listen
	export HOME=$PWD/home
	unset XDG_CONFIG_HOME
	mkdir home
	gives 0 --tofu
	sealed
	[ "$(stat -c %a home/.config home/.config/smtp-lite | sort -u)" = 700 ]
	[ "$(cat home/.config/smtp-lite/known_hosts)" = "$to x25519 $KEY" ]
	rm -r home/.config
	run "$BUILD/smtp-lite" --new-key "$HOME/.config/smtp-lite/key"
	[ "$status" -eq 0 ]
	[ "$(stat -c %a home/.config/smtp-lite)" = 700 ]
	run "$BUILD/smtp-lite" --new-key "$HOME/other/key"
	[ "$status" -eq 78 ]
	[ ! -e home/other ]
	export XDG_CONFIG_HOME=$HOME/a/b
	gives 0 --tofu
	sealed
	[ -e home/a/b/smtp-lite/known_hosts ]
	gives 78 --tofu --known-hosts home/none/known_hosts
	[ ! -e home/none ]
}

@test "B5: after a login, the sender is an address of it" {
	echo 'correct horse' >password
	listen
	"$BUILD/smtp-lite" --new-key config/smtp-lite/key >new
	echo "ann@b.example x25519 $(cat new)" >authorized_keys
	send --pin "$KEY" -u ann@b.example bob@b.example
	[ "$status" -eq 0 ]
	grep -qx 'Return-Path: <ann@b.example>' mail/b.example/bob/new/*
	rm -r mail/b.example
	echo 'domain = b.example' >config/smtp-lite/smtp-lite.conf
	send --pin "$KEY" -u ann --password-file password bob@b.example
	[ "$status" -eq 0 ]
	grep -qx 'Return-Path: <ann@b.example>' mail/b.example/bob/new/*
	# Only the server knows whose the key is, and nobody here is called so.
	echo "not.$(id -un)@b.example" >>users
	echo "not.$(id -un)@b.example x25519 $(cat new)" >authorized_keys
	send --pin "$KEY" bob@b.example
	[ "$status" -eq 69 ]
	contains '553 5.7.1'
	contains 'name it, with -u or -f'
	# Nor in which domain a login without one is.
	rm config/smtp-lite/smtp-lite.conf
	send --pin "$KEY" -u ann --password-file password bob@b.example
	[ "$status" -eq 69 ]
	contains '553 5.7.1'
	contains 'name it, with -u or -f'
	send --pin "$KEY" -u ann --password-file password -f x@y bob@b.example
	[ "$status" -eq 69 ]
	lacks 'name it'
}

@test "trust: settings that cannot be found are not passed over" {
	fake
	XDG_CONFIG_HOME=/$(printf 'x%.0s' {1..1005}) gives 78
	[ ! -e said ]
}

@test "trust: --tofu learns the next key, in the channel only" {
	listen
	printf 'x:25 x25519 %s' "$MINE" >"$known"
	cp mine keys/next
	cp keys/current keys/old
	gives 0 --tofu
	printf 'x:25 x25519 %s\n%s x25519 %s\n%s x25519 %s\n' \
		"$MINE" "$to" "$KEY" "$to" "$MINE" | diff - "$known"
	sealed
	mv keys/next keys/current
	rm keys/old
	gives 0
	sealed
}

@test "trust: --tofu adds nothing that has not proved itself" {
	fake "RCKEY=250 x25519 $KEY current" 'STARTNOISE=220 AAAA'
	gives 76 --tofu
	[ ! -s "$known" ]
	nothing_sent
	fake "RCKEY=250 x25519 $KEY current" 'STARTNOISE=554 5.7.0 none of ours'
	gives 76 --tofu
	[ ! -s "$known" ]
	nothing_sent
	gives 78 --tofu --known-hosts /nowhere/known_hosts
}

@test "trust: what a server may answer to STARTNOISE" {
	good=$(head -c 48 /dev/zero | base64)
	while IFS='|' read -r want answer; do
		fake "STARTNOISE=$answer"
		gives "$want" --pin "$KEY" --timeout 2
		[ "${#lines[@]}" -le 2 ]
		nothing_sent
		fake "STARTNOISE=$answer"
		echo "$to x25519 $KEY" >"$known"
		gives "$want" --plain --timeout 2
		nothing_sent
		rm "$known"
	done <<-EOF
		76|502 5.5.1 what?
		76|500 what?
		76|504 5.7.6 no
		76|554 5.7.5 no
		77|554 5.7.0 no
		75|454 4.7.0 later
		75|421 4.3.2 later
		75|close
		75|hang
		76|garbage
		76|250 ok
		76|354 ok
		76|220 hello
		76|220 $good
		76|220-$good\r\n220 $good
		76|220 $good\r\n250 more
		76|220 $good=
		76|220  $good
	EOF
}

@test "trust: our own key logs us in" {
	cp mine config/smtp-lite/key
	listen
	gives 0 -f bob@b.example --pin "$KEY" -v
	contains '> "AUTH EXTERNAL ="'
	grep -q 'ESMTPA (Noise_XK.* key=' mail/b.example/bob/new/*
	sealed
	rm config/smtp-lite/key
	gives 0 -f bob@b.example --pin "$KEY" --key mine -u bob@b.example -v
	contains '> "AUTH EXTERNAL Ym9iQGIuZXhhbXBsZQ=="'
	sealed
	gives 69 --pin "$KEY" --key mine -u ann@b.example
	contains '535 5.7.8'
	gives 0 --key mine
	if sealed; then false; fi
}

@test "trust: a key that is not listed logs nobody in" {
	listen
	rm authorized_keys
	gives 0 --pin "$KEY" --key mine
	sealed
	gives 69 --pin "$KEY" --key mine -u bob@b.example
	contains 'no login'
}

@test "trust: a key file that must not be trusted is 78" {
	listen
	gives 78 --pin "$KEY" --key nowhere
	chmod 640 mine
	gives 78 --pin "$KEY" --key mine
	contains mine
	for mode in 700 500 1600; do
		chmod "$mode" mine
		gives 78 --pin "$KEY" --key mine
		contains '0600 or 0400'
	done
	chmod 600 mine
	ln -s mine link
	gives 78 --pin "$KEY" --key link
	echo x >>mine
	gives 78 --pin "$KEY" --key mine
	chmod 604 mine
	mv mine config/smtp-lite/key
	gives 78
	nothing_sent
}

@test "trust: --new-key" {
	run "$BUILD/smtp-lite" --new-key new
	[ "$status" -eq 0 ]
	[ "${#output}" -eq 44 ]
	[ "$(stat -c %a new)" = 600 ]
	listen
	echo "bob@b.example x25519 $output" >authorized_keys
	gives 0 -f bob@b.example --pin "$KEY" --key new
	grep -q ESMTPA mail/b.example/bob/new/*
	cp new before
	run "$BUILD/smtp-lite" --new-key new
	[ "$status" -eq 78 ]
	cmp new before
}

@test "trust: a password, in the channel and on this machine" {
	printf 'correct horse\r\nsecond line\n' >password
	listen
	gives 0 --pin "$KEY" -u ann@b.example --password-file password
	sealed
	gives 0 -u ann@b.example --password-file password
	gives 0 -u ANN \
		--password-command 'cat >&2; echo correct horse; yes | head -n 99999'
	[ -z "$output" ]
	gives 69 -u ann@b.example --password-command 'echo mistake'
	contains '535 5.7.8'
	lacks mistake
	gives 69 -f bob@b.example -u ann@b.example --password-file password
	contains '553 5.7.1'
	listen -o plaintext-auth=never
	gives 69 -u ann@b.example --password-file password
	contains 'no login'
	gives 0 --pin "$KEY" -u ann@b.example --password-file password
}

@test "trust: the sender is who logs in, if nobody says otherwise" {
	echo 'correct horse' >password
	listen
	send --pin "$KEY" -u ann@b.example --password-file password bob@b.example
	[ "$status" -eq 0 ]
	grep -qx 'Return-Path: <ann@b.example>' mail/b.example/bob/new/*
}

@test "trust: no password is 78" {
	fake
	: >empty
	head -c 600 /dev/zero | tr '\0' x >long
	mkfifo silent
	exec 9<>silent
	for how in '--password-file nowhere' '--password-file empty' \
		'--password-file long' '--password-file silent' \
		'--password-command false' '--password-command /nowhere' \
		'--password-command sleep'; do
		# shellcheck disable=SC2086
		gives 78 --timeout 1 -u ann $how
	done
	gives 78 --timeout 1 -u ann --password-command 'echo x; exit 1'
	gives 78 --timeout 1 -u ann --password-command 'exec sleep 60'
	gives 78 --timeout 1 -u ann --password-command 'echo x; exec sleep 60'
	gives 78 --timeout 1 -u ann --password-command 'echo x; exec >&-; exec sleep 60'
	contains '(see password-file in smtp-lite.conf(5))'
	[ ! -e said ]
}

# A14: who looks up names has started before a secret is read.
has_child() { pgrep -P "$1" >/dev/null; }

@test "A14: the child that calls the server starts before the password" {
	fake
	mkfifo password
	exec 8<>password
	"$BUILD/smtp-lite" --server "$to" --timeout 20 -f a@b -u ann \
		--password-file password x@y <message 3>&- &
	servers+=("$!")
	until_true has_child "$!"
	[ ! -e said ]
	echo secret >&8
	wait "$!"
	until_true closed
	grep -qx "AUTH PLAIN $(printf '\0ann\0secret' | base64)" said
	# It ends with us.
	rm said
	run "$BUILD/smtp-lite" --server "$to" --timeout 1 -f a@b -u ann \
		--password-file nowhere x@y <message
	[ "$status" -eq 78 ] && [ ! -e said ]
}

@test "trust: PLAIN if offered, else LOGIN" {
	echo secret >password
	fake
	gives 0 -u ann --password-file password
	until_true closed
	grep -qx "AUTH PLAIN $(printf '\0ann\0secret' | base64)" said
	fake 'EHLO=250-x\r\n250 AUTH CRAM-MD5 LOGIN'
	gives 0 -u ann --password-file password
	until_true closed
	printf 'AUTH LOGIN\nYW5u\nc2VjcmV0\n' | diff - <(sed -n 2,4p said)
	fake 'EHLO=250-x\r\n250 AUTH CRAM-MD5 EXTERNAL'
	gives 69 -u ann --password-file password
	fake AUTH='454 4.7.0 later'
	gives 75 -u ann --password-file password
	fake AUTH='334 more'
	gives 69 -u ann --password-file password
	fake 'EHLO=250-x\r\n250 AUTH LOGIN' NAME='535 5.7.8 no'
	gives 69 -u ann --password-file password
	until_true closed
	if grep -q "$(printf secret | base64)" said; then false; fi
}

@test "trust: in the channel, every octet that is changed is noticed" {
	listen -o log=none
	"$SRC/test/lib/flip_octets.py" flip "$port" 5 0 "$BUILD/smtp-lite" --timeout 1 \
		--server 127.0.0.1:@PORT@ --pin "$KEY" -f ann@b.example bob@b.example
}

@test "trust: a seal that is broken beside a refused recipient is 76" {
	listen -o log=none
	run "$SRC/test/lib/flip_octets.py" flip "$port" 19 67 "$BUILD/smtp-lite" \
		--timeout 1 --server 127.0.0.1:@PORT@ --pin "$KEY" -f ann@b.example \
		nobody@b.example bob@b.example
	echo "$output"
	[ "$status" -eq 0 ]
	contains '76: '
}

@test "trust: in the channel, a cut is noticed" {
	listen -o log=none
	"$SRC/test/lib/flip_octets.py" cut "$port" 7 0 "$BUILD/smtp-lite" --timeout 1 \
		--server 127.0.0.1:@PORT@ --pin "$KEY" -f ann@b.example bob@b.example
}
