#!/usr/bin/env bats
# Somebody in the middle: nothing he changes gets into a channel, and no
# message that he has touched is stored.
load lib/play
load lib/noise_site

setup() {
	export UNCOUNTED=1
	channel_setup
	dissononce
}

# tamper CASE: against both servers.
tamper() {
	local proto
	for proto in smtp pop3; do
		/usr/bin/python3 "$SRC/test/lib/noise_middleman.py" $proto "$1" \
			"$BUILD/${proto}d-lite" -c conf -o log=none
	done
}

@test "tamper: every octet in the clear" { tamper flips; }

@test "tamper: every octet that the client seals" { tamper record_flips; }

@test "tamper: every octet of a sealed reply" { tamper reply_flips; }

@test "tamper: words put in or taken out, both ways" { tamper injections; }

@test "tamper: records again, left out, in another order" { tamper replays; }

@test "tamper: the line cut at every place" { tamper cuts; }
