#!/usr/bin/env bats
# test/soak for some seconds; and that it would see what grows.

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "mixed clients for a while: the ledger is right, nothing grows" {
	[ "$(id -u)" -eq 0 ] || skip 'needs root'
	run "$SRC/test/soak" 0.2
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *', 0 wrong' ]]
	[[ $output == *hostile\ [1-9]* ]]
}

# grows SEEN: what soak says of these pairs of memory and descriptors.
grows() {
	/usr/bin/python3 -B - "$SRC/test/soak" "$1" <<-'EOF'
	import importlib.machinery, importlib.util, sys
	loader = importlib.machinery.SourceFileLoader("soak", sys.argv[1])
	soak = importlib.util.module_from_spec(
	    importlib.util.spec_from_loader("soak", loader))
	loader.exec_module(soak)
	print(soak.flat("it", eval(sys.argv[2])))
	EOF
}

@test "memory or descriptors that grow are seen" {
	[[ $(grows '[(50, 5)] * 30') == *'[]' ]]
	[[ $(grows '[(50 + 20 * n, 5) for n in range(30)]') == *'memory grows'* ]]
	[[ $(grows '[(50, 5 + n // 10) for n in range(30)]') == \
		*'descriptors stay open'* ]]
}
