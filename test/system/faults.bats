#!/usr/bin/env bats
# Every system call of a delivery, in both processes, fails once with each
# error that it may have; and each is the last one of its process. What was
# answered with 250 is there, whole; what is there is whole; a refusal says
# what it should; the session, or the next one, goes on.
load ../lib/play
load "$SRC/test/promise/mutant.bash"

setup() {
	# Tens of thousands of fsyncs: in memory, where there is such a place.
	SCRATCH=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm ||
		echo "$BATS_TEST_TMPDIR")")
}

teardown() {
	! mountpoint -q "$SCRATCH/journal" || umount "$SCRATCH/journal"
	rm -rf "$SCRATCH"
}

# on_journal COMMAND...: in an ext4 whose disk is a file in memory.
on_journal() {
	local memory=$SCRATCH
	truncate -s 32M "$memory/disk"
	mkfs.ext4 -q -F "$memory/disk"
	mkdir "$memory/journal"
	mount -o loop "$memory/disk" "$memory/journal" 2>"$memory/why" ||
		skip "no loop devices here: $(tail -n 1 "$memory/why")"
	SCRATCH=$memory/journal/here
	mkdir "$SCRATCH"
	local failed=0
	"$@" || failed=1
	SCRATCH=$memory
	umount "$memory/journal"
	rm -rf "${memory:?}"/*
	return "$failed"
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
	echo "$output"
	[ "$status" -eq 1 ] && [[ $output == *"$3"* ]]
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

@test "errors: one commit, folders are made, links, two messages" {
	on_journal faults errors first
}

@test "errors: one commit, the folders are there, BDAT" {
	on_journal faults errors later
}

@test "errors: a file system without links" {
	faults errors nolink
}

@test "kills: folders are made, links, two messages" {
	faults kills first
}

@test "kills: one commit, links, two messages" {
	on_journal faults kills first
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
	caught errors small 'a failure was ignored' store/deliver.c \
		'if (fsync(to[i].new) != 0)' \
		'if (fsync(to[i].new) != 0 && false)'
	caught errors small 'a failed fsync was tried again' base/datasync.c \
		'return fsync(fd) == 0' 'return fsync(fd) == 0 || fsync(fd) == 0'
	caught errors small 'have it' store/deliver.c \
		'if (!ok && unlinkat(to[i].new, name, 0) == 0)' 'if (0)'
	caught errors small 'answered 451' guard/message.c \
		'error == ENOSPC ' 'error == -1 '
}

@test "a broken program is caught by a kill" {
	caught kills small 'is not the size' store/maildir.c \
		'openat(dir, "tmp", FOLDER' 'openat(dir, "new", FOLDER'
	caught kills exdev 'is not the size' store/deliver.c \
		'bool ok = made && copy_octets(m->fd, fd);' \
		'int early = linkat(to->tmp, name, to->new, name, 0);
		bool ok = made && copy_octets(m->fd, fd) && early == 0 &&
		unlinkat(to->new, name, 0) == 0;'
}

@test "a broken program is caught by an error in one commit" {
	on_journal caught errors small 'a failure was ignored' \
		base/datasync.c 'if (write_out(fd))' 'if (write_out(fd) || true)'
	on_journal caught errors small 'a failed fsync was tried again' \
		base/datasync.c 'if (!not_here())' 'if (false)'
	on_journal caught errors small 'not synced where there is no writing' \
		base/datasync.c 'if (!not_here())' 'if (true)'
}
