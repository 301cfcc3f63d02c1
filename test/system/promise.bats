#!/usr/bin/env bats
# The order of what is done before a 250, read from a trace of both processes
# (strace); what is confined before the first byte is read stands there, too.
# Each trace is also altered line by line, and the oracle must object.
load ../lib
load "$SRC/test/promise/mutant.bash"

# order CASE [PROGRAM]: is the promise kept?
order() {
	local scratch=$BATS_TEST_TMPDIR/$1
	rm -rf "$scratch"
	mkdir "$scratch"
	/usr/bin/python3 "$SRC/test/promise/order.py" \
		"${2:-$BUILD/smtpd-lite}" "$1" "$scratch"
}

# caught CASE SAYING FILE OLD NEW: a program changed so is not believed.
caught() {
	local program=$BATS_TEST_TMPDIR/mutant
	mutant "$program" "$3" "$4" "$5" || return
	run order "$1" "$program"
	[ "$status" -eq 1 ]
	[[ $output == *"$2"* ]]
}

@test "one recipient, first delivery" {
	order one-new
}

@test "one recipient, the folders are there" {
	order one-later
}

@test "three recipients, first delivery" {
	order some-new
}

@test "three recipients, the folders are there" {
	order some-later
}

@test "BDAT, first delivery" {
	order bdat-new
}

@test "BDAT, the folders are there" {
	order bdat-later
}

@test "two messages in a session" {
	order two
}

@test "a message of many writes" {
	order large
}

@test "a transcript" {
	order transcript
}

@test "the oracle sees what a broken program does" {
	caught some-later 'is not durable' store/deliver.c \
		'ok = fsync(to[i].new) == 0' 'ok = true'
	caught one-later 'is not on stable storage' store/deliver.c \
		'bool ok = fsync(*fd) == 0;' 'bool ok = true;'
	caught some-new 'is not durable' store/maildir.c \
		'fsync(dir) == 0' 'true'
	caught some-later 'was not removed' store/deliver.c \
		'(void)unlinkat(m->first.tmp, m->name, 0);' ';'
	caught one-later 'reads before the guard is confined' guard/split.c \
		'if (!confine(g))' 'if (false)'
	caught one-later 'reads before its filter' guard/split.c \
		'if (!sandbox_wire(socket, limit))' \
		'if (dup2(socket, SANDBOX_SOCKET) < 0)'
}
