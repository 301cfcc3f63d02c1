#!/usr/bin/env bats
# What the five systems did that this project comes from, S0 to S4: a test
# for each row of that, and a session of each system, by hand and by
# smtp-lite. seed_cases.py has the tests.
# bats file_tags=classroom
load lib/play

seed() {
	the_case seed_cases "$1"
}

@test "row 1: many clients at once (S0)" {
	seed row_1
}

@test "row 2: the server has a key pair; RCKEY sends the public key (S0)" {
	seed row_2
}

@test "row 3: the whole connection can be encrypted by SSL (S0)" {
	seed row_3
}

@test "row 4: every client is assigned a unique address; HELO tells it (S0)" {
	seed row_4
}

@test "row 5: MAIL FROM must be the client's own address (S0)" {
	seed row_5
}

@test "row 6: RCPT TO must exist (S0)" {
	seed row_6
}

@test "row 7: the message is sent to the recipient, who may be connected and sees it at once (S0)" {
	seed row_7
}

@test "row 8: CANCEL clears sender and recipients (S0)" {
	seed row_8
}

@test "row 9: HI greets (S0)" {
	seed row_9
}

@test "row 10: unknown command: 'Unknown Command', the session goes on (S0)" {
	seed row_10
}

@test "row 11: an aborted connection harms nobody (S0)" {
	seed row_11
}

@test "row 12: a client with two directions at once: prints what arrives while one types (S0)" {
	seed row_12
}

@test "row 13: EHLO, AUTH LOGIN with base64 name and password, 334 prompts, 235 or 535 (S1)" {
	seed row_13
}

@test "row 14: the codes 220 250 500 535 354 334 235 221 (S1)" {
	seed row_14
}

@test "row 15: a client that sends one configured e-mail (S1)" {
	seed row_15
}

@test "row 16: started with a text file of addresses, one a line, and makes a mailbox for each (S2, S4)" {
	seed row_16
}

@test "row 17: a bad address file: an error, and it ends at once (S2, S4)" {
	seed row_17
}

@test "row 18: banner names the domain; a wrong HELO is answered with an error until it is right (S2, S4)" {
	seed row_18
}

@test "row 19: HELO gmail.example names the sender's domain, and the sender's address must be in it (S2, S4)" {
	seed row_19
}

@test "row 20: the sender is given by MAIL TO: (S2, S4)" {
	seed row_20
}

@test "row 21: syntax errors and address errors are told apart, each can be retried (S2, S4)" {
	seed row_21
}

@test "row 22: after delivery, QUIT or another mail in the same session (S2, S4)" {
	seed row_22
}

@test "row 23: runs on port 12000 (S2, S4)" {
	seed row_23
}

@test "row 24: HELO name makes an account without a password, which can't enter protected ones (S3)" {
	seed row_24
}

@test "row 25: EHLO name makes an account; the password is asked for and stored as a hash, or checked if it exists (S3)" {
	seed row_25
}

@test "row 26: MAIL FROM: @ME or the user name (S3)" {
	seed row_26
}

@test "row 27: several recipients; each must exist (S3)" {
	seed row_27
}

@test "row 28: SMTP and POP3 use one account store (S3)" {
	seed row_28
}

@test "row 29: POP3: USER logs in or creates the account (S3)" {
	seed row_29
}

@test "row 30: POP3: STAT, LIST, RETR n, DELE, QUIT (S3)" {
	seed row_30
}

@test "row 31: POP3: LIST shows id, sender, subject, size (S3)" {
	seed row_31
}

@test "row 32: POP3: RETR without a number gives all mail; RETR U the unread (not done there) (S3)" {
	seed row_32
}

@test "row 33: mail stored as plain text in a database (S3)" {
	seed row_33
}

@test "S0 by hand and by smtp-lite: addresses, RCKEY, CANCEL, mail seen at once" {
	seed s0
}

@test "S1 by hand and by smtp-lite: EHLO, AUTH LOGIN, one mail" {
	seed s1
}

@test "S2 by hand and by smtp-lite: a file of addresses, HELO, MAIL TO, one mail" {
	seed s2
}

@test "S3 by hand and by smtp-lite: accounts, @ME, several recipients, POP3" {
	seed s3
}

@test "S4 by hand and by smtp-lite: as S2, and another mail behind it" {
	seed s4
}
