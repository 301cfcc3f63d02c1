# house_rules.bash - the house rules that a program can check. Each rule_NAME ROOT
# prints what breaks it below ROOT, a source tree, and nothing if all is well;
# those that look at what was built take the files in question instead.
# shellcheck shell=bash

# What each zone may include: zones, or single headers.
arrows() {
	local guard='guard/guard.h guard/service_teaching.h'
	case $1 in
	base) echo base ;;
	proto) echo base proto ;;
	conn) echo base conn ;;
	users) echo base users ;;
	vault) echo base users vault ;;
	store) echo base store ;;
	sandbox) echo base sandbox ;;
	guard) echo base proto users vault store sandbox guard ;;
	listen) echo base listen ;;
	wire) echo base proto conn guard/guard.h wire ;;
	smtpd) echo "base listen/listen.h proto conn $guard wire smtpd" ;;
	pop3d) echo "base listen/listen.h proto conn $guard wire pop3d" ;;
	smtp) echo base proto conn vault sandbox smtp ;;
	tls) echo base sandbox tls ;;
	ctl) echo base users vault store ctl ;;
	esac
}

rule_arrows() {
	local zone file header allowed
	declare -A may
	grep -rHo '^[[:space:]]*#[[:space:]]*include[[:space:]]*"[^"]*"' \
		--include='*.[ch]' "$1/src" | sed 's/:.*"\(.*\)"/ \1/' |
		while read -r file header; do
			zone=${file#"$1"/src/} zone=${zone%%/*}
			[ -n "${may[$zone]-}" ] ||
				may[$zone]=" $(arrows "$zone") "
			allowed=${may[$zone]}
			[[ $allowed == *" ${header%%/*} "* ]] ||
				[[ $allowed == *" $header "* ]] ||
				echo "$file: $header is not for $zone"
		done
}

# Only the headers of proto/ that a pure function needs.
rule_pure_headers() {
	grep -rn '#[[:space:]]*include[[:space:]]*<' "$1/src/proto" |
		grep -vE '<(std(bool|def|int)|string|inttypes|limits|time|sodium[a-z0-9_/]*)\.h>'
}

rule_conditions() {
	find "$1/src" -name '*.[ch]' ! -path '*/sandbox/*' ! -path '*/base/*' \
		-exec awk -v top="$1/src/" '
		/^[ \t]*#[ \t]*(if|elif|else)/ {
			guard = toupper(substr(FILENAME, length(top) + 1))
			gsub(/[\/.]/, "_", guard)
			if ($0 !~ "ifndef " guard "$")
				print FILENAME ":" FNR ": " $0
		}' {} +
}

# Where the teaching dialect may be named beside its own files: the keys of the
# configuration and the check of them, and the numbers of the requests to the
# guard. A tool that waits for mail watches, too.
NAMED='base/conf\.[ch]|ctl/check(_secrets)?\.[ch]|guard/guard\.h'
NAMED+='|ctl/(wait|wait_inotify|arrive|folders)\.[ch]'

rule_plug() {
	grep -rniE --include='*.[ch]' 'teaching|sign-?up|watch' "$1/src" |
		grep -vE "^[^:]*teaching\.[ch]:|^$1/src/($NAMED):"
}

rule_file_length() {
	find "$1/src" "$1/test" -name '*.[ch]' -exec wc -l {} + |
		awk '$1 > 300 && $2 != "total" { print $2 ": " $1 " lines" }'
}

# KNF: a body stands between braces in the first column. Tables in it are not
# counted.
rule_function_length() {
	find "$1/src" "$1/test" -name '*.c' -exec awk '
		/^{/ { began = FNR; lines = 0 }
		/ = {$/ { table = 1 }
		began && !table { lines++ }
		/^\t+};$/ { table = 0 }
		/^}/ && lines > 60 {
			print FILENAME ":" began ": " lines " lines"
		}
		/^}/ { began = lines = table = 0 }' {} +
}

# What somebody must read who wants to trust smtpd-lite, by process and as
# linked: lines of code that a feature has to pay for (DESIGN, WHAT TO READ).
rule_process_length() {
	"$SRC/test/lines" "$1" | awk '
		$1 != "smtpd-lite" { next }
		{ most = 0 }
		$2 == "wire" { most = 2600 }
		$2 == "guard" { most = 3800 }
		$2 == "before" { most = 800 }
		$2 == "listener" { most = 1100 }
		/wire  |guard  |listener  |before/ { seen++; n = $(NF - 3)
			if (n > most) print $2 ": " n " lines, not " most }
		END { if (seen != 4) print "processes measured: " seen + 0 }'
}

# The figures of DESIGN are those of this tree, as far as one in fifty.
rule_figures() {
	sed -n '/^WHAT TO READ/,/^An evening/p' "$1/DESIGN" | tr -d , | awk '
		function is(what, n) { print $1, what, n }
		/^ *(smtp|pop3)d-lite / { is("before", $2); is("wire", $3)
			is("guard", $4); is("both", $5); is("listener", $6) }
		/^ *tlsd-lite/ { is("relay", $2); is("key", $3); is("starter", $4) }
		/^ *tlsc-lite/ { is("relay", $2) }
		/^ *smtp-lite|smtpd-litectl/ { is("linked", $2) }' |
		awk 'FNR == NR { told[$1 " " $2] = $3; next }
			{ what = $1 " " $2; n = $(NF - 3); program[$1] }
			what in told { far = told[what] - n
				if (far * far * 2500 > n * n)
					print "DESIGN: " what " is " n
				delete told[what] }
			END { for (what in told) { split(what, words)
				if (words[1] in program || words[1] !~ /^tls/)
					print "DESIGN: there is no " what } }' \
			- <("$SRC/test/lines" "$1")
}

# No name of a function stands in three files. The names of steps that programs
# share (main, prepare) may, and those of one header in src/sandbox.
rule_names() {
	find "$1/src" -name '*.c' ! -path '*/sandbox/*' -exec awk '
		/^[a-z_]+[a-z0-9_]*\(/ { sub(/\(.*/, "")
			if (!($0 in seen) || seen[$0] != FILENAME) n[$0]++
			seen[$0] = FILENAME }
		END { for (name in n) if (n[name] > 2) print name " is in " \
			n[name] " files" }' {} + | grep -vE '^(main|prepare) '
}

# Objects in, as src/ZONE/FILE.o: what refers to each other in a ring.
rule_cycles() {
	"$SRC/test/cycles" "$@"
}

rule_forbidden() {
	grep -rnE --include='*.[ch]' \
		'\b(strcpy|strcat|strncpy|strncat|stpcpy|v?sprintf|gets|alloca|faccessat|setjmp|longjmp|sigsetjmp|siglongjmp|system|popen|tmpnam|mktemp)[[:space:]]*\(' "$1/src"
	grep -rnEwi --include='*.[ch]' \
		'TODO|FIXME|XXX|HACK|not (yet )?implemented|placeholder|stub' \
		"$1/src"
}

# Requests to the guard are put together in ask.c, and nowhere else in a wire.
rule_requests() {
	grep -rnE 'guard_request|"wire/call\.h"' --include='*.[ch]' \
		"$1/src/wire" "$1/src/smtpd" "$1/src/pop3d" |
		grep -vE '^[^:]*/src/wire/(ask|ask_teaching|call)\.[ch]:'
}

# NAME.c includes its own header before anything else.
rule_own_header() {
	local file own
	find "$1/src" -name '*.c' | while read -r file; do
		own=${file#"$1"/src/} own=${own%.c}.h
		[ -f "$1/src/$own" ] || continue
		[ "$(grep -m1 '^#include' "$file")" = "#include \"$own\"" ] ||
			echo "$file: $own is not its first include"
	done
}

# A file begins by saying its name and what it is, a .c also where it runs.
rule_head() {
	# Of an empty one awk has no line.
	find "$1/src" -name '*.[ch]' -empty -printf '%p: no head comment\n'
	find "$1/src" -name '*.[ch]' -exec awk '
		function judge() {
			if (!named) print file ": no head comment"
			if (file ~ /c$/ && !placed)
				print file ": does not say in which process it runs"
		}
		FNR == 1 { if (NR > 1) judge()
			file = name = FILENAME; sub(/.*\//, "", name)
			head = 1; named = placed = 0 }
		FNR == 2 { start = " * " name " - "
			named = index($0, start) == 1 && length > length(start) }
		head && tolower($0) ~ /(^|[^a-z0-9_])(runs|wire|guard)([^a-z0-9_]|$)/ {
			placed = 1 }
		/\*\// { head = 0 }
		END { judge() }' {} +
}

rule_configure() {
	awk 'END { if (NR >= 150) print FILENAME ": " NR " lines" }' \
		"$1/configure.ac"
}

# A command behind `!` ends no test, unless it is the last of it.
rule_negation() {
	find "$1/test" -name '*.bats' -exec awk '
		/^@test / { inside = 1; held = "" }
		inside && /^}/ { inside = 0; held = "" }
		inside && held != "" && !/^[ \t]*(#.*)?$/ { print held; held = "" }
		inside && /^[ \t]*! / && !/ \|\| / && !/[\\|]$/ {
			held = FILENAME ":" FNR ": ends no test"
		}' {} +
}

# `A && B` ends a test where B is false, and where A is only as the last
# command of a function.
rule_lists() {
	find "$1/test" -name '*.bats' -exec awk '
		held != "" && /[^ \t]/ {
			if ($0 != "}") print held
			held = ""
		}
		/^\t+\[.*\] && / && !/ \|\| / && !/(\\|&& (cat|echo|sed) .*)$/ &&
			!wrapped { held = FILENAME ":" FNR ": hides a check" }
		{ wrapped = /(&&|\|\||\\)$/ }' {} +
}

# A bats file that calls what lib/play.bash has loads it, or another that does: a
# name of nobody's is a command that fails, and so hides a check behind it.
rule_loads() {
	local names
	names=$(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$1/test/lib/play.bash" |
		paste -sd'|')
	grep -rlE --include='*.bats' \
		"^[^#]*(^|[;&|({!]|if |until |while |run )[[:space:]]*($names)([[:space:]]|\$)" \
		"$1/test" | xargs -r grep -LE \
		'^[[:space:]]*load .*/(play|client_site|nspawn)"?$' |
		sed 's/$/: loads no play.bash/'
}

# Every bats file and unit program is played by make check, and is shipped.
rule_tests_listed() {
	local file
	find "$1/test" -name '*.bats' -o -name '*_test.c' | while read -r file; do
		file=${file#"$1"/} file=${file%.c}
		[[ $file == test/system/* ]] && continue
		grep -qrw --include=local.mk "$file" "$1/test" ||
			echo "$file: in no local.mk"
	done
}

# Each file of these folders stands in the map.
rule_map() {
	local file
	for file in "$1"/test/{,lib/,system/,cuts.d/,promise/}*; do
		[[ -d $file || $file == */local.mk ]] && continue
		# Of a build in the source folder.
		[[ $file == *.log || $file == *.trs ]] && continue
		grep -qwF "${file##*/}" "$1/test/README" ||
			echo "${file##*/}: not in test/README"
	done
}

# package_of TOOL: the package of Debian that has it. Node has none here: it
# is for npm, and test/run goes on without.
package_of() {
	case $1 in
	aclocal) echo automake ;;
	certtool | gnutls-*) echo gnutls-bin ;;
	ctags) echo universal-ctags ;;
	glusterd) echo glusterfs-server ;;
	nm | objdump | readelf) echo binutils ;;
	node | nsenter | unshare) ;;
	setquota) echo quota ;;
	systemd-*) echo systemd-container ;;
	testssl) echo testssl.sh ;;
	*) echo "$1" ;;
	esac
}

# Tools that tests look for, and which test/run does not install.
rule_packages() {
	local tool package
	find "$1/test" -name '*.ba[ts]*' -exec sed -nE \
		-e 's/^\t+needs ([a-z].*)/\1/p' \
		-e 's/^\tfor tool in (.*); do$/\1/p' \
		-e 's/^(.*[^(])?command -v ([a-z][a-z -]*)([>|;].*)?$/\2/p' {} + |
		tr ' ' '\n' | sort -u | while read -r tool; do
			package=$(package_of "$tool")
			[ -z "$package" ] ||
				grep -qE "^$package([[:space:]]|$)" "$1/test/packages" ||
				echo "$tool: $package is not in test/packages"
		done
}

HEAP='(m|c|re)alloc|reallocarray|free|aligned_alloc|posix_memalign|strn?dup'
HEAP+='|v?asprintf|getline|getdelim|fopen|fdopen|opendir|open_memstream'
HEAP+='|getaddrinfo|v?syslog|f?printf|f?puts|qsort|mmap|s?brk|sodium_malloc'

# Objects that take memory from the heap.
rule_heap() {
	nm -A -u --format=posix "$@" | grep -E "[: ]($HEAP) U"
}

# Objects of pure functions that touch the world or keep something.
rule_pure() {
	nm -A -u --format=posix "$@" | grep -vE \
		'[: ](_|mem|str|bytes_|text_|num_|addr_|ip_|utf8_|ascii_|base64_|sodium_(memcmp|memzero)|crypto_)[a-z0-9_]* U|[: ]_GLOBAL_OFFSET_TABLE_ U' |
		sed 's/.*[: ]\([a-z0-9_]*\) U.*/\1/' | sort -u |
		grep -vxFf <(nm --defined-only --format=posix "$@" | cut -d' ' -f1)
	nm -A --format=sysv "$@" | grep -E '\|(\.data|\.bss|\*COM\*)[[:space:]]*$'
}

# A program that needs more than libc and libsodium.
rule_libraries() {
	readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' |
		grep -vE '^(libc|libsodium|lib(a|ub)san)\.so\.|^ld-linux'
}
