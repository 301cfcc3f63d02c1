#!/usr/bin/env bats
# The handshake by a third implementation: noise-c, as npm's noise-c.wasm has
# it, at the client's end. Needs node and that package: test/run fetches it
# where there is npm.
load ../lib/play
load ../lib/noise_site

setup() {
	package=$BUILD/packages/noise/node_modules/noise-c.wasm
	command -v node >/dev/null || skip \
		"no npm: noise-c is a third Noise, python3-dissononce is there"
	[ -e "$package" ] || skip "npm's noise-c.wasm is not in $package"
	channel_setup
	mkfifo answer
	"$SRC/test/lib/inetd.py" "$BUILD/smtpd-lite" -c conf 2>log >answer 3>&- &
	listener=$!
	read -r port <answer
}

teardown() {
	[ -z "${listener-}" ] || kill "$listener"
}

# sealed FILE LINE...: what the server says to LINEs in the channel, to a
# client with the key in FILE.
sealed() {
	printf '%s\r\n' "${@:2}" QUIT |
		timeout 60 node "$SRC/test/system/noise_wasm.cjs" "$package" \
			"$port" "$KEY" ${1:+"$1"} 2>&4 | tr -d '\r'
}

@test "noise-c proves a key, and its mail comes in" {
	exec 4>&2
	sealed mine 'AUTH EXTERNAL =' 'MAIL FROM:<bob@b.example>' \
		'RCPT TO:<ann@b.example>' DATA 'Subject: hello' '' world . >said
	cat said
	grep -x '250-AUTH PLAIN LOGIN EXTERNAL' said
	! grep STARTNOISE said || return 1
	grep '^235 2.7.0' said
	grep '^250 2.0.0 Stored' said
	[ "$(tail -n 1 said | cut -c 1-3)" = 221 ]
	grep -x '	by mx.example with ESMTPA (Noise_XK_25519_ChaChaPoly_SHA256 key=.*)' \
		mail/b.example/ann/new/*
	[ "$(tail -n 1 mail/b.example/ann/new/*)" = world ]
	grep 'sealed=1 user="bob@b.example"' log
}

@test "noise-c without a key of its own; a key that is not the server's" {
	exec 4>&2
	sealed '' RCKEY 'AUTH EXTERNAL =' >said
	grep -x "250 x25519 $KEY current" said
	grep -x '250-AUTH PLAIN LOGIN' said
	grep '^504 5.5.4' said
	KEY=$MINE
	exec 4>refused
	sealed '' NOOP >said || :
	[ ! -s said ]
	grep '^554 5.7.0' refused
}
