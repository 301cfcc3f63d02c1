#!/usr/bin/env bats
# What a program keeps of what it was given, and what it lets others see.
# shellcheck disable=SC2030,SC2031,SC2154 # to is set by fake; each test is a shell
load lib/play
load "$SRC/test/lib/client_site"

setup() {
	as_root=()
	client_setup
	mkfifo in leak
}

teardown() {
	client_teardown
}

@test "E7: without close_range(2) what is open is closed, and no more tried" {
	needs_strace
	ulimit -n 20000 || skip 'no more descriptors here'
	echo QUIT | ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o trace \
		-e trace=close,close_range -e inject=close_range:error=ENOSYS \
		"$BUILD/smtpd-lite" -m mail -o log=none 300</dev/null >said
	grep -q '^221 ' said
	grep -q ' close_range(.*INJECTED' trace
	grep -q ' close(300)  *= 0' trace
	[ "$(grep -c ' close(' trace)" -lt 5000 ]
}

# starts PROGRAM: it runs, with a pipe's end as fd 7, until `in` is closed or
# it is killed; ready says what shows that it has begun.
starts() {
	case $1 in
	smtpd-lite | pop3d-lite)
		bare "$BUILD/$1" -m mail -o log=none <in >said 7>leak 3>&- &
		;;
	smtp-lite)
		bare "$BUILD/$1" --server "$to" --timeout 60 x@y <message \
			>said 2>&1 7>leak 3>&- &
		;;
	smtpd-litectl)
		bare "$BUILD/$1" -o users=any -o "mail=$PWD/mail/%d/%u" wait \
			ann@x.example --ready --timeout 60 >said 7>leak 3>&- &
		;;
	esac
	servers+=("$!")
}

# has_begun PROGRAM
has_begun() {
	case $1 in
	smtp-lite) confined "${servers[-1]}" ;;
	*) [ -s said ] ;;
	esac
}

confined() {
	grep -qx 'Seccomp:.2' "/proc/$1/status"
}

# each COMMAND...: for each program of ours while it runs.
each_program() {
	local program
	fake banner=hang
	for program in smtpd-lite pop3d-lite smtp-lite smtpd-litectl; do
		rm -f said
		starts "$program"
		[[ $program != *d-lite ]] || exec 4>in
		"$@" "$program"
		exec 4>&-
		kill "${servers[-1]}" 2>/dev/null || :
		wait "${servers[-1]}" || :
	done
}

# The pipe is at its end though the program runs.
keeps_nothing() {
	timeout 20 cat leak
	until_true has_begun "$1"
	[ -d "/proc/${servers[-1]}" ]
}

hides() {
	timeout 20 cat leak
	until_true has_begun "$1"
	hidden "${servers[-1]}"
	[[ $1 != *d-lite ]] || children_hide "${servers[-1]}"
}

# hidden PROCESS: it is there, and nobody may look into it.
hidden() {
	run bare readlink -v "/proc/$1/exe"
	[ "$status" -ne 0 ]
	[[ $output == *'Permission denied'* ]]
}

children_hide() {
	local child children
	mapfile -t children < <(pgrep -P "$1")
	[ "${#children[@]}" -gt 0 ]
	for child in "${children[@]}"; do
		hidden "$child"
	done
}

@test "A21: nothing is kept that was open above fd 2" {
	needs_filter
	each_program keeps_nothing
}

# has_files PROCESS LINE...: it has these open, from 0 on, and no others.
has_files() {
	readlink "/proc/$1/fd"/* | sed 's/:.*//' >files
	[ "$(cat files)" = "$(printf '%s\n' "${@:2}")" ]
}

@test "A21: no child of the client has a file of ours that it needs not" {
	for_root
	fake
	mkfifo password
	# shellcheck disable=SC2016 # the command's own words
	"${as_root[@]}" "$BUILD/smtp-lite" --server "$to" --tofu -u ann \
		--timeout 20 x@y \
		--password-command 'ls -l /proc/$$/fd >held; timeout 20 cat password' \
		<message 2>said 7>/dev/zero 3>&- &
	servers+=("$!")
	until_true grep -q '7 -> /dev/zero' held
	cat held
	[ "$(grep -cE 'known_hosts|socket|message' held)" -eq 0 ]
	grep -q ' 0 -> /dev/null' held
	child=$(pgrep -o -P "$!")
	until_true has_files "$child" /dev/null /dev/null "$PWD/said" socket
	echo secret >password
	wait "$!" || :
}

@test "A9: nobody may look into a program, not even its own user" {
	needs_filter
	# The same look at a program that does not protect its memory.
	bare sleep 60 3>&- &
	servers+=("$!")
	asleep() { grep -qx 'Name:.sleep' "/proc/$1/status"; }
	until_true asleep "${servers[-1]}"
	run bare readlink "/proc/${servers[-1]}/exe"
	[ "$status" -eq 0 ]
	each_program hides
}

@test "A9: nor into the child of a client, which dials" {
	fake
	mkfifo password
	bare "$BUILD/smtp-lite" --server "$to" --tofu -u ann --timeout 20 x@y \
		--password-command ': >asked; timeout 20 cat password' \
		<message >said 2>&1 3>&- &
	servers+=("$!")
	until_true [ -e asked ]
	hidden "$!"
	hidden "$(pgrep -o -P "$!")"
	echo secret >password
	wait "$!" || :
}
