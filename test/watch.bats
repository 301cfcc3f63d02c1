#!/usr/bin/env bats
# WATCH: mail on the screen as it comes. watch_cases.py says what each test
# does.
# bats file_tags=classroom
load lib/play

watch() {
	TMPDIR=$BATS_TEST_TMPDIR "$SRC/test/lib/watch_cases.py" "$1"
}

@test "all who watch see it" { watch all_see; }

@test "lines of a screen" { watch lines; }

@test "whatever is typed ends it" { watch whatever_ends_it; }

@test "a watcher that leaves, and one that stays" { watch leaves; }

@test "a slow watcher hurts nobody" { watch slow; }

@test "what has been moved is passed over" { watch moved; }

@test "through the handshake, by smtp-lite --interactive" { watch sealed; }
