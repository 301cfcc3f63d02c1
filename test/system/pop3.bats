#!/usr/bin/env bats
# Programs that people fetch mail with, against pop3d-lite under tcpserver on
# the loopback interface: each keeps all mail twice in a row, then deletes it
# twice. Dovecot's POP3 on the same Maildir; faults; deliveries meanwhile.
# Needs packages and, for Dovecot, packages' archives: test/run.
load ../lib/play

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	echo secret | "$BUILD/smtpd-litectl" -c /dev/null -o users=users \
		user add bob@example.org
	tcpserver_begin pop3d-lite
}

teardown_file() {
	tcpserver_end
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
	export HOME=$BATS_TEST_TMPDIR/home
	box=mail/example.org/bob
	rm -rf mail "$HOME"
	mkdir -p $box/{tmp,new,cur} "$HOME"
	cd "$HOME" || return
	box=$BATS_FILE_TMPDIR/$box
	printf '%s\n' 'From: a@b.example' 'To: bob@example.org' \
		'Subject: one' 'Message-ID: <1@b.example>' '' 'marker-1' \
		>"$box/new/1.one"
	printf '%s\r\n' 'From: a@b.example' 'Subject: two' '' '.marker-2' '.' \
		'..' >"$box/cur/2.two:2,"
	{
		printf 'Subject: three\n\nFrom here\nmarker-3\n'
		head -c 300000 /dev/zero | tr '\0' x | fold -w 200
	} >"$box/new/3.three"
}

# fetched N: what was fetched holds each of the three N times, whole.
fetched() {
	local all marker

	all=$(find fetched* -type f -exec cat {} + | tr -d '\r')
	for marker in '^marker-1$' '^\.marker-2$' '^marker-3$'; do
		[ "$(grep -c "$marker" <<<"$all")" -eq "$1" ]
	done
	[ "$(grep -c '^x\{200\}$' <<<"$all")" -eq $((1500 * $1)) ]
	[ "$(grep -cx '\.\.' <<<"$all")" -eq "$1" ]
}

# holds N: the mailbox has N messages.
holds() {
	[ "$(find "$box/new" "$box/cur" -type f | wc -l)" -eq "$1" ]
}

# keeps_and_deletes AGAIN COMMAND...: COMMAND keep, twice, then COMMAND
# delete, twice. AGAIN is what one who keeps has after the second time.
keeps_and_deletes() {
	local again=$1
	shift
	"$@" keep
	fetched 1
	holds 3
	# A message that was read is not new any more; fetchmail keeps by TOP.
	[ -z "$(ls "$box/new")" ] || [ "$1" = by_fetchmail ]
	"$@" keep
	fetched "$again"
	holds 3
	rm -rf fetched* ids
	"$@" delete
	fetched 1
	holds 0
	"$@" delete
	fetched 1
}

by_curl() {
	local url=pop3://127.0.0.1:$PORT n list

	list=$(curl -sS --max-time 30 -u bob@example.org:secret "$url/")
	for n in $(tr -d '\r' <<<"$list" | cut -d' ' -f1 | sort -rn); do
		curl -sS --max-time 30 -u bob@example.org:secret "$url/$n" \
			>>fetched
		[ "$1" = keep ] ||
			curl -sS --max-time 30 -u bob@example.org:secret \
				-I -X "DELE $n" "$url/"
	done
}

@test "curl" {
	keeps_and_deletes 2 by_curl
}

by_poplib() {
	/usr/bin/python3 - "$@" <<-'EOF'
		import os, poplib, sys
		p = poplib.POP3("127.0.0.1", int(os.environ["PORT"]), timeout=30)
		assert "UIDL" in p.capa()
		p.user("bob@example.org")
		p.pass_("secret")
		count, octets = p.stat()
		assert sum(int(l.split()[1]) for l in p.list()[1]) == octets
		assert len(p.uidl()[1]) == count
		with open("fetched", "ab") as out:
		    for n in range(1, count + 1):
		        body = b"\r\n".join(p.retr(n)[1]) + b"\r\n"
		        assert len(body) == int(p.list(n).split()[2])
		        out.write(body)
		        if sys.argv[1] == "delete":
		            p.dele(n)
		p.quit()
	EOF
}

@test "poplib" {
	keeps_and_deletes 2 by_poplib
}

by_mpop() {
	mkdir -p fetched/{tmp,new,cur}
	mpop --host=127.0.0.1 --port="$PORT" --user=bob@example.org \
		--passwordeval='echo secret' --tls=off --auth="$2" \
		--pipelining="$3" --keep="$([ "$1" = keep ] && echo on ||
			echo off)" --uidls-file="$PWD/ids" --timeout=30 \
		--delivery=maildir,fetched
}

by_mpop_user() {
	by_mpop "$1" user on
}

by_mpop_plain() {
	by_mpop "$1" plain off
}

@test "mpop: USER, pipelined" {
	keeps_and_deletes 1 by_mpop_user
}

@test "mpop: AUTH PLAIN, step by step" {
	keeps_and_deletes 1 by_mpop_plain
}

# Lets other users come here.
reachable() {
	local dir=$PWD

	while [ "$dir" != /tmp ] && [ "$dir" != / ]; do
		chmod a+x "$dir"
		dir=$(dirname "$dir")
	done
}

by_getmail() {
	local mode=$1

	shift
	mkdir -p fetched/{tmp,new,cur} ids
	cat >rc <<-EOF
		[retriever]
		type = SimplePOP3Retriever
		server = 127.0.0.1
		port = $PORT
		username = bob@example.org
		password = secret
		timeout = 30
		[destination]
		type = Maildir
		path = $PWD/fetched/
		[options]
		read_all = false
		delete = $([ "$mode" = keep ] && echo false || echo true)
	EOF
	# It delivers nothing as root.
	[ "$(id -u)" -ne 0 ] || {
		reachable
		chown -R nobody: .
		set -- setpriv --reuid=nobody --regid=nogroup --clear-groups
	}
	"$@" /usr/bin/getmail --getmaildir="$PWD/ids" --rcfile="$PWD/rc"
}

@test "getmail" {
	keeps_and_deletes 1 by_getmail
}

by_fetchmail() {
	local status=0
	cat >rc <<-EOF
		poll 127.0.0.1 proto POP3 port $PORT uidl timeout 30
		user "bob@example.org" password "secret" sslproto ''
		mda "cat >>$PWD/fetched" $([ "$1" = keep ] || echo no) keep
	EOF
	chmod 600 rc
	fetchmail -f rc -i ids --pidfile "$PWD/fetchmail.pid" --nodetach \
		--nosyslog || status=$?
	[ "$status" -le 1 ] # 1: there was nothing
}

@test "fetchmail" {
	keeps_and_deletes 1 by_fetchmail
}

by_fdm() {
	cat >rc <<-EOF
		set default-user "$(id -un)"
		account "x" pop3 server "127.0.0.1" port $PORT
		    user "bob@example.org" pass "secret" no-apop
		    $([ "$1" = keep ] && echo keep)
		action "m" maildir "$PWD/fetched"
		match all action "m"
	EOF
	chmod 600 rc
	# Its unprivileged half writes there.
	reachable
	mkdir -p -m 1777 tmp
	TMPDIR=$PWD/tmp fdm -f rc fetch
}

@test "fdm" {
	keeps_and_deletes 2 by_fdm
}

@test "two sessions and a delivery at once" {
	/usr/bin/python3 - <<-'EOF'
		import os, poplib, subprocess
		def login():
		    p = poplib.POP3("127.0.0.1", int(os.environ["PORT"]), timeout=30)
		    p.user("bob@example.org")
		    p.pass_("secret")
		    return p
		a, b = login(), login()
		subprocess.run(
		    [os.environ["BUILD"] + "/smtpd-lite", "-m",
		     os.environ["BATS_FILE_TMPDIR"] + "/mail", "-o", "log=none"],
		    input=b"HELO x\nMAIL FROM:<>\nRCPT TO:<bob@example.org>\n"
		          b"DATA\nSubject: four\n\nmarker-4\n.\nQUIT\n",
		    check=True, stdout=subprocess.DEVNULL)
		one = a.retr(1)
		a.dele(2)
		a.quit()
		assert b.stat()[0] == 3 and b.retr(1) == one
		try:
		    b.retr(2)
		    raise SystemExit("message 2 is gone")
		except poplib.error_proto as e:
		    assert b"SYS/TEMP" in e.args[0]
		b.dele(1)
		b.dele(2)
		b.quit()
		c = login()
		assert c.stat()[0] == 2
		assert any(b"marker-4" in line for line in c.retr(2)[1])
		c.quit()
	EOF
	holds 2
}

# traced CALLS LINE...: a local session of these lines; its calls are in `trace`.
traced() {
	local calls=$1
	shift
	printf '%s\n' "$@" | strace -f -y -s 9999 -e trace="$calls" -o trace \
		"$BUILD/pop3d-lite" -m "$BATS_FILE_TMPDIR/mail" -o log=none \
		-o users="$BATS_FILE_TMPDIR/users" | tr -d '\r' >said
}

@test "a listing reads each folder once, and no file" {
	local i name

	rm "$box"/*/*
	for i in {1..5000}; do
		name=$i.M1P1.mx.example,S=3,W=4
		echo ab >"$box/cur/$name:2,S"
	done
	traced openat,newfstatat,statx,faccessat2 'USER bob@example.org' \
		'PASS secret' STAT LIST UIDL QUIT
	grep -qx '+OK 5000 20000' said
	[ "$(grep -c ',S=' trace)" -eq 0 ]
	[ "$(grep -c 'openat(.*/cur>, "\."' trace)" -eq 1 ]
	[ "$(grep -c 'openat(.*/new>, "\."' trace)" -eq 1 ]
	# Of fewer, each S= is held against its file.
	rm "$box"/cur/??*.M1P1*
	traced newfstatat 'USER bob@example.org' 'PASS secret' STAT QUIT
	grep -qx '+OK 9 36' said
	[ "$(grep -c 'newfstatat(.*,S=' trace)" -eq 9 ]
}

@test "QUIT: what is done is on stable storage, then it is said" {
	traced unlinkat,renameat2,fsync,sendmsg,write 'USER bob@example.org' \
		'PASS secret' 'RETR 1' 'DELE 2' 'DELE 3' QUIT
	[ "$(tail -n 1 said)" = '+OK Bye' ]
	# Where the message has gone to before where it was: in between it is
	# rather in both.
	sed -n 's/.* \(unlinkat\|renameat2\|fsync\)([^>]*\/\(new\|cur\)>.*/\1 \2/p
		s/.*OK Bye.*/Bye/p' trace | uniq >order
	diff order - <<-EOF
		renameat2 new
		unlinkat cur
		unlinkat new
		fsync cur
		fsync new
		Bye
	EOF
}

# stays WANT INJECT...: to QUIT after RETR 1 and DELE 2 the answer is WANT, and
# the first message stays new, where calls fail as strace's INJECT say.
stays() {
	local want=$1
	shift
	printf '%s\n' 'USER bob@example.org' 'PASS secret' 'RETR 1' 'DELE 2' QUIT |
		strace -f -qq -o trace "${@/#/--inject=}" "$BUILD/pop3d-lite" \
			-m "$BATS_FILE_TMPDIR/mail" -o log=stderr \
			-o users="$BATS_FILE_TMPDIR/users" 2>log | tr -d '\r' >said
	grep -q INJECTED trace
	[ "$(tail -n 1 said)" = "$want" ]
	[ -e "$box/new/1.one" ]
	holds 2
}

@test "B17: a message that must not be moved is a failure, and told" {
	stays '-ERR [SYS/TEMP] Not all changes could be made' \
		renameat2:error=EPERM
	grep -q 'Operation not permitted' log
}

@test "B17: where a message can have no second name, it stays new" {
	stays '+OK Bye' renameat2:error=EINVAL linkat:error=EPERM
	[ "$(grep -c INJECTED trace)" -eq 2 ]
}

@test "every failed login does the same work" {
	local name

	echo alice@example.org >>"$BATS_FILE_TMPDIR/users"
	for name in bob@example.org alice@example.org nobody@example.org \
		bob@elsewhere.example "$(printf 'x%.0s' {1..240})" ''; do
		traced mmap,madvise "USER ${name:-x}" 'PASS Secret' QUIT
		grep -qx -e '-ERR \[AUTH\] Name or password is wrong' said
		# A hash takes 64 MiB.
		[ "$(grep -cE 'mmap\(NULL, 67[0-9]{6}, ' trace)" -eq 1 ]
	done
	sed -i '$d' "$BATS_FILE_TMPDIR/users"
}

@test "Dovecot reads the same Maildir the same way" {
	[ -x "$BUILD/packages/dovecot/usr/lib/dovecot/pop3" ]
	# Where it is built, others may have no way to it.
	cp -R "$BUILD/packages/dovecot" .
	mkdir ours
	reachable
	"$SRC/test/system/dovecot_compare.py" "$BUILD/pop3d-lite" "$PWD/dovecot" \
		"$PWD/ours"
}

@test "every call of a session fails, or is the last one" {
	"$SRC/test/promise/pop3_faults.py" "$BUILD/pop3d-lite" "$PWD" quit
}

@test "... of one without QUIT" {
	"$SRC/test/promise/pop3_faults.py" "$BUILD/pop3d-lite" "$PWD" hang-up
}
