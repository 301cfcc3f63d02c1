# mutant.bash - smtpd-lite with one line of its source changed, so that a test
# shows that it would notice. Needs a compiler and the objects in $BUILD.
# shellcheck shell=bash

# `flags` is how this build compiles and links.
mutant_flags() {
	# shellcheck disable=SC2016
	read -ra flags < <(make -s --no-print-directory -C "$BUILD" --eval \
		'mutant-flags:; @echo $(CC) $(HARD_CFLAGS) $(HARD_LDFLAGS)' \
		mutant-flags | tail -1)
	flags+=(-fno-lto -std=gnu11 -w -include "$BUILD/config.h" "-I$SRC/src")
}

# changed OUT FILE OLD NEW: OUT.c is src/FILE with the first OLD in it (fixed
# text within a line) replaced by NEW; `flags` is how to compile it.
changed() {
	grep -qF -- "$3" "$SRC/src/$2" || {
		echo "mutant: $2 does not hold: $3" >&2
		return 1
	}
	OLD=$3 NEW=$4 awk '!done && (i = index($0, ENVIRON["OLD"])) {
		$0 = substr($0, 1, i - 1) ENVIRON["NEW"] \
			substr($0, i + length(ENVIRON["OLD"]))
		done = 1
	} { print }' "$SRC/src/$2" >"$1.c"
	mutant_flags
}

# mutant OUT FILE OLD NEW: OUT is the program with that change.
mutant() {
	local flags libs
	changed "$@" || return
	libs=("$BUILD"/lib{smtpd,listen,wire,guard,vault,users,store,conn,proto,sandbox,base}.a)
	"${flags[@]}" -o "$1" "$BUILD"/src/smtpd/{main,dialect_*}.o "$1.c" \
		"${libs[@]}" -lsodium
}

# mutant_unit PROGRAM WRAP OUT FILE OLD NEW: the same of a unit program, which
# is linked with the option WRAP.
mutant_unit() {
	local program=$1 wrap=$2 flags libs
	shift 2
	changed "$@" || return
	libs=("$BUILD"/lib{guard,vault,users,store,proto,sandbox,base}.a)
	"${flags[@]}" "$wrap" -o "$1" "$BUILD/test/unit/$program.o" \
		"$1.c" "${libs[@]}" -lsodium
}
