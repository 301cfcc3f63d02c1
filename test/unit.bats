#!/usr/bin/env bats
# Every unit program of the build is a test.

#each $BUILD/*_test
@test "unit @NAME@" { "@FILE@"; }
