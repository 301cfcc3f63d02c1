# play.bash - what the bats files share. SRC and BUILD come from test/suite.
# shellcheck shell=bash

# Plays dialogues from files, each in all its ways of delivery.
dialogue() {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/dialogue.py" "$@"
}

# Plays the dialogues that smuggling_matrix.py works out under this name.
matrix() {
	UNCOUNTED=1 TMPDIR=$BATS_TEST_TMPDIR \
		"$SRC/test/lib/smuggling_matrix.py" "$1"
}

# A folder that BUILD was configured for.
folder_of() {
	make -s --no-print-directory -C "$BUILD" --eval="said: ; @echo \$($1)" said
}

# True unless the programs were built --disable-teaching.
has_teaching() {
	! "$BUILD/smtpd-lite" -m /dev/null/none -o log=none \
		-o dialect=teaching </dev/null 2>&1 |
		grep -q 'no teaching dialect'
}

# A program hides what it has open, and its memory, from all but root, and from
# whoever is root in the user namespace that it was started in: as_root has the
# words to start it with.
for_root() {
	[ "$(id -u)" -ne 0 ] || return 0
	unshare -r true 2>/dev/null ||
		skip 'a program hides it from all but root, also in a namespace'
	# shellcheck disable=SC2034 # it is for the tests
	as_root=(unshare -r)
}

# bare COMMAND...: without the right to look into whatever process.
bare() {
	if [ "$(id -u)" -eq 0 ]; then
		exec setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$@"
	else
		exec "$@"
	fi
}

# let_in [TOP]: any account gets into this folder, from TOP (/tmp) on.
let_in() {
	local folder=$PWD

	until [ "$folder" -ef "${1:-/tmp}" ] || [ "$folder" = / ]; do
		chmod a+rx "$folder"
		folder=$(dirname "$folder")
	done
}

# the_case FILE ARG...: lib/FILE.py. If it exits 77, its last line says what is
# missing here.
the_case() {
	local said status=0
	said=$(TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/$1.py" "${@:2}") ||
		status=$?
	echo "$said"
	[ "$status" -ne 77 ] || skip "${said##*$'\n'}"
	return "$status"
}

# tcpserver_begin PROGRAM OPTION...: PROGRAM under tcpserver at $PORT, for the
# tests of a file, with the mail and the users in its folder.
tcpserver_begin() {
	mkfifo port
	tcpserver -1 -HRl0 127.0.0.1 0 "$BUILD/$1" -m mail -o log=stderr \
		-o users="$PWD/users" "${@:2}" >port 2>log 3>&- &
	echo $! >pid
	read -r PORT <port
	export PORT
}

tcpserver_end() {
	kill "$(cat "$BATS_FILE_TMPDIR/pid")"
}

# True if the programs are built with sanitizers.
sanitized() {
	nm "$BUILD/smtpd-lite" 2>/dev/null | grep -q __asan_init
}

# The programs of a build for coverage (lib/measured.c) enter no filter while
# they count.
needs_filter() {
	export UNCOUNTED=1
}

needs_strace() {
	strace -o /dev/null true 2>/dev/null || skip 'no strace that may trace'
}

# Those of promise/tracer.py need a system on which we may trace.
needs_tracer() {
	local status=0
	/usr/bin/python3 -c 'import sys; sys.path.insert(0, sys.argv[1])
import tracer; sys.exit(0 if tracer.available() else 77)' \
		"$SRC/test/promise" || status=$?
	[ "$status" -ne 77 ] || skip 'nobody may trace here'
	return "$status"
}

# Runs the test of this name in scripted_session.py.
scripted() {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/scripted_session.py" "$1"
}

# without TOOL...: from here on PATH has all that it had but these.
without() {
	local bin=$BATS_TEST_TMPDIR/bin dir

	mkdir "$bin"
	while IFS= read -rd : dir; do
		# A tool of an earlier folder is linked already; a folder may be empty.
		ln -s "$dir"/* "$bin" 2>/dev/null || :
	done <<<"$PATH:"
	(cd "$bin" && rm -f "$@")
	PATH=$bin
}

# cured TEXT LINE...: check has said these lines and no others, and in each what
# to do: a command that is a part of it, or words behind it.
cured() {
	local text=$1 line
	local command='smtpd-litectl |ch(mod|own|grp) |install '
	shift
	[ "$(wc -l <<<"$text")" -eq $# ] || return 1
	while IFS= read -r line; do
		[[ $line == "$1: "?* || ($line == "$1" && $1 =~ $command) ]] ||
			return 1
		shift
	done <<<"$text"
}

# within SECONDS COMMAND...: it becomes true in this time.
within() {
	local deadline=$((SECONDS + $1))

	shift
	until "$@"; do
		[ "$SECONDS" -lt "$deadline" ] || {
			echo "never true: $*"
			return 1
		}
		sleep 0.05
	done
}

until_true() {
	within 60 "$@"
}
