#!/usr/bin/env bats
# Every end of every buffer: test/lib/smuggling_matrix.py.
load lib/play

@test "the end of DATA at every end of a buffer" { matrix boundaries; }
@test "the end of DATA, counted from the body" { matrix boundaries-step; }
@test "a bare CR or LF at the end of a buffer" { matrix bare; }
@test "a bare CR or LF, counted from the body" { matrix bare-step; }
@test "BDAT chunks that end where a buffer ends" { matrix chunks; }
