#!/usr/bin/env bats
# A guard that is broken is found by the walk through all sequences of requests
# (unit/guard_walk_test.c), which unit.bats takes with the real one.
load lib/play
load "$SRC/test/promise/mutant.bash"

# op NAME: as the walk says it.
op() {
	awk -v name="GUARD_$1" '/^enum guard_op/ { on = 1 }
		on && /^\tGUARD_/ { n++; sub(/,.*/, "", $1) }
		$1 == name { print "op " n; exit }' "$SRC/src/guard/guard.h"
}

# found SERVICE SAYING FILE OLD NEW: the walk objects to a guard that is changed
# so, where it serves this.
found() {
	export WALK_SERVICE=$1
	shift
	mutant_unit guard_walk_test -Wl,--wrap=poll,--wrap=crypto_pwhash \
		"$BATS_TEST_TMPDIR/mutant" "$2" "$3" "$4"
	WALK_SECONDS=300 run "$BATS_TEST_TMPDIR/mutant"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output =~ $1 ]]
}

# bats test_tags=classroom
@test "a WATCH that survives a HELO is found" {
	found 'SMTP, teaching' "answered: 1, and not -1, after .*$(op WATCH).*$(op HELLO)[,)]" guard/serve.c \
		'? AT_NEWS' '? AT_NEWS | g->state'
}

@test "a commit without a body is found" {
	found SMTP "and not -1, after .*$(op COMMIT)" guard/smtp.c \
		'[GUARD_COMMIT] = { AT_BODY,' '[GUARD_COMMIT] = { AT_RCPT | AT_BODY,'
}

@test "a posted request that can be refused is found" {
	found SMTP 'answered: 0, and not -1, after .*posted' guard/serve.c \
		'honest && x.reply.verdict == GUARD_YES' 'honest'
}

@test "a request that has an answer, and is posted, is found" {
	found SMTP "answered: 0, and not -1, after .*$(op RESET), posted" guard/serve.c \
		'req->posted != 0 && row->answered' 'false && row->answered'
}

# bats test_tags=classroom
@test "a request after the end is found" {
	found 'SMTP, teaching' "answered: 0, and not -1, after .*$(op BYE).*$(op BYE)" guard/serve.c \
		'g->news && g->state != AT_END' 'g->news'
}

@test "a sender that is not the login's is found" {
	found SMTP 'answered: 1, and not 9' guard/mail.c \
		'== GUARD_YES && g->logged_in)' '!= GUARD_YES)'
}

@test "mail for somebody of the last message is found" {
	found SMTP "a file of somebody else's" guard/mail.c 'g->to_n = 0;' ';'
}
