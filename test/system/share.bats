#!/usr/bin/env bats
# A shared folder that refuses links, forgets files, or says no after it did
# what it was asked for, as NFS does. share.py says what each test does.

setup_file() {
	export SHIM=$BATS_FILE_TMPDIR/shim.so why=''
	if ldd "$BUILD/smtpd-lite" 2>&1 | grep -q 'not a dynamic\|statically'; then
		why='a static program loads nothing'
	elif nm -D "$BUILD/smtpd-lite" | grep -q __asan_init; then
		why='the sanitizer comes first'
	else
		cc -O1 -shared -fPIC -o "$SHIM" "$SRC/test/system/share_shim.c"
	fi
}

setup() {
	[ -z "$why" ] || skip "$why"
	cd "$BATS_TEST_TMPDIR" || return
	mkdir run
}

share() {
	"$SRC/test/system/share.py" "$SHIM" "$1"
}

@test "a share without links: copies, and never over another file" {
	share refused
}

@test "no, after it was done (EEXIST of NFS): once, and 250" {
	share denied
}

@test "ESTALE at each call: the message is sent again, and is there once" {
	share stale
}

@test "what cannot be taken back: twice at worst, never a part" {
	share undone
}

@test "a write that fails late, as its close says: 451, nothing stored" {
	share late
}

@test "POP3: deleted stays deleted, read is not lost" {
	share pop3
}
