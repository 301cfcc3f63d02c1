#!/usr/bin/env bats
# Sign-up in a classroom: who gets which account, and what becomes of
# `users`. signup_cases.py says what each test does.
# bats file_tags=classroom
load lib/play

setup() {
	as_root=()
}

signup() {
	TMPDIR=$BATS_TEST_TMPDIR "${as_root[@]}" \
		"$SRC/test/lib/signup_cases.py" "$1"
}

@test "twenty names at once, while others change the file" { signup many_names; }

@test "twenty for one name: one wins" { signup one_name; }

@test "one account, one password" { signup one_password; }

@test "what stands under the lock decides" {
	for_root
	signup first_moment
}

@test "names, good and bad" { signup names; }

@test "nobody gets into what has a password or a key" { signup protected; }

@test "A3: no account is taken where authorized_keys is not to be trusted" {
	signup distrusted_keys
}

@test "A3: a line of authorized_keys that is wrong opens no account" {
	signup bad_keys
}

@test "A3: a key that is listed meanwhile protects from then on" {
	signup keyed_meanwhile
}

@test "A3: a name that mail goes to meanwhile is not to be had" {
	signup alias_meanwhile
}

@test "A3: a key that is listed before the lock is had protects" {
	for_root
	signup keyed_moment
}

@test "A3: a name that gets an alias before the lock is had is not to be had" {
	for_root
	signup aliased_moment
}

@test "without a password it is anybody's, until it has one" {
	signup passwordless
}

@test "guests" { signup guests; }

@test "so many accounts, so many in a minute" { signup limits; }

@test "no place to count, no users file" { signup no_place; }

@test "A1: the file that counts sign-ups is not written through another name" {
	signup planted
}

@test "a link for users, into another folder" { signup linked; }

@test "a last line without its end" { signup last_line; }

@test "a lock that is kept" {
	for_root
	signup taken_lock
}

@test "A25: whoever holds a file of run, or users, is not waited for without end" {
	for_root
	signup held_places
}

@test "a full disk leaves no half line" { signup no_space; }
