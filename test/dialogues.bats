#!/usr/bin/env bats
# Every file of test/dialogues is a test: see test/dialogues/README.
load lib

#each $SRC/test/dialogues/smtp/*.t
@test "dialogue @NAME@" { dialogue "@FILE@"; }
