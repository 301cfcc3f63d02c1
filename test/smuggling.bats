#!/usr/bin/env bats
# The whole smuggling matrix: test/lib/smuggling_matrix.py.
load lib/play

@test "smuggling: CR and LF round a dot, all at once" { matrix smuggling; }
@test "smuggling: octet by octet" { matrix smuggling-bytes; }
@test "smuggling: at the start of a body" { matrix smuggling-first; }
@test "smuggling: in a local session" { matrix smuggling-local; }
