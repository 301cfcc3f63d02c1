#!/usr/bin/env bats
# Several servers on one folder, behind HAProxy where it is installed; one of
# them is killed in the middle. And that test/cluster would see a loss.

setup() {
	scratch=$BATS_TEST_TMPDIR
	cd "$scratch" || return
}

@test "three servers on one folder, one killed: nothing is lost" {
	mkdir mail
	run "$SRC/test/cluster" --seconds 4 "$PWD"/mail "$PWD"/mail "$PWD"/mail
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *' acknowledged, '*' deleted, 0 wrong' ]]
}

@test "a message that goes missing is seen" {
	mkdir mail
	run "$SRC/test/cluster" --seconds 2 --senders 2 --patience 0 --break \
		'find mail -path "*/new/*" -delete || :' \
		"$PWD/mail" "$PWD/mail"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *'lost: '* ]]
}

@test "a part of a message is seen" {
	mkdir mail
	run "$SRC/test/cluster" --seconds 2 --senders 2 --patience 0 --break \
		'find mail -path "*/new/*" -exec truncate -s -1 {} + || :' \
		"$PWD/mail" "$PWD/mail"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *'a part: '* ]]
}
