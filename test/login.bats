#!/usr/bin/env bats
# Logins, and the users file behind them, as one peer sees them beside
# others. login_cases.py says what each test does.
load lib/play

login() {
	the_case login_cases "$1"
}

@test "B4: a users file that loses its addresses during a session is a 451" {
	login lost_users
}

# bats test_tags=classroom
@test "B4: a users file that has gone where one may sign up is a 451" {
	login lost_users_of_a_class
}

@test "A12: a login reads the users file to its end" {
	login whole_file
}

@test "A16: a password typed as a name is not in the log" {
	login typed_names
}

# bats test_tags=classroom
@test "A16: ... nor where one may sign up" {
	login typed_names_of_a_class
}

@test "a line of users that is long" { login long_lines; }

@test "B17: an address with two @ is nobody's" {
	login two_ats
}

# bats test_tags=classroom
@test "B17: where one may sign up, an empty users file is a beginning" {
	login first_account
}
