#!/usr/bin/env bats
# Every system call of a delivery, in both processes, fails once with each
# error that it may have; and each is the last one of its process. What was
# answered with 250 is there, whole; what is there is whole; a refusal says
# what it should; the session, or the next one, goes on.
load ../lib
load "$SRC/test/promise/mutant.bash"

setup() {
	# Tens of thousands of fsyncs: in memory, where there is such a place.
	SCRATCH=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm ||
		echo "$BATS_TEST_TMPDIR")")
}

teardown() {
	rm -rf "$SCRATCH"
}

# faults errors|kills|terms SCENARIO [PROGRAM]
faults() {
	/usr/bin/python3 "$SRC/test/promise/faults.py" \
		"${3:-$BUILD/smtpd-lite}" "$1" "$2" "$SCRATCH"
}

# caught errors|kills|terms SCENARIO SAYING FILE OLD NEW
caught() {
	local program=$BATS_TEST_TMPDIR/mutant
	mutant "$program" "$4" "$5" "$6" || return
	run faults "$1" "$2" "$program"
	rm -rf "${SCRATCH:?}"/*
	[ "$status" -eq 1 ]
	[[ $output == *"$3"* ]]
}

@test "errors: folders are made, links, two messages" {
	faults errors first
}

@test "errors: the folders are there, BDAT" {
	faults errors later
}

@test "errors: users, alias, catch-all" {
	faults errors tables
}

@test "errors: every mailbox is a file system of its own" {
	faults errors exdev
}

@test "errors: a file system without links" {
	faults errors nolink
}

@test "kills: folders are made, links, two messages" {
	faults kills first
}

@test "kills: the folders are there, BDAT" {
	faults kills later
}

@test "kills: users, alias, catch-all" {
	faults kills tables
}

@test "kills: every mailbox is a file system of its own" {
	faults kills exdev
}

@test "kills: a file system without links" {
	faults kills nolink
}

@test "SIGTERM: folders are made, links, two messages" {
	faults terms first
}

@test "SIGTERM: the folders are there, BDAT" {
	faults terms later
}

@test "a broken program is caught by an error" {
	caught errors small 'a failure was ignored' store/sync.c \
		'if (fsync(j->to[i].new) != 0)' \
		'if (fsync(j->to[i].new) != 0 && false)'
	caught errors small 'a failed fsync was tried again' store/deliver.c \
		'bool ok = fsync(*fd) == 0;' \
		'bool ok = fsync(*fd) == 0 || fsync(*fd) == 0;'
	caught errors small 'have it' store/deliver.c \
		'if (!ok && unlinkat(to[i].new, name, 0) == 0)' 'if (0)'
	caught errors small 'answered 451' guard/message.c 'case ENOSPC:' \
		'case -1:'
}

@test "a broken program is caught by a kill" {
	caught kills small 'is not the size' store/deliver.c \
		'memcpy(m->name, name, n + 1);' 'memcpy(m->name, name, n + 1);
		linkat(m->first.tmp, name, m->first.new, name, 0);'
	caught kills exdev 'is not the size' store/deliver.c \
		'bool ok = fd >= 0 && copy_octets(from, fd);' \
		'int early = linkat(to->tmp, name, to->new, name, 0);
		bool ok = fd >= 0 && copy_octets(from, fd) && early == 0 &&
		unlinkat(to->new, name, 0) == 0;'
}
