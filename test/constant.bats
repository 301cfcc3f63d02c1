#!/usr/bin/env bats
# Constant time: no branch and no address depends on a secret, as memcheck sees
# it (unit/constant.c marks the secrets).
load lib/play
load "$SRC/test/promise/mutant.bash"

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	# Inside libsodium: whether a tag was right is told anyway.
	cat >told <<-'EOT'
		{
		   tag
		   Memcheck:Cond
		   fun:crypto_aead_chacha20poly1305_ietf_decrypt_detached
		}
	EOT
	if ! command -v valgrind >/dev/null; then
		echo 'no valgrind' >skip
	elif grep -q 'define WITH_SANITIZERS' "$BUILD/config.h"; then
		echo 'sanitizers have a memory of their own' >skip
	elif ! built constant 2>why; then
		grep -q memcheck.h why || cat why
		grep -q memcheck.h why
		echo 'this compiler has no valgrind/memcheck.h' >skip
	fi
}

setup() {
	[ ! -e "$BATS_FILE_TMPDIR/skip" ] || skip "$(cat "$BATS_FILE_TMPDIR/skip")"
	cd "$BATS_TEST_TMPDIR" || return
}

# built OUT FILE.c...: the program with these files before those of the build.
built() {
	local flags libs call wrap=-Wl out=$1
	shift
	for call in crypto_aead_chacha20poly1305_ietf_decrypt \
		crypto_scalarmult_curve25519 crypto_scalarmult_curve25519_base \
		randombytes_buf sodium_memcmp crypto_pwhash; do
		wrap+=,--wrap=$call
	done
	libs=("$BUILD"/lib{conn,vault,users,store,proto,sandbox,base}.a)
	mutant_flags
	"${flags[@]}" -g -fno-lto "$wrap" -o "$out" \
		"$SRC/test/unit/constant.c" "$@" "${libs[@]}" -lsodium
}

# looked CASE [PROGRAM]: with valgrind; 9 if it objects.
looked() {
	valgrind -q --error-exitcode=9 \
		--suppressions="$BATS_FILE_TMPDIR/told" \
		"${2:-$BATS_FILE_TMPDIR/constant}" "$1"
}

@test "passwords: right, wrong, without a user" {
	looked passwords
}

@test "keys: the one that a peer asks for" {
	looked keys
}

@test "the handshake, and records" {
	looked channel
}

@test "a compare that leaks is caught" {
	run looked leak
	echo "$output"
	[ "$status" -eq 9 ]
	[[ $output == *'depends on uninitialised value'* ]]
}

@test "a compare of hashes that leaks is caught" {
	changed mutant vault/hash.c 'sodium_memcmp(' 'memcmp('
	built mutant mutant.c
	run looked passwords ./mutant
	echo "$output"
	[ "$status" -eq 9 ]
	[[ $output == *hash_verify* ]]
}
