# shellcheck shell=sh disable=SC2154
# tls.sh - the rows of TLS, ours and Postfix's with the same certificate.
# Sourced by run.

# tls_serve CONTENDER HOW LINE...: as `serve` or `serve_listening` do.
tls_serve() {
	who=$1 how=$2
	shift 2
	fresh "$who"
	conf "$who" "tls-cert = $work/tls.cert" "tls-key = $work/tls.key" \
	    "tls-program = $bin/tlsd-lite" 'idle-exit = 0' \
	    'max-connections = 200' 'max-per-source = 200' "$@"
	"$how" "$who" "$bin/smtpd-lite.static" -c "$conf"
}

tls_start() {
	[ -x "$bin/tlsd-lite" ] || return 0
	openssl req -x509 -nodes -days 9 -newkey ec \
	    -pkeyopt ec_paramgen_curve:P-256 -subj /CN=mx.bench.example \
	    -keyout "$work/tls.key" -out "$work/tls.cert" 2>"$work/tls.log"
	chown "$uid" "$work/tls.key"
	tls_serve tls serve
	tls_serve tls-off serve 'tls = off'
	tls_serve tls-implicit serve 'tls = implicit'
	tls_serve tls-listener serve_listening 'tls = implicit'
	# One more port of the Postfix that runs already.
	cp "$work/tls.key" "$work/postfix.etc/key"
	cat >>"$work/postfix.etc/master.cf" <<-EOF
	127.0.0.1:$(port postfix-tls) inet n - n - - smtpd
	  -o smtpd_tls_security_level=may
	  -o smtpd_tls_cert_file=$work/tls.cert
	  -o smtpd_tls_key_file=$work/postfix.etc/key
	tlsmgr unix - - n 1000? 1 tlsmgr
	EOF
	postfix -c "$work/postfix.etc" reload >>"$work/postfix.log" 2>&1
	for who in tls tls-off postfix-tls; do
		load ready "$(port $who)" >/dev/null ||
			echo "bench: $who does not answer" >&2
	done
}

tls_load() {
	/usr/bin/python3 "$here/tls.py" "$@"
}

# Of these one round is taken, and no other goes on.
tls_memory_rows() {
	[ -x "$bin/tlsd-lite" ] || return 0
	! wanted tls-session ||
		sample_of tls-session tls tls_load session "$(port tls)" \
		    "$(cat "$work/tls.pid")" 40
	! wanted tls-more ||
		sample_of tls-more tls tls_load more "$(port tls)" \
		    "$(cat "$work/tls.pid")" "$(port tls-off)" \
		    "$(cat "$work/tls-off.pid")"
}

tls_rows() {
	[ -x "$bin/tlsd-lite" ] || return 0
	for who in $(turn tls postfix); do
		wanted tls-cpu || break
		fresh "$who"
		to=$who
		[ "$who" = tls ] || to=postfix-tls
		sample_of tls-cpu "$who" tls_load cpu "$(port "$to")" \
		    "$mail/$who" $((400 / scale))
	done
	for who in $(turn tls-implicit tls-listener); do
		wanted tls-rate || break
		sample_of tls-rate "$who" tls_load rate "$(port "$who")" 3
	done
}
