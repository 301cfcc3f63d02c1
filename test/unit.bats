#!/usr/bin/env bats
# Every unit program of the build is a test.

#each $BUILD/test/unit/*_test
@test "unit @NAME@" { "@FILE@"; }
