#!/usr/bin/env bats
# TLS with programs that others wrote, and the memory of all processes. Needs
# packages (test/packages), and root for the memory.
load ../lib/play

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	: >pids
	[ -x "$BUILD/tlsd-lite" ] || return 0
	"$SRC/test/lib/tls_cases.py" site
	for port in smtp smtps pop3 pop3s; do
		case $port in
		smtp) set -- smtpd-lite -o tls=offer ;;
		smtps) set -- smtpd-lite -o tls=implicit ;;
		pop3) set -- pop3d-lite -o tls=offer ;;
		pop3s) set -- pop3d-lite -o tls=implicit ;;
		esac
		mkfifo port.$port
		"$SRC/test/lib/inetd.py" "$BUILD/$1" -c conf "${@:2}" \
			>port.$port 2>log.$port 3>&- &
		echo $! >>pids
		read -r "${port^^}" <port.$port
		export "${port^^}"
	done
	printf '%s\r\n' 'Subject: hello' '' 'over TLS' >message
}

teardown_file() {
	while read -r pid; do kill "$pid"; done <"$BATS_FILE_TMPDIR/pids"
}

setup() {
	[ -x "$BUILD/tlsd-lite" ] || skip 'built --with-tls=no'
	cd "$BATS_FILE_TMPDIR" || return
	rm -rf mail/example.org
}

needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# came [AS]: one message, over TLS, as that protocol.
came() {
	[ "$(find mail -path '*/new/*' | wc -l)" -eq 1 ]
	grep -rq "with ${1-ESMTPSA} (TLS1\.[23] TLS_" mail/example.org/bob/new
	grep -rq 'over TLS' mail/example.org/bob/new
}

@test "openssl s_client: STARTTLS, and POP3 in TLS" {
	needs openssl
	printf '%s\n' 'EHLO x' 'MAIL FROM:<a@b.example>' \
		'rCPT TO:<bob@example.org>' DATA 'Subject: x' '' 'over TLS' . QUIT |
		openssl s_client -quiet -crlf -starttls smtp -verify_return_error \
			-CAfile tls/fullchain.pem -verify_hostname mx.example \
			-connect 127.0.0.1:"$SMTP"
	came ESMTPS
	printf '%s\n' 'USER bob@example.org' 'PASS secret' 'RETR 1' QUIT |
		openssl s_client -quiet -crlf -starttls pop3 -verify_return_error \
			-CAfile tls/fullchain.pem -connect 127.0.0.1:"$POP3" |
		grep 'over TLS'
}

@test "gnutls-cli" {
	needs gnutls-cli
	printf '%s\r\n' 'EHLO x' 'MAIL FROM:<a@b.example>' \
		'RCPT TO:<bob@example.org>' DATA 'Subject: x' '' 'over TLS' . QUIT |
		gnutls-cli --x509cafile=tls/fullchain.pem \
			--verify-hostname=mx.example --port "$SMTPS" 127.0.0.1
	came ESMTPS
	gnutls-cli --starttls-proto=smtp --x509cafile=tls/fullchain.pem \
		--verify-hostname=mx.example --port "$SMTP" 127.0.0.1 </dev/null |
		grep 'Handshake was completed'
	printf 'QUIT\r\n' | gnutls-cli --resume \
		--x509cafile=tls/fullchain.pem --verify-hostname=mx.example \
		--port "$SMTPS" 127.0.0.1 | grep 'This is a resumed session'
}

@test "curl: smtp and smtps, pop3 and pop3s" {
	needs curl
	local scheme port
	for scheme in smtp smtps; do
		rm -rf mail/example.org
		port=${scheme^^}
		curl -sS --ssl-reqd --cacert tls/fullchain.pem \
			--resolve "mx.example:${!port}:127.0.0.1" \
			"$scheme://mx.example:${!port}" -u bob@example.org:secret \
			--mail-from bob@example.org --mail-rcpt bob@example.org \
			-T message
		came
	done
	for scheme in pop3 pop3s; do
		port=${scheme^^}
		curl -sS --ssl-reqd --cacert tls/fullchain.pem \
			--resolve "mx.example:${!port}:127.0.0.1" \
			"$scheme://mx.example:${!port}/1" -u bob@example.org:secret |
			grep 'over TLS'
	done
}

@test "swaks" {
	needs swaks
	perl -MNet::SSLeay -e 1 2>/dev/null || skip 'no libnet-ssleay-perl'
	local call=(swaks --server "127.0.0.1:$SMTP" --tls --tls-verify
		--to bob@example.org --from bob@example.org
		-au bob@example.org -ap secret --body 'over TLS')
	"${call[@]}" --tls-ca-path tls/fullchain.pem
	came
	rm -r mail/example.org
	# And it would not, had we another certificate.
	openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		-keyout other.key -out other.pem -days 9 -subj /CN=mx.example
	run "${call[@]}" --tls-ca-path other.pem
	[ "$status" -ne 0 ]
	[[ $output == *'certificate verify failed'* ]]
	[ ! -e mail/example.org ]
}

@test "msmtp: STARTTLS and TLS at once" {
	needs msmtp
	local starttls
	for starttls in on off; do
		rm -rf mail/example.org
		msmtp --host=127.0.0.1 \
			--port="$([ $starttls = on ] && echo "$SMTP" || echo "$SMTPS")" \
			--tls=on --tls-starttls=$starttls --tls-certcheck=on \
			--tls-trust-file=tls/fullchain.pem \
			--tls-host-override=mx.example --auth=on \
			--user=bob@example.org --passwordeval='echo secret' \
			--from=bob@example.org bob@example.org <message
		came
	done
}

@test "mpop and fetchmail: STLS" {
	needs mpop
	needs fetchmail
	curl -sS --ssl-reqd -k "smtps://127.0.0.1:$SMTPS" \
		--mail-from a@b.example --mail-rcpt bob@example.org -T message
	came ESMTPS
	mkdir -p got/new got/cur got/tmp home
	mpop --host=127.0.0.1 --port="$POP3" --tls=on --tls-starttls=on \
		--tls-trust-file=tls/fullchain.pem --tls-host-override=mx.example \
		--auth=user --user=bob@example.org --passwordeval='echo secret' \
		--uidls-file="$PWD/uidls" --keep=on --delivery=maildir,"$PWD/got"
	grep -rq 'over TLS' got/new
	cat >home/rc <<-END
	poll 127.0.0.1 service $POP3 protocol pop3
	  user bob@example.org password secret
	  ssl sslproto TLS1.2+ no sslcertck keep
	  mda "cat >$PWD/fetched"
	END
	sed -i 's/  ssl sslproto TLS1.2+/  sslproto TLS1.2+/' home/rc
	chmod 600 home/rc
	HOME=$PWD/home fetchmail -f home/rc --nosyslog || [ $? -le 1 ]
	grep 'over TLS' fetched
}

@test "Postfix: its client proves the server, and delivers" {
	[ "$(id -u)" -eq 0 ] || skip 'only root can lay a package over /usr'
	[ -x "$BUILD/packages/postfix/usr/sbin/postfix" ]
	"$SRC/test/lib/postfix_peer.sh" "$BUILD/packages/postfix" "$PWD" "$SMTP" \
		>postfix.out 2>&1 || { cat postfix.out && return 1; }
	grep 'Verified TLS connection established' postfix.out
	came ESMTPS
}

@test "testssl.sh finds nothing above informational that is ours" {
	needs testssl
	# Protocols and known attacks. The ciphers are sslscan's, the certificate
	# is the site's, and both would take minutes.
	timeout 300 testssl --quiet --color 0 --nodns none --ip 127.0.0.1 \
		--add-ca tls/fullchain.pem --jsonfile testssl.json \
		-p -U mx.example:"$SMTPS" >testssl.out || :
	python3 -c '
import json
found = json.load(open("testssl.json"))
# It has an OpenSSL of its own, without an engine.
ours = [f for f in found if f["id"] != "engine_problem"]
assert len(ours) > 25, len(ours)
assert {f["id"] for f in ours} > {
    "SSLv3", "TLS1_1", "TLS1_3", "heartbleed", "ROBOT", "LUCKY13", "secure_renego",
    "ticketbleed"}
bad = [f for f in ours if f["severity"] not in ("OK", "INFO", "DEBUG")]
print(*bad, sep="\n")
assert not bad'
}

@test "sslscan: two versions, authenticated ciphers, no renegotiation" {
	needs sslscan
	sslscan --no-colour 127.0.0.1:"$SMTPS" >sslscan.out
	[ "$(grep -cE '^(SSLv[23]|TLSv1\.[01]) +disabled' sslscan.out)" -eq 4 ]
	[ "$(grep -cE '^TLSv1\.[23] +enabled' sslscan.out)" -eq 2 ]
	grep 'Session renegotiation not supported' sslscan.out
	grep 'Server supports TLS Fallback SCSV' sslscan.out
	[ "$(grep -c 'not vulnerable to heartbleed' sslscan.out)" -eq 2 ]
	run grep -E '^(Accepted|Preferred)' sslscan.out
	[ "${#lines[@]}" -ge 6 ]
	run grep -vE '_GCM_|-GCM-|CHACHA20' <<<"$output"
	[ "$status" -eq 1 ]
}

@test "every system call of tlsd-lite fails, or is its last" {
	needs strace
	! sanitized || skip 'the sanitizers make thousands of calls'
	cd "$BATS_TEST_TMPDIR"
	mkdir error killed
	(cd error && "$SRC/test/lib/tls_faults.py" error)
	(cd killed && "$SRC/test/lib/tls_faults.py" killed)
}

@test "every system call of the starter fails, or is its last" {
	needs_tracer
	! sanitized || skip 'the sanitizers make thousands of calls'
	cd "$BATS_TEST_TMPDIR"
	"$SRC/test/lib/starter_faults.py"
}

@test "the private key is in the memory of the key process alone" {
	[ "$(id -u)" -eq 0 ] || skip 'only root can look into them'
	! sanitized || skip 'a build with sanitizers maps too much to be read'
	cd "$BATS_TEST_TMPDIR"
	"$SRC/test/lib/tls_memory.py"
}
