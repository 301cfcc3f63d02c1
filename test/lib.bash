# lib.bash - what the bats files share. SRC and BUILD come from test/suite.
# shellcheck shell=bash
