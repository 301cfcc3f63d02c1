#!/usr/bin/env bats
# What configure and make say to a person, and where make install writes.
load lib/play

setup() {
	# Those of a make that runs this are none of ours.
	unset MAKEFLAGS MAKELEVEL
	cd "$BATS_TEST_TMPDIR" || return
	stage=$PWD/stage
}

# configured FLAG...
configured() {
	[ ! -e "$SRC/config.status" ] ||
		skip 'configured in the source folder, so nowhere else'
	"$(realpath --relative-to=. "$SRC")/configure" -q "$@"
}

# installs VARIABLE=VALUE...: what needs no compiling. Its words go to `said`.
installs() {
	rm -rf "$stage"
	make -s install-data DESTDIR="$stage" "$@" >out
	sed -n '/^smtpd-lite: /p' out | tee said
}

@test "B7: configure without pkg-config, without libsodium or GnuTLS: one sentence" {
	PKG_CONFIG_LIBDIR=/nowhere run configured
	[ "$status" -eq 1 ]
	[ "$output" = 'configure: error: please install libsodium 1.0.18 or newer (Debian: libsodium-dev)' ]
	cp "$(pkg-config --variable=pcfiledir libsodium)/libsodium.pc" .
	PKG_CONFIG_LIBDIR=$PWD run configured --with-tls=yes
	[ "$status" -eq 1 ]
	[ "$output" = 'configure: error: please install GnuTLS 3.7.4 or newer (Debian: libgnutls28-dev)' ]
	without pkg-config
	run configured
	[ "$status" -eq 1 ]
	[ "$output" = 'configure: error: please install pkg-config (Debian: pkg-config)' ]
}

@test "B7: autoreconf without pkg-config makes no broken configure" {
	command -v aclocal || skip 'no aclocal: a release needs none'
	mkdir empty
	cp "$SRC/configure.ac" .
	run aclocal --system-acdir=empty
	[ "$status" -ne 0 ]
	[[ ${lines[0]} == *'please install pkg-config (Debian: pkg-config)'* ]]
}

@test "B7: make check without bats and python3 says what is missing, once" {
	without bats python3
	run make -s -C "$BUILD" check
	echo "$output"
	[ "$status" -ne 0 ]
	[ "$(grep -c 'please install .*: bats python3$' <<<"$output")" -eq 1 ]
	[[ $output != *ERROR* ]]
}

@test "B8: nothing is written outside of a prefix, and what this means is said" {
	local x=/home/ann/x

	configured --prefix=$x
	installs
	[ -f "$stage$x/lib/systemd/system/smtpd-lite.socket" ]
	[ -z "$(find "$stage" ! -type d ! -path "$stage$x/*")" ]
	grep -F "systemctl link $x/lib/systemd/system/*" said
	# systemd looks there.
	installs prefix=/usr/local
	[ -f "$stage/usr/local/lib/systemd/system/smtpd-lite.socket" ]
	[ ! -s said ]
	configured --prefix=$x --with-systemdsystemunitdir=no
	installs
	[ -z "$(find "$stage" -name '*.socket')" ]
	grep 'no systemd units are installed' said
}

@test "B18: make uninstall disables the units that it takes away, no others" {
	mkdir -p bin system/{sockets,timers}.target.wants
	printf '%s\n' '#!/bin/sh' "echo \"\$*\" >>$PWD/asked" >bin/systemctl
	chmod +x bin/systemctl
	PATH=$PWD/bin:$PATH
	configured --prefix="$PWD/usr"
	make -s install-data >out
	mkdir -p usr/bin usr/sbin usr/libexec/smtpd-lite
	ln -s "$PWD"/usr/lib/systemd/system/smtpd-lite.socket \
		/other/lib/systemd/system/pop3d-lite.socket \
		system/sockets.target.wants
	ln -s "$PWD"/usr/lib/systemd/system/smtpd-lite-{sweep,metrics}.timer \
		system/timers.target.wants
	make -s uninstall enabled_units="$PWD/system" >out
	sort asked | diff - <(printf 'disable --now smtpd-lite%s\n' \
		-metrics.timer -sweep.timer .socket)
	[ -z "$(find usr -type f)" ]
}
