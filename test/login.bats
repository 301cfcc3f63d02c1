#!/usr/bin/env bats
# Logins, and the users file behind them, as one peer sees them beside
# others. login_cases.py says what each test does.
load lib/play

login() {
	the_case login_cases "$1"
}

# bats test_tags=classroom
@test "B4: a users file that loses its addresses during a session is a 451" {
	login lost_users
}

@test "A12: a login reads the users file to its end" {
	login whole_file
}

# bats test_tags=classroom
@test "A16: a password typed as a name is not in the log" {
	login typed_names
}

@test "B17: an address with two @ is nobody's" {
	login two_ats
}

# bats test_tags=classroom
@test "B17: where one may sign up, an empty users file is a beginning" {
	login first_account
}
