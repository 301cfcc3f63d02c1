#!/usr/bin/env bats
# tlsc-lite, with Python's ssl and OpenSSL as servers: tlsc_cases.py has the
# cases, certs.py makes the certificates.
load lib/play

able() {
	[ -x "$BUILD/tlsc-lite" ] && command -v openssl >/dev/null
}

setup_file() {
	able || return 0
	cd "$BATS_FILE_TMPDIR" && "$SRC/test/lib/certs.py"
}

setup() {
	[ -x "$BUILD/tlsc-lite" ] || skip 'built --with-tls=no'
	command -v openssl >/dev/null || skip 'no openssl'
	cd "$BATS_FILE_TMPDIR" || return
}

tlsc() {
	"$SRC/test/lib/tlsc_cases.py" "$1"
}

@test "tlsc: names, wildcards, addresses, dates, chains, constraints, purpose" {
	tlsc proofs
}

@test "tlsc: a pinned key decides alone" {
	tlsc pins
}

@test "tlsc: a name is told to the server, an address is not" {
	tlsc names
}

@test "tlsc: files of CAs" {
	tlsc cas
}

@test "tlsc: no TLS 1.1, no RSA key exchange, no CBC" {
	tlsc versions
}

@test "tlsc: garbage, half a record, silence in place of a ServerHello" {
	tlsc no-hello
}

@test "tlsc: the reason comes before what is left is read away" {
	tlsc told-first
}

@test "tlsc: much, both ways, and each direction ends for itself" {
	tlsc carries
}

@test "tlsc: an end in order, and a stream that was cut" {
	tlsc ends
}

@test "tlsc: a server by GnuTLS, each version and key" {
	command -v gnutls-serv >/dev/null || skip 'no gnutls-serv'
	tlsc gnutls-serv
}

@test "tlsc: no renegotiation" {
	tlsc renegotiation
}

@test "tlsc: it is confined, with five descriptors" {
	needs_filter
	tlsc confined
}

@test "A9: tlsc: nobody may look into it" {
	(bare "$SRC/test/lib/tlsc_cases.py" looked-into)
}

@test "tlsc, tlsd: what people type is answered: a line and 64, --help" {
	tlsc usage
}
