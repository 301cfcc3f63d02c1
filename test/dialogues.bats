#!/usr/bin/env bats
# Every file of test/dialogues is a test: see test/dialogues/README.
load lib

#each $SRC/test/dialogues/smtp/*.t
@test "dialogue @NAME@" { dialogue "@FILE@"; }

#each $SRC/test/dialogues/pop3/*.t
@test "dialogue pop3 @NAME@" { dialogue "@FILE@"; }

#each $SRC/test/dialogues/teaching/*.t
@test "dialogue teaching @NAME@" { dialogue "@FILE@"; }
