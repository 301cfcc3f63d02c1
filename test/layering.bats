#!/usr/bin/env bats
# The house rules hold, and each of them can fail: a copy of the sources, or
# an object made for it, breaks the rule and is found out.
load lib/house_rules

# holds RULE ARG...: nothing breaks it.
holds() {
	run "$@"
	echo "$output"
	[ -z "$output" ]
}

# fails COMMAND...: `!` alone would not end a test.
fails() {
	if "$@"; then return 1; fi
}

setup_file() {
	mkdir "$BATS_FILE_TMPDIR/tree"
	cp -r "$SRC/src" "$SRC/test" "$SRC/configure.ac" "$SRC/DESIGN" \
		"$BATS_FILE_TMPDIR/tree"
	chmod -R u+w "$BATS_FILE_TMPDIR/tree"
}

# breaks RULE FILE TEXT [WHERE]: with TEXT at the end of FILE in a copy, it is
# broken there, or in WHERE.
breaks() {
	local copy=$BATS_FILE_TMPDIR/tree
	mkdir -p "$(dirname "$copy/$2")"
	printf '%b' "$3" >>"$copy/$2"
	run "$1" "$copy"
	rm "$copy/$2"
	[ ! -e "$SRC/$2" ] || cp "$SRC/$2" "$copy/$2"
	chmod -R u+w "$copy/${2%/*}"
	echo "$output"
	[[ $output == *"${4-${2##*/}}"* ]]
}

# swell FUNCTION FILE N: it has N thousand lines more in a copy.
swell() {
	sed -i "/^$1(/,/^{/ s/^{/{ $(repeat "$3"000 '\n(void)0;')/" \
		"$BATS_FILE_TMPDIR/tree/$2"
}

# object TEXT: an object file of that text.
object() {
	printf '%s\n' "$1" >"$BATS_TEST_TMPDIR/planted.c"
	"${CC:-cc}" -c -o "$BATS_TEST_TMPDIR/planted.o" \
		"$BATS_TEST_TMPDIR/planted.c"
}

# repeat N TEXT
repeat() {
	local blanks
	printf -v blanks '%*s' "$1" ''
	printf '%s' "${blanks// /"$2"}"
}

@test "includes follow the arrows" {
	holds rule_arrows "$SRC"
	breaks rule_arrows src/base/bytes.c '#include "proto/dot.h"\n'
	breaks rule_arrows src/proto/dot.c '#include "users/users.h"\n'
	breaks rule_arrows src/users/users.c '#include "vault/hash.h"\n'
	breaks rule_arrows src/vault/hash.c '#include "store/maildir.h"\n'
	breaks rule_arrows src/conn/conn.c '#include "proto/dot.h"\n'
	breaks rule_arrows src/store/maildir.c '#include "proto/dot.h"\n'
	breaks rule_arrows src/smtpd/data.c '#include "guard/session.h"\n'
	breaks rule_arrows src/smtpd/data.c '#include "users/users.h"\n'
	breaks rule_arrows src/smtpd/data.c '# include "store/deliver.h"\n'
	breaks rule_arrows src/wire/session.c '#include "smtpd/smtpd.h"\n'
	breaks rule_arrows src/guard/serve.c '#include "wire/session.h"\n'
	breaks rule_arrows src/guard/split.c '#include "listen/listen.h"\n'
	breaks rule_arrows src/listen/listen.c '#include "users/users.h"\n'
	breaks rule_arrows src/listen/listen.c '#include "guard/guard.h"\n'
	breaks rule_arrows src/smtpd/main.c '#include "listen/sessions.h"\n'
	breaks rule_arrows src/tls/relay.c '#include "conn/conn.h"\n'
	breaks rule_arrows src/smtp/tls.c '#include "tls/relay.h"\n'
	breaks rule_arrows src/guard/tls.c '#include "tls/relay.h"\n'
	breaks rule_arrows src/elsewhere/x.c '#include "base/bytes.h"\n'
}

@test "proto includes nothing that has an outside" {
	holds rule_pure_headers "$SRC"
	breaks rule_pure_headers src/proto/dot.c '#include <unistd.h>\n'
}

@test "#if stands in sandbox/ and base/ only" {
	holds rule_conditions "$SRC"
	breaks rule_conditions src/smtpd/data.c '#ifdef X\n#endif\n'
	breaks rule_conditions src/guard/guard.h '#ifndef X\n#endif\n'
	breaks rule_conditions src/proto/dot.c '#if 0\n#endif\n'
}

@test "the teaching dialect is a plug" {
	holds rule_plug "$SRC"
	breaks rule_plug src/guard/login.c '/* in the teaching dialect */\n'
	breaks rule_plug src/guard/split.c 'if (signup_is_open(g))\n'
	breaks rule_plug src/guard/serve.c '{ .fd = guard_watched(g) }\n'
	breaks rule_plug src/smtpd/mail.c '/* Sign-up may be on. */\n'
	fails breaks rule_plug src/guard/names_teaching.c '/* teaching */\n'
}

@test "no file over 300 lines" {
	holds rule_file_length "$SRC"
	breaks rule_file_length src/smtpd/data.c "$(repeat 301 '\n')x"
	breaks rule_file_length test/unit/x.h "$(repeat 301 '\n')x"
}

@test "no function over 60 lines" {
	holds rule_function_length "$SRC"
	breaks rule_function_length src/smtpd/data.c \
		"void\nf(void)\n{\n$(repeat 59 '\n')}\n"
	fails breaks rule_function_length src/smtpd/data.c \
		"void\nf(void)\n{\n$(repeat 58 '\n')}\n"
}

@test "wire, guard, listener and what runs before the fork can be read" {
	command -v ctags gcc objdump || skip 'no ctags, gcc or objdump'
	holds rule_process_length "$SRC"
	# Each is less than a thousand below its bound, and so that much above.
	swell smtpd_wire src/smtpd/session.c 4
	swell be_guard src/guard/split.c 5
	swell main src/smtpd/main.c 6
	swell turn src/listen/listen.c 7
	run rule_process_length "$BATS_FILE_TMPDIR/tree"
	rm -r "$BATS_FILE_TMPDIR/tree/src"
	cp -r "$SRC/src" "$BATS_FILE_TMPDIR/tree"
	chmod -R u+w "$BATS_FILE_TMPDIR/tree/src"
	echo "$output"
	[ "$(awk '{ printf "%s %d,", $1, ($2 - $NF + 999) / 1000 }' \
		<<<"$output")" = 'wire: 4,guard: 5,before: 6,listener: 7,' ]
}

@test "DESIGN has the lines of each process as they are" {
	command -v ctags gcc objdump || skip 'no ctags, gcc or objdump'
	holds rule_figures "$SRC"
	sed -i '/^ *pop3d-lite  /s/3,/2,/' "$BATS_FILE_TMPDIR/tree/DESIGN"
	run rule_figures "$BATS_FILE_TMPDIR/tree"
	cp "$SRC/DESIGN" "$BATS_FILE_TMPDIR/tree"
	echo "$output"
	[[ $output == 'DESIGN: pop3d-lite guard is 3'* ]]
}

@test "no forbidden function, no word that promises" {
	holds rule_forbidden "$SRC"
	breaks rule_forbidden src/smtpd/data.c 'strcpy(a, b);\n'
	breaks rule_forbidden src/smtpd/data.c 'sprintf (a, b);\n'
	breaks rule_forbidden src/smtpd/data.c 'alloca(9);\n'
	breaks rule_forbidden src/smtpd/data.c '/* TODO */\n'
}

@test "B17: no call that fails with flags on some systems: fstatat does not" {
	breaks rule_forbidden src/store/update.c \
		'faccessat(dir, name, F_OK, AT_SYMLINK_NOFOLLOW);\n'
}

@test "no verb puts a request together" {
	holds rule_requests "$SRC"
	breaks rule_requests src/smtpd/data.c 'struct guard_request r;\n'
	breaks rule_requests src/wire/login.c '#include "wire/call.h"\n'
}

@test "a .c includes its own header first" {
	holds rule_own_header "$SRC"
	breaks rule_own_header src/smtpd/data.h '\n' data.c
}

@test "a file begins with what it is and where it runs" {
	holds rule_head "$SRC"
	breaks rule_head src/smtpd/x.h '#include "x.h"\n'
	breaks rule_head src/smtpd/x.h ''
	breaks rule_head src/smtpd/x.c ''
	breaks rule_head src/smtpd/x.c '/*\n * x.c - something.\n */\n'
}

@test "configure.ac is below 150 lines" {
	holds rule_configure "$SRC"
	breaks rule_configure configure.ac "$(repeat 150 '\n')x"
}

@test "a negated command is the last of its test" {
	holds rule_negation "$SRC"
	breaks rule_negation test/x.bats \
		'@test "x" {\n\t! true\n\ttrue\n}\n'
	fails breaks rule_negation test/x.bats \
		'@test "x" {\n\ttrue\n\t! false\n}\n'
}

@test "no check is hidden in a list" {
	holds rule_lists "$SRC"
	breaks rule_lists test/x.bats '\t[ a ] && [ b ]\n\ttrue\n'
	breaks rule_lists test/x.bats \
		'\tfor i in 1; do\n\t\t[ a ] && [ b ]\n\tdone\n'
	fails breaks rule_lists test/x.bats 'f() {\n\t[ a ] && [ b ]\n}\n'
}

@test "a bats file loads what it calls" {
	holds rule_loads "$SRC"
	breaks rule_loads test/x.bats '\t! has_teaching || false\n'
	breaks rule_loads test/x.bats 'setup() {\n\tneeds_filter\n}\n'
	breaks rule_loads test/x.bats '@test "x" { the_case x y; }\n'
	fails breaks rule_loads test/x.bats 'load lib/play\n\tneeds_filter\n'
	fails breaks rule_loads test/x.bats '# within a minute\n\tready within\n'
}

@test "every bats file and unit program is listed" {
	holds rule_tests_listed "$SRC"
	breaks rule_tests_listed test/unlisted.bats '\n'
	breaks rule_tests_listed test/unit/unlisted_test.c '\n' unlisted_test
}

@test "test/README is a map of all files" {
	holds rule_map "$SRC"
	breaks rule_map test/lib/unknown.py '\n'
	breaks rule_map test/lib/unknown '\n'
	breaks rule_map test/system/unknown.bats '\n'
	breaks rule_map test/promise/unknown.py '\n'
}

@test "B1: what tests look for is in test/packages" {
	holds rule_packages "$SRC"
	breaks rule_packages test/x.bats '\tneeds sendmail\n' sendmail
	# Written so that it is not found in this file.
	breaks rule_packages test/x.bats \
		'\tcommand -v gc\0143 nmap >/dev/null || skip\n' nmap
	breaks rule_packages test/lib/x.bash '\tfor tool in a nmap; do\n' nmap
}

@test "B1: what tests call without a look is in test/packages" {
	local package
	# ip; swaks over IPv6; pgrep; the tarball.
	for package in iproute2 libio-socket-inet6-perl procps xz-utils \
		python3 bats ucspi-tcp socat xinetd; do
		echo "$package"
		grep -qE "^$package([[:space:]]|$)" "$SRC/test/packages"
	done
}

@test "B1: a run counts what it skips, and what it could not run" {
	eval "$(sed -n '/^count() {/,/^}/p' "$SRC/test/run")"
	cd "$BATS_TEST_TMPDIR"
	printf '%s\n' 'ok 1 - a' 'ok 2 b # skip needs root' 'not ok 3 - c' >tap
	[ "$(count tap 1)" = '1 1 1' ]
	printf '%s\n' 'ok    a            Done' 'ok    b # skip no GnuTLS' >fuzz
	[ "$(count fuzz 0)" = '1 0 1' ]
	printf '%s\n' '# TOTAL: 9' '# PASS:  5' '# SKIP:  2' '# FAIL:  1' \
		'# ERROR: 1' >summary
	[ "$(count summary 2)" = '5 2 2' ]
	: >nothing
	[ "$(count nothing 0)" = '1 0 0' ]
	[ "$(count nothing 1)" = '0 1 0' ]
}

@test "B1: a folder of PATH may be empty, and two may have the same" {
	load lib/play
	cd "$BATS_TEST_TMPDIR"
	mkdir {none,empty,one,two}
	printf '#!/bin/sh\necho it is called\n' >one/tool
	chmod +x one/tool
	cp one/tool two/tool
	cp one/tool two/other
	PATH=$PWD/none:$PWD/one:$PWD/empty:$PWD/two:$PATH
	without other
	[ "$(tool)" = 'it is called' ]
	[ -x "$(command -v ls)" ]
	[ -z "$(command -v other)" ]
}

@test "a name of a function says whose it is" {
	holds rule_names "$SRC"
	breaks rule_names src/tls/cas.c \
		'static void\ngrow(void)\n{\n}\n' 'grow is in 3 files'
}

@test "no file calls one that calls it back" {
	command -v nm || skip 'no nm'
	holds rule_cycles "$BUILD"/src/*/*.o
	mkdir -p "$BATS_TEST_TMPDIR/src/proto"
	object 'void b(void); void a(void) { b(); }'
	mv "$BATS_TEST_TMPDIR/planted.o" "$BATS_TEST_TMPDIR/src/proto/a.o"
	object 'void a(void); void b(void) { a(); }'
	mv "$BATS_TEST_TMPDIR/planted.o" "$BATS_TEST_TMPDIR/src/proto/b.o"
	run rule_cycles "$BATS_TEST_TMPDIR"/src/proto/?.o
	echo "$output"
	[ "$output" = 'proto/a proto/b' ]
}

@test "the wire has no heap" {
	local wires=("$BUILD"/libsmtpd.a "$BUILD"/libwire.a \
		"$BUILD"/libproto.a "$BUILD"/libconn.a)
	[ ! -f "$BUILD/libpop3d.a" ] || wires+=("$BUILD/libpop3d.a")
	holds rule_heap "${wires[@]}"
	object 'void *malloc(unsigned long); void *f(void) { return malloc(9); }'
	fails holds rule_heap "$BATS_TEST_TMPDIR/planted.o"
	object 'char *strdup(const char *); char *f(void) { return strdup(""); }'
	fails holds rule_heap "$BATS_TEST_TMPDIR/planted.o"
}

@test "proto is pure functions" {
	holds rule_pure "$BUILD"/libproto.a
	object 'long read(int, void *, long); long f(void *p) { return read(0, p, 9); }'
	fails holds rule_pure "$BATS_TEST_TMPDIR/planted.o"
	object 'long time(long *); long f(void) { return time(0); }'
	fails holds rule_pure "$BATS_TEST_TMPDIR/planted.o"
	object 'int f(void) { static int n; return ++n; }'
	fails holds rule_pure "$BATS_TEST_TMPDIR/planted.o"
	object 'int f(void) { static int n = 7; return ++n; }'
	fails holds rule_pure "$BATS_TEST_TMPDIR/planted.o"
}

@test "smtpd-lite and the others need libc and libsodium, and no more" {
	local program
	for program in smtpd-lite pop3d-lite smtp-lite smtpd-litectl; do
		holds rule_libraries "$BUILD/$program"
	done
	fails holds rule_libraries "$(command -v bash)"
}
