#!/usr/bin/env bats
# The order of what is done before a 250, read from a trace of both processes
# (strace); what is confined before the first byte is read stands there, too.
# Each trace is also altered line by line, and the oracle must object.
load ../lib/play
load "$SRC/test/promise/mutant.bash"

# An ext4 with a journal, where one commit is enough; and memory, where the
# file is synced before it has a name.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	truncate -s 48M disk
	mkfs.ext4 -q -F disk
	mkdir journal
	mount -o loop disk journal 2>why ||
		echo "no loop devices here: $(tail -n 1 why)" >skip
	export MEMORY=/dev/shm
	[ "$(stat -f -c %T "$MEMORY" 2>&1)" = tmpfs ] || MEMORY=
}

teardown_file() {
	! mountpoint -q "$BATS_FILE_TMPDIR/journal" ||
		umount "$BATS_FILE_TMPDIR/journal"
}

# judged CASE PROGRAM FOLDER ORDER: the promise is kept there, in this order.
judged() {
	local scratch status=0
	scratch=$(mktemp -d -p "$3") || return
	/usr/bin/python3 "$SRC/test/promise/order.py" "$2" "$1" "$scratch" \
		>"$BATS_TEST_TMPDIR/said" 2>&1 || status=$?
	cat "$BATS_TEST_TMPDIR/said"
	[ ! -e "$scratch/trace" ] || cp "$scratch/trace" "$BATS_TEST_TMPDIR"
	rm -rf "$scratch"
	[ "$status" -eq 0 ] || return "$status"
	grep -q "mutants, $4\$" "$BATS_TEST_TMPDIR/said"
}

on_journal() {
	[ ! -e "$BATS_FILE_TMPDIR/skip" ] || skip "$(cat "$BATS_FILE_TMPDIR/skip")"
	judged "$1" "${2:-$BUILD/smtpd-lite}" "$BATS_FILE_TMPDIR/journal" \
		'data, names, fsync'
}

in_memory() {
	[ -n "$MEMORY" ] || skip 'no tmpfs at /dev/shm'
	judged "$1" "${2:-$BUILD/smtpd-lite}" "$MEMORY" 'fsync, names'
}

# order CASE: the promise is kept in both places.
order() {
	in_memory "$1"
	on_journal "$1"
}

# caught PLACE CASE SAYING FILE OLD NEW: a program changed so is not believed
# in that place.
caught() {
	local program=$BATS_TEST_TMPDIR/mutant
	mutant "$program" "$4" "$5" "$6" || return
	run "$1" "$2" "$program"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"$3"* ]]
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

@test "twelve recipients: one fsync of the file, and no threads" {
	order many
	[ "$(grep -c ' fsync([0-9]*<[^>]*,S=' "$BATS_TEST_TMPDIR/trace")" -eq 1 ]
	[ "$(grep -cE ' (clone|clone3|fork|vfork)\(' "$BATS_TEST_TMPDIR/trace")" -eq 1 ]
}

# traced LOCALS STRACE-OPTION...: a message for all of them, whose folders are
# there, with what strace does to it.
traced() {
	local c locals=$1
	shift
	cd "$BATS_TEST_TMPDIR" || return
	rm -rf mail
	{
		printf 'EHLO me\nMAIL FROM:<>\n'
		for c in $locals; do
			mkdir -p "mail/many.example/$c"/{tmp,new,cur}
			printf 'RCPT TO:<%s@many.example>\n' "$c"
		done
		printf 'DATA\nx\n.\nQUIT\n'
	} >session.smtp
	strace -f -qq -o trace "$@" "$BUILD/smtpd-lite" -m "$PWD/mail" \
		-o log=none <session.smtp >said || return
	find mail -type f >stored
}

@test "one of twelve folders that cannot be synced" {
	local c
	for c in a f l; do
		traced 'a b c d e f g h i j k l' \
			-P "$BATS_TEST_TMPDIR/mail/many.example/$c/new" \
			-e inject=fsync:error=EIO
		grep -q 'fsync.*EIO.*INJECTED' trace
		grep '^451 4.3.0 ' said
		! grep Stored said || return 1
		! grep . stored || return 1
	done
}

@test "a file system whose rename overwrites" {
	local error links
	# A link, or a copy that is linked, where it was made.
	for links in 9 1; do
		for error in EINVAL ENOSYS; do
			traced a -e "inject=renameat2:error=$error" \
				-e "inject=linkat:error=EXDEV:when=$links"
			grep -q "renameat2.*$error.*INJECTED" trace
			grep '^250 2.0.0 Stored' said
			[ "$(grep -c . stored)" -eq 1 ]
			grep /a/new/ stored
		done
	done
	[ "$(grep -c 'linkat.*EXDEV.*INJECTED' trace)" -eq 1 ]
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

@test "a local session" {
	order local
}

@test "the oracle sees what a broken program does" {
	caught in_memory some-later 'is not durable' store/deliver.c \
		'if (fsync(to[i].new) != 0)' 'if (false)'
	caught in_memory one-later 'is not on stable storage' \
		base/datasync.c 'return fsync(fd) == 0' 'return true'
	caught in_memory some-new 'is not durable' store/maildir.c \
		'fsync(dir) == 0' 'true'
	caught in_memory some-later 'was not removed' store/draft.c \
		'(void)unlinkat(m->first.tmp, m->name, 0);' ';'
	caught in_memory one-later 'reads before the guard is confined' \
		guard/open.c 'return confine(g, wire) ||' 'return true ||'
	caught in_memory one-later 'reads before its filter' guard/split.c \
		'if (!sandbox_wire(' 'if (dup2(socket, SANDBOX_SOCKET) < 0 || !('
}

@test "the oracle sees what a broken program does in one commit" {
	caught in_memory one-later 'is not on stable storage' \
		base/datasync.c 'if (keeps_order(fd))' 'if (true)'
	caught on_journal one-later 'is not on stable storage' \
		base/datasync.c 'if (write_out(fd))' 'if (true)'
	caught on_journal some-later 'is not on stable storage' \
		base/datasync.c ' | SYNC_FILE_RANGE_WRITE' ''
	caught on_journal one-later 'is not on stable storage' \
		store/deliver.c 'end_file(&m->fd, sent)' 'end_file(&m->fd, false)'
	caught on_journal some-later 'is not durable' store/deliver.c \
		'if (fsync(to[i].new) != 0)' 'if (false)'
}

# commits FILE...: how many transactions its journal has had.
commits() {
	awk '/transactions/ { print $1; exit }' "$@"
}

@test "a message is one commit of the journal, for one, three and fifty" {
	local journal before n
	[ ! -e "$BATS_FILE_TMPDIR/skip" ] || skip "$(cat "$BATS_FILE_TMPDIR/skip")"
	cd "$BATS_FILE_TMPDIR" || return
	journal=$(findmnt -n -o SOURCE journal)
	journal=/proc/fs/jbd2/${journal##*/}-8/info
	[ -r "$journal" ] || skip 'the journal does not count where one may look'
	for n in 1 3 50; do
		{
			printf 'EHLO me\n'
			for _ in {1..20}; do
				printf 'MAIL FROM:<>\n'
				printf "RCPT TO:<u%d@one.example>\n" $(seq "$n")
				printf 'DATA\nx\n.\n'
			done
			printf 'QUIT\n'
		} >session.smtp
		# The mailboxes are made.
		"$BUILD/smtpd-lite" -m journal/mail <session.smtp >said
		sync -f journal
		before=$(commits "$journal")
		"$BUILD/smtpd-lite" -m journal/mail <session.smtp >said
		[ "$(grep -c Stored said)" -eq 20 ]
		# One commit may be the clock's.
		[ $(($(commits "$journal") - before)) -le 21 ]
	done
}
