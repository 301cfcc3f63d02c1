#!/usr/bin/env bats
# What all sessions add up to, as smtpd-litectl metrics prints it.
# metrics_cases.py says what each test does.
load lib/play

metrics() {
	/usr/bin/python3 -c 'import prometheus_client.openmetrics.parser' ||
		skip 'no python3-prometheus-client'
	the_case metrics_cases "$1"
}

@test "sessions, messages and octets" {
	metrics sessions
}

@test "refusals, logins, ends and limits" {
	metrics kinds
}

@test "pop3d-lite counts for itself" {
	metrics pop3
}

@test "what cannot be stored" {
	metrics storage
}

@test "a session that was killed counts" {
	metrics killed
}

@test "garbage, links, pipes, another version, a cut file in run" {
	metrics planted
}
