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

@test "twelve recipients: threads sync the folders" {
	order many
	grep -q "fsync.*<unfinished" "$BATS_TEST_TMPDIR/many/trace"
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

@test "twelve recipients where no thread can be had" {
	traced 'a b c d e f g h i j k l' -e inject=clone3:error=EAGAIN
	grep -q 'clone3.*EAGAIN.*INJECTED' trace
	grep '^250 2.0.0 Stored' said
	[ "$(grep -c /new/ stored)" -eq 12 ]
}

@test "a file system whose rename overwrites" {
	local error links
	# A link, or a copy that is linked, where it was made.
	for links in 9 1..2; do
		for error in EINVAL ENOSYS; do
			traced a -e "inject=renameat2:error=$error" \
				-e "inject=linkat:error=EXDEV:when=$links"
			grep -q "renameat2.*$error.*INJECTED" trace
			grep '^250 2.0.0 Stored' said
			[ "$(grep -c . stored)" -eq 1 ]
			grep /a/new/ stored
		done
	done
	[ "$(grep -c 'linkat.*EXDEV.*INJECTED' trace)" -eq 2 ]
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
	caught some-later 'is not durable' store/sync.c \
		'if (fsync(j->to[i].new) != 0)' 'if (false)'
	caught many 'is not durable' store/sync.c \
		'atomic_fetch_add(&j->next, 1)' 'atomic_fetch_add(&j->next, 2)'
	caught one-later 'is not on stable storage' store/deliver.c \
		'bool ok = fsync(*fd) == 0;' 'bool ok = true;'
	# A26: an error of writing back is kept while the file is open.
	caught one-later 'closed by all before' store/deliver.c \
		'int fd = m->fd;' \
		'int fd = (close(m->fd), dup(m->first.tmp));'
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
