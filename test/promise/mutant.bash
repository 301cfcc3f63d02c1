# mutant.bash - smtpd-lite with one line of its source changed, so that a test
# shows that it would notice. Needs a compiler and the objects in $BUILD.
# shellcheck shell=bash

# mutant OUT FILE OLD NEW: OUT is the program with the first OLD in src/FILE
# (fixed text within a line) replaced by NEW.
mutant() {
	local out=$1 file=$2 flags libs
	grep -qF -- "$3" "$SRC/src/$file" || {
		echo "mutant: $file does not hold: $3" >&2
		return 1
	}
	OLD=$3 NEW=$4 awk '!done && (i = index($0, ENVIRON["OLD"])) {
		$0 = substr($0, 1, i - 1) ENVIRON["NEW"] \
			substr($0, i + length(ENVIRON["OLD"]))
		done = 1
	} { print }' "$SRC/src/$file" >"$out.c"
	# shellcheck disable=SC2016
	read -ra flags < <(make -s --no-print-directory -C "$BUILD" --eval \
		'mutant-flags:; @echo $(CC) $(HARD_CFLAGS) $(HARD_LDFLAGS)' \
		mutant-flags | tail -1)
	libs=("$BUILD"/lib{smtpd,listen,wire,guard,vault,users,store,conn,proto,sandbox,base}.a)
	"${flags[@]}" -std=gnu11 -w -include "$BUILD/config.h" -I"$SRC/src" \
		-o "$out" "$BUILD"/src/smtpd/{main,dialect_*}.o "$out.c" "${libs[@]}" -lsodium
}
